import { type RawBuilder, sql } from 'kysely'
import type { Thing, ThingsQuery } from '../../core/api/things.ts'
import { AppError, notFound } from '../../core/error.ts'
import type { Db } from '../db/pool.ts'
import { iso, isoOrNull } from '../http/present.ts'
import { findFirst, matchWords } from './match-words.ts'

export interface ThingRow {
  readonly kind: string
  readonly id: string
  readonly title: string
  readonly number: string | null
  readonly agencyId: number
  readonly agencyCode: string
  readonly agencyName: string
  readonly areaCode: string | null
  readonly areaName: string | null
  readonly lon: number | null
  readonly lat: number | null
  readonly state: string
  readonly openedAt: Date
  readonly closedAt: Date | null
  readonly address: string
  readonly distanceM: number | null
  readonly assetType: string | null
}

const metresPerDegree = 111_195

/** The columns of `t` and the names beside them; the page of things is chosen first, then named. */
export const thingColumns = sql`t.kind, t.id, t.title, t.number, t.agency_id, ag.code as agency_code, ag.name as agency_name,
  t.area_code, ar.name as area_name, t.lon, t.lat, t.state, t.opened_at, t.closed_at, t.address, ast.type as asset_type`
export const thingNames = sql`join platform.agency ag on ag.id = t.agency_id
  left join platform.asset ast on t.kind = 'asset' and ast.code = t.id
  left join platform.area ar on ar.code = t.area_code and ar.valid_to is null`

export function presentThing(row: ThingRow): Thing {
  return {
    kind: row.kind,
    assetType: row.assetType,
    id: row.id,
    title: row.title,
    number: row.number,
    agency: { id: row.agencyId, code: row.agencyCode, name: row.agencyName },
    area: row.areaCode && row.areaName ? { code: row.areaCode, name: row.areaName } : null,
    position: row.lon === null || row.lat === null ? null : [row.lon, row.lat],
    state: row.state,
    openedAt: iso(row.openedAt),
    closedAt: isoOrNull(row.closedAt),
    address: row.address,
    distanceM: row.distanceM === null ? null : Math.round(row.distanceM),
  }
}

/** A place in the list: newest first. */
interface Place {
  readonly openedAt: string
  readonly kind: string
  readonly id: string
}

/**
 * Things that pass every given condition, newest first; nearest first where a point is given, then without paging. Rows are those the
 * transaction's actor may see.
 */
export async function readThings(
  tx: Db,
  query: ThingsQuery,
  limit: number,
): Promise<{ things: Thing[]; places: string[] }> {
  const conditions = [sql<boolean>`true`]
  if (query.kind !== undefined) conditions.push(sql`t.kind = ${query.kind}`)
  if (query.open !== undefined)
    conditions.push(query.open === 'true' ? sql`t.closed_at is null` : sql`t.closed_at is not null`)
  if (query.box) conditions.push(inBox(query.box))
  const [lon, lat] = query.near ?? []
  const isNear = lon !== undefined && lat !== undefined
  const distance = isNear ? distanceTo(lon, lat) : sql<null>`null::float8`
  if (isNear) conditions.push(inBox(boxAround(lon, lat, query.radius_m)), sql`${distance} <= ${query.radius_m}::float8`)
  const match = query.q === undefined ? null : await matchWords(tx, query.q, conditions, limit)
  if (match) conditions.push(match.condition)
  const after = parsePlace(query.after)
  if (after && !isNear) {
    conditions.push(sql`(t.opened_at, t.kind, t.id) < (${after.openedAt}::timestamptz, ${after.kind}, ${after.id})`)
  }
  const order = isNear ? sql`distance_m, t.kind, t.id` : sql`t.opened_at desc, t.kind desc, t.id desc`
  const select = () =>
    sql<ThingRow & { place: string }>`
    with t as materialized (
      select t.kind, t.id, t.title, t.number, t.agency_id, t.area_code, t.lon, t.lat, t.state, t.opened_at, t.closed_at, t.address,
        ${distance} as distance_m
      from platform.thing t where ${sql.join(conditions, sql` and `)} order by ${order} limit ${limit}
    ) select ${thingColumns}, t.distance_m, t.opened_at::text as place from t ${thingNames} order by ${order}`.execute(
      tx,
    )
  const { rows } = match && !isNear ? await findFirst(tx, match.found, select) : await select()
  return {
    things: rows.map(presentThing),
    places: rows.map(({ place, kind, id }) => Buffer.from(JSON.stringify([place, kind, id])).toString('base64url')),
  }
}

/** One thing. @throws {AppError} `not_found` */
export async function readThing(tx: Db, kind: string, id: string): Promise<Thing> {
  const { rows } = await sql<ThingRow>`
    select ${thingColumns}, null::float8 as distance_m from platform.thing t ${thingNames}
    where t.kind = ${kind} and t.id = ${id}`.execute(tx)
  if (!rows[0]) throw notFound(`${kind} ${id}`)
  return presentThing(rows[0])
}

function inBox([west = 0, south = 0, east = 0, north = 0]: readonly number[]): RawBuilder<boolean> {
  return sql`(t.lon between ${west}::float8 and ${east}::float8 and t.lat between ${south}::float8 and ${north}::float8)`
}

function boxAround(lon: number, lat: number, radiusM: number): number[] {
  const high = radiusM / metresPerDegree
  const wide = high / Math.max(Math.cos((lat * Math.PI) / 180), 0.01)
  return [lon - wide, lat - high, lon + wide, lat + high]
}

/** Metres along the great circle (haversine, mean radius of the Earth 6,371,008.8 m). */
function distanceTo(lon: number, lat: number): RawBuilder<number> {
  return sql`2 * 6371008.8 * asin(least(1, sqrt(
    sin(radians(t.lat - ${lat}::float8) / 2) ^ 2
    + cos(radians(${lat}::float8)) * cos(radians(t.lat)) * sin(radians(t.lon - ${lon}::float8) / 2) ^ 2)))`
}

function parsePlace(text: string | undefined): Place | undefined {
  if (text === undefined) return undefined
  try {
    const [openedAt, kind, id]: unknown[] = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'))
    if (
      typeof openedAt === 'string' &&
      /^\d{4}-[\d :.+-]+$/.test(openedAt) &&
      typeof kind === 'string' &&
      typeof id === 'string'
    )
      return { openedAt, kind, id }
  } catch {
    // Told below, like what parses and is none.
  }
  const message = 'take it from `next` of a list'
  throw new AppError('bad_request', 400, { detail: `after: ${message}`, errors: [{ path: 'after', message }] })
}
