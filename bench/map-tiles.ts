import type pg from 'pg'
import { boxOfTile, type TilePlace } from '../src/core/map-tile.ts'
import type { Actor } from '../src/platform/auth/actor.ts'
import { listedAgencies } from '../src/platform/db/wall.ts'
import { encodeTile } from '../src/platform/map/encode-tile.ts'
import { FieldMap } from '../src/platform/map/field-map.ts'
import { marksAcross, readMarks } from '../src/platform/map/read-marks.ts'
import { fillAgencies } from './support/fill.ts'
import { actors, agencyOf, openProvince, type Province } from './support/province.ts'
import { atMost, type Result } from './support/result.ts'

const count = Number(process.env.NHIP_BENCH_ASSETS ?? 100_000)
const limit = 1.5
const rounds = 15
/** The province on a screen, half of it, and a quarter of a town: what clusters and what stands alone. */
const zooms = [7, 9, 10, 13]
const middle = { lon: 107.5, lat: 16.4 }

/**
 * A tile over 100,000 assets, through the wall and encoded, beside the bare statement that counts the same cells with the agency predicate
 * by hand and no policy; and the same tile when it is kept. Medians in turns, in ms with begin and commit; sizes are told.
 */
export async function bench(): Promise<Result[]> {
  const province = await openProvince([])
  try {
    await fillAgencies(province.admin)
    await fillAssets(province.admin)
    const results: Result[] = []
    for (const z of zooms)
      for (const [who, actor] of actors) results.push(...(await compare(province, tileAt(z), who, actor)))
    return results
  } finally {
    await province.close()
  }
}

function tileAt(z: number): TilePlace {
  const rad = (middle.lat * Math.PI) / 180
  const across = 2 ** z
  return {
    z,
    x: Math.floor(((middle.lon + 180) / 360) * across),
    y: Math.floor(((1 - Math.asinh(Math.tan(rad)) / Math.PI) / 2) * across),
  }
}

async function compare(province: Province, place: TilePlace, who: string, actor: Actor): Promise<Result[]> {
  const kept = new FieldMap(province.walled, new Map())
  const make = async () =>
    encodeTile(place, await province.walled.read(actor, (tx) => readMarks(tx, place, listedAgencies(actor))), [], [])
  const bare = () => bareMarks(province.admin, actor, place)
  const marks = await province.walled.read(actor, (tx) => readMarks(tx, place, listedAgencies(actor)))
  const assets = marks.reduce((sum, mark) => sum + mark.count, 0)
  if ((await bare()) !== assets)
    throw new Error(`tile ${place.z}, ${who}: the product and the bare statement count others`)
  const times = { ours: [0], bare: [0], kept: [0] }
  await kept.tile(actor, place)
  for (let round = 0; round < rounds; round++) {
    times.ours[round] = await timeOf(make)
    times.bare[round] = await timeOf(bare)
    times.kept[round] = await timeOf(() => kept.tile(actor, place))
  }
  const { length } = await make()
  const name = `map tile, ${count.toLocaleString('en')} assets, zoom ${place.z}, ${who}`
  console.log(
    `     ${name}: ${assets.toLocaleString('en')} assets in ${marks.length} marks, ${length.toLocaleString('en')} bytes`,
  )
  return [
    atMost(`${name}, ms`, median(times.ours), median(times.bare), limit),
    atMost(`${name}, kept, ms`, median(times.kept), median(times.bare), limit),
  ]
}

/** The same cells by hand; answers how many assets they hold. */
async function bareMarks(admin: pg.Client, actor: Actor, place: TilePlace): Promise<number> {
  const [west, south, east, north] = boxOfTile(place)
  const isAll = actor.reach === 'province'
  const across = 2 ** place.z * marksAcross(place.z)
  await admin.query('begin read only')
  const { rows } = await admin.query(
    `with cell as (
      select count(*)::int as count, avg(lon) as lon, avg(lat) as lat, min(id) as id from platform.asset
      where lon >= $1 and lon < $2 and lat > $3 and lat <= $4 and retired_at is null ${isAll ? '' : 'and agency_id = any($5)'}
      group by floor((lon + 180) / 360 * ${across}), floor((0.5 - asinh(tan(radians(lat))) / (2 * pi())) * ${across})
    ) select c.*, a.code, a.name, a.type from cell c left join platform.asset a on a.id = c.id and c.count = 1`,
    [west, east, south, north, ...(isAll ? [] : [actor.agencyIds])],
  )
  await admin.query('commit')
  return rows.reduce((sum, row) => sum + row.count, 0)
}

/** Assets of unlike agencies all over the province, closer together around its seat. */
async function fillAssets(admin: pg.Client): Promise<void> {
  await admin.query(
    `insert into platform.asset (code, type, name, agency_id, lon, lat)
    select 'tram-' || lpad(n::text, 6, '0'), 'river_station', 'Trạm ' || n, ${agencyOf('random()')},
      107.5 + (random() - 0.5) * case when n % 2 = 0 then 0.2 else 1 end, 16.4 + (random() - 0.5) * case when n % 2 = 0 then 0.2 else 0.8 end
    from generate_series(1, ${count}) n`,
  )
  // As autovacuum leaves it: what was committed without waiting for the disk is not marked as seen by all before it is written.
  await admin.query('checkpoint')
  await admin.query('vacuum analyze platform.asset')
}

async function timeOf(work: () => Promise<unknown>): Promise<number> {
  const from = performance.now()
  await work()
  return performance.now() - from
}

const median = (all: readonly number[]) => all.toSorted((a, b) => a - b)[Math.floor(all.length / 2)] ?? Number.NaN
