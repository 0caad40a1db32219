import { sql } from 'kysely'
import { boxOfTile, type TilePlace } from '../../core/map-tile.ts'
import type { Db } from '../db/pool.ts'

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
  /** The square of {@link marksAcross} that it stands for, from the same corner. */
  readonly column: number
  readonly row: number
  /** Of the asset that stands alone. */
  readonly id: number | null
  readonly code: string | null
  readonly name: string | null
  readonly type: string | null
}

/**
 * What of the assets in use with a position the transaction's actor sees in a tile. However many there are, a tile stays small.
 * @param without types of assets that are left out
 */
export async function readMarks(tx: Db, place: TilePlace, without: readonly string[] = []): Promise<MapMark[]> {
  const isWanted = without.length === 0 ? sql`` : sql`and a.type <> all(${without}::text[])`
  const [west, south, east, north] = boxOfTile(place)
  const across = 2 ** place.z
  const square = tileExtent / marksAcross(place.z)
  // What a square holds one of is named by it. Joined by its id, the wall would be asked a second time, for every asset there is.
  const { rows } = await sql<MapMark>`
    select round(avg(p.x))::int as x, round(avg(p.y))::int as y, count(*)::int as count,
      floor(p.x / ${square}::float8)::int as "column", floor(p.y / ${square}::float8)::int as row,
      case count(*) when 1 then any_value(p.id) end as id, case count(*) when 1 then any_value(p.code) end as code,
      case count(*) when 1 then any_value(p.name) end as name, case count(*) when 1 then any_value(p.type) end as type
    from (
      select a.id, a.code, a.name, a.type, ((a.lon + 180) / 360 * ${across}::float8 - ${place.x}::float8) * ${tileExtent}::float8 as x,
        ((0.5 - asinh(tan(radians(a.lat))) / (2 * pi())) * ${across}::float8 - ${place.y}::float8) * ${tileExtent}::float8 as y
      from platform.asset a
      where a.lon >= ${west} and a.lon < ${east} and a.lat > ${south} and a.lat <= ${north} and a.retired_at is null ${isWanted}
    ) p
    group by 4, 5
    order by 1, 2`.execute(tx)
  return rows
}
