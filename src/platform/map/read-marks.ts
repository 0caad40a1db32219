import { sql } from 'kysely'
import { boxOfTile, pointInTile, type TilePlace } from '../../core/map-tile.ts'
import type { Db } from '../db/pool.ts'
import { joinMarks } from './join-marks.ts'

/** The width of a tile in its own units, as vector tiles have it. */
export const tileExtent = 4_096
/** A tile shows so many marks side by side at most: what lies closer together is one of them. Fewer while names need the room. */
export const marksAcross = (z: number): number => (z < 10 ? 10 : 16)

/** One asset, or several that lie too close together to be told apart at this zoom. */
export interface MapMark {
  /** Within the tile, in its units, from its north-western corner. */
  readonly x: number
  readonly y: number
  readonly count: number
  /** Which squares of {@link marksAcross} it stands for, counted in rows from the same corner. */
  readonly squares: readonly number[]
  /** Of the asset that stands alone. */
  readonly id: number | null
  readonly code: string | null
  readonly name: string | null
  readonly type: string | null
}

interface MarkRow extends Omit<MapMark, 'x' | 'y' | 'squares'> {
  readonly square: number
  /** In the middle of its assets. */
  readonly lon: number
  readonly lat: number
}

/** Up to so many agencies are named to PostgreSQL. */
const fewAgencies = 50
/** From here on a tile holds a small part of a province. */
const nearZoom = 12

/**
 * Tells PostgreSQL how many agencies the wall's list holds, which it takes for ten: with one agency it reads the assets of a whole tile to
 * keep a few (1.8 times the bare statement, measured), with two hundred all assets to keep those of a tile (2.1 times). The wall alone
 * decides what is seen.
 */
async function hintOfAgencies(tx: Db, { z }: TilePlace, agencies: readonly number[] | null) {
  if (agencies === null) return sql``
  if (agencies.length <= fewAgencies) return sql`and a.agency_id = any(${sql.lit(`{${agencies.join()}}`)}::int[])`
  if (z >= nearZoom) await sql.raw('set local enable_bitmapscan = off').execute(tx)
  return sql``
}

/**
 * What of the assets in use with a position the transaction's actor sees in a tile. However many there are, a tile stays small.
 * @param agencies as the wall lists them (`listedAgencies`); they change how the tile is read, not what is in it
 * @param without types of assets that are left out
 */
export async function readMarks(
  tx: Db,
  place: TilePlace,
  agencies: readonly number[] | null,
  without: readonly string[] = [],
): Promise<MapMark[]> {
  const hint = await hintOfAgencies(tx, place, agencies)
  const isWanted = without.length === 0 ? sql`` : sql`and a.type <> all(${without}::text[])`
  const [west, south, east, north] = boxOfTile(place)
  const across = 2 ** place.z
  const inRow = marksAcross(place.z)
  // Which square an asset is in, counted in rows; where a mark stands is worked out once for each mark, not for each asset.
  const square = sql`floor(((a.lon + 180) / 360 * ${across}::float8 - ${place.x}::float8) * ${inRow}::float8)
    + floor(((0.5 - asinh(tan(radians(a.lat))) / (2 * pi())) * ${across}::float8 - ${place.y}::float8) * ${inRow}::float8) * ${inRow}::float8`
  // What a square holds one of is named by it. Joined by its id, the wall would be asked a second time, for every asset there is.
  const { rows } = await sql<MarkRow>`
    select (${square})::int as square, avg(a.lon) as lon, avg(a.lat) as lat, count(*)::int as count,
      case count(*) when 1 then any_value(a.id) end as id, case count(*) when 1 then any_value(a.code) end as code,
      case count(*) when 1 then any_value(a.name) end as name, case count(*) when 1 then any_value(a.type) end as type
    from platform.asset a
    where a.lon >= ${west} and a.lon < ${east} and a.lat > ${south} and a.lat <= ${north} and a.retired_at is null ${isWanted} ${hint}
    group by 1`.execute(tx)
  const inUnits = (share: number) => Math.round(share * tileExtent)
  return joinMarks(
    rows.map(({ square, lon, lat, ...mark }) => {
      const { x, y } = pointInTile(place, lon, lat)
      return { ...mark, x: inUnits(x), y: inUnits(y), squares: [square] }
    }),
  )
}
