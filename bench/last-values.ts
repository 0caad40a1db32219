import type pg from 'pg'
import { readAssets, readAssetsGeoJson } from '../src/platform/assets/read-assets.ts'
import { selectAssets } from '../src/platform/assets/select-assets.ts'
import type { Actor } from '../src/platform/auth/actor.ts'
import { indexAssetTypes, loadModules } from '../src/platform/modules/load.ts'
import { fillAgencies } from './support/fill.ts'
import { actors, agencyOf, openProvince, type Province } from './support/province.ts'
import { atMost, type Result, told } from './support/result.ts'

const count = Number(process.env.NHIP_BENCH_ASSETS ?? 100_000)
const limit = 2
const rounds = 9
/** Rows on screen. */
const pageRows = 200

/**
 * The last value of every asset in view among 100,000, through the wall, as the map reads them (without HTTP), beside one bare statement
 * that brings them, with the agency predicate by hand and no policy. Medians in turns, in ms with begin and commit. Told beside it: rows on
 * screen, which bring agency, commune, pulse and open alerts as well, in four statements.
 */
export async function bench(): Promise<Result[]> {
  const province = await openProvince([])
  try {
    await fillAgencies(province.admin)
    await fillAssets(province.admin)
    const results: Result[] = []
    for (const [who, actor] of actors) {
      const { admin } = province
      const codes = await codesOf(admin, actor)
      const twice = (name: string, ours: number, bare: number) => atMost(name, ours, bare, limit)
      const onScreen = `${codes.length} on screen, ${who}`
      results.push(await compare(`map of all in view, ${who}`, twice, map(province, actor), bareMap(admin, actor)))
      results.push(await compare(onScreen, told, page(province, actor, codes), barePage(admin, actor, codes)))
    }
    return results
  } finally {
    await province.close()
  }
}

/** Brings values; answers how many assets have one. */
type Bring = () => Promise<number>

async function compare(what: string, judge: typeof told, ours: Bring, bare: Bring): Promise<Result> {
  const times = { ours: [0], bare: [0] }
  const [shown, expected] = [await ours(), await bare()]
  if (shown !== expected) throw new Error(`${what}: the product shows ${shown} assets, the bare statement ${expected}`)
  for (let round = 0; round < rounds; round++) {
    times.ours[round] = await timeOf(ours)
    times.bare[round] = await timeOf(bare)
  }
  const name = `last values, ${count.toLocaleString('en')} assets: ${what} (${shown} assets), ms`
  return judge(name, median(times.ours), median(times.bare))
}

const types = indexAssetTypes(await loadModules())

const map =
  ({ walled }: Province, actor: Actor): Bring =>
  async () =>
    (await walled.read(actor, readAssetsGeoJson)).features.length

/** As `GET /api/assets?codes=`, by which rows on screen are kept up to date. */
const page =
  ({ walled }: Province, actor: Actor, codes: readonly string[]): Bring =>
  async () => {
    const assets = await walled.read(actor, async (tx) => {
      const { ids } = await selectAssets(tx, { codes, sort: 'code' }, { limit: codes.length })
      return readAssets(tx, types, ids)
    })
    return assets.filter(({ series }) => series.some(({ lastValue }) => lastValue !== null)).length
  }

const columns = `a.id, a.code, a.name, a.type, a.lon, a.lat, s.key, s.cadence_s, l.at, l.value, l.received_at
  from platform.asset a join platform.series s on s.asset_id = a.id join platform.last_value l on l.series_id = s.id`

/** A reader of the province needs no predicate, others see their agencies. */
const seenBy = (actor: Actor) =>
  actor.reach === 'province'
    ? { condition: 'true', values: [] }
    : { condition: 'a.agency_id = any($1)', values: [actor.agencyIds] }

const bareMap =
  (admin: pg.Client, actor: Actor): Bring =>
  async () => {
    const { condition, values } = seenBy(actor)
    return distinct(
      admin,
      `select ${columns} where ${condition} and a.lon is not null and a.retired_at is null order by a.id`,
      values,
    )
  }

const barePage =
  (admin: pg.Client, actor: Actor, codes: readonly string[]): Bring =>
  async () => {
    const { condition, values } = seenBy(actor)
    const wanted = `a.code = any($${values.length + 1})`
    return distinct(admin, `select ${columns} where ${condition} and ${wanted} order by a.code`, [...values, codes])
  }

/** Those that a list of what the actor sees shows first. */
async function codesOf(admin: pg.Client, actor: Actor): Promise<string[]> {
  const { condition, values } = seenBy(actor)
  const { rows } = await admin.query(
    `select a.code from platform.asset a where ${condition} order by a.name limit ${pageRows}`,
    values,
  )
  return rows.map(({ code }) => code)
}

async function distinct(admin: pg.Client, text: string, values: readonly unknown[]): Promise<number> {
  await admin.query('begin read only')
  const { rows } = await admin.query(text, [...values])
  await admin.query('commit')
  return new Set(rows.map(({ id }) => id)).size
}

/** Stations of unlike agencies, each with two series and their last values; of a hundred one has an alert that fires. */
async function fillAssets(admin: pg.Client): Promise<void> {
  await admin.query(
    `insert into platform.asset (code, type, name, agency_id, lon, lat)
    select 'tram-' || lpad(n::text, 6, '0'), 'river_station', 'Trạm ' || n, ${agencyOf('random()')}, 107 + random(), 16 + random() * 0.8
    from generate_series(1, ${count}) n`,
  )
  await admin.query(
    `insert into platform.series (asset_id, agency_id, key, name_vi, name_en, unit, cadence_s)
    select a.id, a.agency_id, k.key, 'Mực nước', 'Water level', 'm', 600
    from platform.asset a, (values ('water_level'), ('battery')) k (key) order by a.id`,
  )
  await admin.query(
    `insert into platform.last_value (series_id, agency_id, at, value, received_at, origin, beats)
    select id, agency_id, now(), random(), now(), 'device', array[now(), now(), now(), now(), now()] from platform.series order by id`,
  )
  await admin.query(
    `with rule as (
      insert into platform.alert_rule (key, name_vi, name_en, title_vi, title_en, severity, asset_type, condition)
      values ('bench', 'x', 'x', 'x', 'x', 'major', 'river_station', '{}') returning id)
    insert into platform.alert (id, rule_id, asset_id, series_id, agency_id, severity, title_vi, title_en, value, threshold, origin,
      condition, handling, fired_at, raised_at, due_at)
    select gen_random_uuid(), rule.id, s.asset_id, s.id, s.agency_id, 'major', 'x', 'x', 1, 1, 'device', 'firing', 'new', now(), now(), now()
    from platform.series s, rule where s.key = 'water_level' and s.asset_id % 100 = 0`,
  )
  await admin.query('vacuum analyze platform.asset, platform.series, platform.last_value, platform.alert')
}

async function timeOf(work: Bring): Promise<number> {
  const from = performance.now()
  await work()
  return performance.now() - from
}

const median = (all: readonly number[]) => all.toSorted((a, b) => a - b)[Math.floor(all.length / 2)] ?? Number.NaN
