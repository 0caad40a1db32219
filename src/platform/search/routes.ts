import { type Found, type FoundGroup, foundGroups, SearchAnswer, SearchQuery } from '../../core/api/search.ts'
import type { PlatformPermission } from '../../core/permission.ts'
import type { Actor } from '../auth/actor.ts'
import type { Db } from '../db/pool.ts'
import type { Wall } from '../db/wall.ts'
import type { App } from '../http/app.ts'
import { actorOf } from '../http/guard.ts'
import type { RecordKind } from '../records/record-kind.ts'
import { findNamed } from './find-named.ts'
import { findTasks, findThings } from './find-things.ts'

/** What a person must be allowed for a group to be looked through; rows are then those the wall shows. Records: see `readable`. */
const needs: Record<Exclude<FoundGroup, 'record'>, PlatformPermission> = {
  asset: 'assets.read',
  alert: 'alerts.read',
  incident: 'incidents.read',
  task: 'tasks.read',
  area: 'areas.read',
  agency: 'agencies.read',
  report: 'reports.read',
  person: 'accounts.read',
}

/** Searches everything at once; a group that the asker may not read is not looked through. */
export function searchRoutes(app: App, wall: Wall, kinds: ReadonlyMap<string, RecordKind>): void {
  const readable = ({ permissions }: Actor) =>
    [...kinds.values()].filter(({ record }) => permissions.has(record.permissions.read)).map(({ key }) => key)

  function findIn(tx: Db, actor: Actor, group: FoundGroup, q: string, limit: number): Promise<Found[]> {
    if (group === 'record') return findThings(tx, group, readable(actor), q, limit)
    if (group === 'task') return findTasks(tx, q, limit)
    if (group === 'asset' || group === 'alert' || group === 'incident') return findThings(tx, group, [group], q, limit)
    return findNamed(tx, group, q, limit)
  }

  app.get(
    '/api/search',
    {
      config: { require: 'things.read' },
      schema: {
        summary: 'Everything one may see, by words: a few of each kind',
        querystring: SearchQuery,
        response: { 200: SearchAnswer },
      },
    },
    async (request) => {
      const actor = actorOf(request)
      const { q, limit, group: only } = request.query
      const searched = foundGroups.filter((group) =>
        group === 'record' ? readable(actor).length > 0 : actor.permissions.has(needs[group]),
      )
      const groups = await wall.read(actor, async (tx) => {
        const found: SearchAnswer['groups'] = []
        for (const group of searched) {
          if (only !== undefined && group !== only) continue
          const items = await findIn(tx, actor, group, q, limit + 1)
          if (items.length > 0) found.push({ group, items: items.slice(0, limit), more: items.length > limit })
        }
        return found
      })
      return { groups, searched }
    },
  )
}
