/**
 * The rule of silence over 100,000 series: a look at the clock when nothing is due, when all are due and were heard, and when 10,000 of
 * them have fallen silent. The limits are what an officer waits for.
 */
import { lookAtClock } from '../src/platform/alerts/look.ts'
import { indexAssetTypes, loadModules } from '../src/platform/modules/load.ts'
import { addRule } from '../src/platform/rules/change-rules.ts'
import { seedReference } from '../src/platform/seed/seed-reference.ts'
import { fillAgencies } from './support/fill.ts'
import { actorOf, agencyOf, openProvince, type Province } from './support/province.ts'
import { atMost, type Result } from './support/result.ts'

const [count, silent] = [100_000, 10_000]
const afterS = 3_600

export async function bench(): Promise<Result[]> {
  const province = await openProvince([])
  try {
    const nowMs = Date.now()
    await prepare(province, nowMs)
    /** So many seconds after the beginning. @returns ms until nothing more is due */
    const lookAt = async (secondS: number, enrol = false) => {
      const now = new Date(nowMs + secondS * 1_000)
      // No gap in these looks is the centre having been down.
      await province.admin.query('update platform.rule_clock set looked_at = $1', [now])
      const startedMs = performance.now()
      while (await province.walled.service((tx) => lookAtClock(tx, { now, enrol })));
      return performance.now() - startedMs
    }
    const enrolMs = await lookAt(0, true)
    await province.admin.query('vacuum analyze platform.rule_state')
    const quiet = []
    for (let second = 1; second <= 20; second++) quiet.push(await lookAt(second))
    // Heard once more half an hour later, except those that fall silent.
    await province.admin.query('update platform.last_value set received_at = $1 where series_id % 10 > 0', [
      new Date(nowMs + (afterS / 2) * 1_000),
    ])
    const stormMs = await lookAt(afterS + 60)
    const { rows } = await province.admin.query("select count(*)::int from platform.alert where condition = 'firing'")
    if (rows[0].count !== silent) throw new Error(`${rows[0].count} of ${silent} fired`)
    const quietMs = quiet.toSorted((a, b) => a - b)[10] ?? Number.NaN
    return [
      atMost('silence, 100,000 series: all taken under watch, ms', enrolMs, 30_000, 1),
      atMost('silence, 100,000 series: a look when nothing is due, ms', quietMs, 100, 1),
      atMost('silence, 100,000 series: all due, 90,000 heard, 10,000 fire, ms', stormMs, 60_000, 1),
    ]
  } finally {
    await province.close()
  }
}

async function prepare({ admin, walled }: Province, nowMs: number): Promise<void> {
  const modules = await loadModules()
  await fillAgencies(admin)
  await walled.service((tx) => seedReference(tx, modules))
  await admin.query('update platform.alert_rule set enabled = false')
  await admin.query(
    `insert into platform.asset (code, type, name, agency_id)
    select 'tram-' || n, 'river_station', 'Trạm ' || n, ${agencyOf('random()')} from generate_series(1, ${count}) n`,
  )
  await admin.query(
    `insert into platform.series (asset_id, agency_id, key, name_vi, name_en, unit, cadence_s)
    select id, agency_id, 'water_level', 'Mực nước', 'Water level', 'm', 900 from platform.asset order by id`,
  )
  await admin.query(
    `insert into platform.last_value (series_id, agency_id, at, value, received_at, origin, beats)
    select id, agency_id, $1, 1, $1, 'device', array[$1::timestamptz] from platform.series`,
    [new Date(nowMs)],
  )
  const words = { vi: 'Im lặng', en: 'Silent' }
  const title = { vi: '{asset} im lặng {value} {unit}', en: '{asset} silent for {value} {unit}' }
  const condition = { kind: 'silence', series: 'water_level', afterS } as const
  const scope = { agencies: [], assets: [] }
  const rule = {
    name: words,
    title,
    severity: 'minor',
    assetType: 'river_station',
    condition,
    latenessS: 0,
    scope,
  } as const
  await walled.service((tx) =>
    addRule(tx, actorOf([1], 'province'), indexAssetTypes(modules), { definition: rule, enabled: true, why: 'đo' }),
  )
  await admin.query("update platform.rule_clock set open_since = '2020-01-01'")
  for (const table of ['asset', 'series', 'last_value']) await admin.query(`vacuum analyze platform.${table}`)
}
