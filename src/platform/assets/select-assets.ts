import { type RawBuilder, sql } from 'kysely'
import type { AssetCounts, AssetState, AssetsFilter } from '../../core/api/assets.ts'
import { AppError } from '../../core/error.ts'
import { severities } from '../../core/severity.ts'
import type { Db } from '../db/pool.ts'
import { matchWords } from '../things/match-words.ts'
import { silentBeats } from './read-assets.ts'

/** A place in a list: the sorted value of the last row, as text, and its id. */
interface Place {
  readonly value: string | null
  readonly id: number
}

/** How many are wanted of what words find: a page of the list. */
const foundAtOnce = 200

export interface AssetCondition extends Partial<Omit<AssetsFilter, 'sort'>> {
  readonly codes?: readonly string[] | undefined
  /** Asset types that the filter's module declares. */
  readonly types?: readonly string[] | undefined
}

/** What an asset must be to pass, whatever its state. */
async function conditionsOf(tx: Db, filter: AssetCondition): Promise<RawBuilder<unknown>> {
  const { type, types, q, agency, codes } = filter
  const conditions = [sql`true`]
  if (type !== undefined) conditions.push(sql`a.type = ${type}`)
  if (types !== undefined) conditions.push(sql`a.type = any(${types}::text[])`)
  if (agency !== undefined) conditions.push(sql`a.agency_id = ${agency}`)
  if (codes !== undefined) conditions.push(sql`a.code = any(${codes}::text[])`)
  if (q?.trim()) {
    const { condition } = await matchWords(tx, q, [sql`t.kind = 'asset'`], foundAtOnce)
    conditions.push(sql`a.code in (select t.id from platform.thing t where t.kind = 'asset' and ${condition})`)
  }
  return sql.join(conditions, sql` and `)
}

/**
 * How every asset that passes stands: `o` has one row an asset with what fires (0 is the worst severity), whether a series stopped
 * coming, whether none has come yet, when the last word came, and the last value of one series.
 */
async function standings(tx: Db, filter: AssetCondition, series: string | null = null): Promise<RawBuilder<unknown>> {
  return sql`own as (
    select a.id, a.code, a.name, a.type, a.agency_id, a.retired_at, count(s.id) > 0 and count(l.series_id) = 0 as never,
      coalesce(bool_or(not s.sporadic and l.received_at < now() - make_interval(secs => ${silentBeats} * s.cadence_s)), false) as silent,
      max(l.received_at) as received_at, max(l.value) filter (where s.key = ${series ?? ''}) as value
    from platform.asset a left join platform.series s on s.asset_id = a.id left join platform.last_value l on l.series_id = s.id
    where ${await conditionsOf(tx, filter)} group by a.id
  ), firing as (
    select al.asset_id, min(array_position(${[...severities]}::text[], al.severity)) as rank from platform.alert al
    where al.condition = 'firing' group by al.asset_id
  ), o as (select own.*, firing.rank from own left join firing on firing.asset_id = own.id)`
}

const stands: Record<AssetState, RawBuilder<unknown>> = {
  alert: sql`o.rank is not null`,
  silent: sql`o.silent`,
  never: sql`o.never`,
  fine: sql`o.rank is null and not o.silent and not o.never`,
  retired: sql`o.retired_at is not null`,
}

/** What a list is sorted by: texts as a Vietnamese reader does, or numbers. */
function sortOf(key: string): { column: RawBuilder<unknown>; cast: RawBuilder<unknown> } {
  const words = (column: RawBuilder<unknown>) => ({
    column: sql`(${column}) collate platform.vietnamese`,
    cast: sql`text`,
  })
  if (key === 'name') return words(sql`o.name`)
  if (key === 'code') return { column: sql`o.code`, cast: sql`text` }
  if (key === 'agency') return words(sql`(select ag.name from platform.agency ag where ag.id = o.agency_id)`)
  if (key === 'received') return { column: sql`extract(epoch from o.received_at)::float8`, cast: sql`float8` }
  if (key.startsWith('value.')) return { column: sql`o.value`, cast: sql`float8` }
  const rank = sql`coalesce(10 + o.rank, case when o.silent then 20 when o.never then 21 else 22 end)`
  return words(sql`${rank}::text || ' ' || o.name`)
}

const plainSorts = new Set(['code', 'name', 'agency'])

/** Ids of the assets that pass, in order, from after a place; what has no value stands last either way. */
export async function selectAssets(
  tx: Db,
  filter: AssetCondition & { readonly sort: string },
  page: { readonly limit: number; readonly after?: Place | undefined },
): Promise<{ ids: number[]; places: Place[] }> {
  const isDown = filter.sort.startsWith('-')
  const key = filter.sort.replace(/^-/, '')
  const { column, cast } = sortOf(key)
  const direction = isDown ? sql`desc` : sql`asc`
  const than = isDown ? sql`<` : sql`>`
  const conditions = [filter.state ? stands[filter.state] : sql`true`]
  if (filter.state !== 'retired' && filter.codes === undefined) conditions.push(sql`o.retired_at is null`)
  if (page.after) {
    const { value, id } = page.after
    conditions.push(
      value === null
        ? sql`(${column} is null and o.id ${than} ${id})`
        : sql`(${column} ${than} ${value}::${cast} or (${column} = ${value}::${cast} and o.id ${than} ${id}) or ${column} is null)`,
    )
  }
  const series = key.startsWith('value.') ? key.slice('value.'.length) : null
  // Sorted by what it is, an asset is not asked how it stands: the values of a province would be gone through for one page.
  const isPlain = filter.state === undefined && plainSorts.has(key)
  const assets = isPlain
    ? sql`o as (select a.* from platform.asset a where ${await conditionsOf(tx, filter)})`
    : await standings(tx, filter, series)
  const { rows } = await sql<{ id: number; place: string | null }>`
    with ${assets}
    select o.id, (${column})::text as place from o where ${sql.join(conditions, sql` and `)}
    order by ${column} ${direction} nulls last, o.id ${direction} limit ${page.limit}`.execute(tx)
  return { ids: rows.map(({ id }) => id), places: rows.map(({ id, place }) => ({ id, value: place })) }
}

/** How many assets stand how, by type; types without an asset are left out. */
export async function countAssets(tx: Db, filter: AssetCondition): Promise<Map<string, AssetCounts>> {
  const { rows } = await sql<AssetCounts & { type: string }>`
    with ${await standings(tx, filter)}
    select o.type, count(*) filter (where o.retired_at is null)::int as total,
      count(*) filter (where o.retired_at is not null)::int as retired,
      count(*) filter (where o.retired_at is null and ${stands.alert})::int as alert,
      count(*) filter (where o.retired_at is null and ${stands.silent})::int as silent,
      count(*) filter (where o.retired_at is null and ${stands.never})::int as never,
      count(*) filter (where o.retired_at is null and ${stands.fine})::int as fine
    from o group by o.type`.execute(tx)
  return new Map(rows.map(({ type, ...counts }) => [type, counts]))
}

/** A place as `after` carries it. */
export const writePlace = ({ value, id }: Place): string =>
  Buffer.from(JSON.stringify([value, id])).toString('base64url')

/** @throws {AppError} `bad_request`: it is not one of ours */
export function parsePlace(text: string | undefined): Place | undefined {
  if (text === undefined) return undefined
  try {
    const [value, id]: unknown[] = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'))
    if ((value === null || typeof value === 'string') && typeof id === 'number' && Number.isSafeInteger(id))
      return { value, id }
  } catch {
    // Told below, like what parses and is none.
  }
  const message = 'take it from `next` of a list'
  throw new AppError('bad_request', 400, { detail: `after: ${message}`, errors: [{ path: 'after', message }] })
}
