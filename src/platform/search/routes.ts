import { SearchAnswer, SearchQuery } from '../../core/api/search.ts'
import type { Wall } from '../db/wall.ts'
import type { App } from '../http/app.ts'
import { actorOf } from '../http/guard.ts'
import type { RecordKind } from '../records/record-kind.ts'
import { findEverything } from './find-everything.ts'

/** Searches everything at once; a group that the asker may not read is not looked through. */
export function searchRoutes(app: App, wall: Wall, kinds: ReadonlyMap<string, RecordKind>): void {
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
      const { permissions } = actor
      const recordKinds = [...kinds.values()]
        .filter(({ record }) => permissions.has(record.permissions.read))
        .map(({ key }) => key)
      return wall.read(actor, (tx) => findEverything(tx, { ...request.query, permissions, recordKinds }))
    },
  )
}
