import { type FoundGroup, foundGroups, type SearchAnswer, type SearchQuery } from '../../core/api/search.ts'
import type { PlatformPermission } from '../../core/permission.ts'
import type { Db } from '../db/pool.ts'
import { findNamed } from './find-named.ts'
import { findTasks, findThings, type ThingGroup } from './find-things.ts'

/** What a person must be allowed for a group to be looked through; rows are then those the wall shows. Records have one for each kind. */
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

interface Asked extends Pick<SearchQuery, 'q' | 'limit' | 'group'> {
  readonly permissions: ReadonlySet<string>
  /** Kinds of records that the asker may read. */
  readonly recordKinds: readonly string[]
}

/** A few of each kind that have the words, among the rows that the transaction's actor sees. */
export async function findEverything(tx: Db, asked: Asked): Promise<SearchAnswer> {
  const { q, limit, group: only, permissions, recordKinds } = asked
  const searched = foundGroups.filter((group) =>
    group === 'record' ? recordKinds.length > 0 : permissions.has(needs[group]),
  )
  const wanted = searched.filter((group) => only === undefined || group === only)
  const kinds = wanted.flatMap((group) => (group === 'record' ? recordKinds : isThing(group) ? [group] : []))
  const things = await findThings(tx, kinds, q, limit + 1)
  const groups: SearchAnswer['groups'] = []
  for (const group of wanted) {
    const items = isThing(group) ? (things.get(group) ?? []) : await findOther(tx, group, q, limit + 1)
    if (items.length > 0) groups.push({ group, items: items.slice(0, limit), more: items.length > limit })
  }
  return { groups, searched }
}

const isThing = (group: FoundGroup): group is ThingGroup =>
  group === 'asset' || group === 'alert' || group === 'incident' || group === 'record'

const findOther = (tx: Db, group: Exclude<FoundGroup, ThingGroup>, q: string, limit: number) =>
  group === 'task' ? findTasks(tx, q, limit) : findNamed(tx, group, q, limit)
