import type pg from 'pg'
import { readLines } from '../src/platform/alerts/read-lines.ts'
import type { Actor } from '../src/platform/auth/actor.ts'
import type { Db } from '../src/platform/db/pool.ts'
import { linesAt } from '../src/platform/past/past-alerts.ts'
import { readPastPoints } from '../src/platform/past/read-past-points.ts'
import { readPastSummary } from '../src/platform/past/read-past-summary.ts'
import { readStrip } from '../src/platform/past/read-strip.ts'
import { fillAgencies } from './support/fill.ts'
import { actors, agencyOf, openProvince } from './support/province.ts'
import { atMost, type Result, told } from './support/result.ts'

const alerts = 10_000
const assets = 2_000
const rounds = 15
/** A person who drags the strip waits no longer than this for each of its answers, in ms. */
const patienceMs = 300

/**
 * Looking back over a day of 10,000 alerts, each changed twice and half of them open at the moment, and 2,000 devices that sent every ten
 * minutes: what the page asks for a moment, through the wall, beside the inbox of the present. Medians in ms with begin and commit.
 */
export async function bench(): Promise<Result[]> {
  const province = await openProvince([])
  try {
    await fillAgencies(province.admin)
    await fillDay(province.admin)
    const at = new Date(Date.now() - 12 * 3_600_000)
    const results: Result[] = []
    for (const [who, actor] of actors) {
      const ask = async (work: (tx: Db) => Promise<unknown>) =>
        medianOf(() => province.walled.read(actor as Actor, work))
      const live = await ask((tx) => readLines(tx, { limit: 100 }))
      const asked: Record<string, (tx: Db) => Promise<unknown>> = {
        'lines of the inbox': (tx) => readLines(tx, { limit: 100 }, linesAt(at)),
        'points of the map': (tx) => readPastPoints(tx, at),
        'five figures': (tx) => readPastSummary(tx, at),
        'the strip': (tx) => readStrip(tx, 86_400, new Date()),
      }
      for (const [name, work] of Object.entries(asked)) {
        const ms = await ask(work)
        const what = `past, ${alerts.toLocaleString('en')} alerts a day: ${name}, ${who}`
        results.push(told(`${what}: ms beside the inbox of the present`, ms, live))
        results.push(atMost(`${what}: ms of what a person waits`, ms, patienceMs, 1))
      }
    }
    return results
  } finally {
    await province.close()
  }
}

async function fillDay(admin: pg.Client): Promise<void> {
  const run = (text: string) => admin.query(text)
  await run(`update platform.setting set value = value || '{"beganAt": "2020-01-01T00:00:00Z"}' where key = 'past'`)
  // What is put in has its own past: triggers would date it now.
  await run('set session_replication_role = replica')
  await run(`insert into platform.asset (code, type, name, agency_id, lon, lat, created_at)
    select 'tram-' || n, 'river_station', 'Trạm ' || n, ${agencyOf('random()')}, 107.2 + random() * 0.6, 16.1 + random() * 0.5, '2020-01-01'
    from generate_series(1, ${assets}) n`)
  await run(`insert into platform.series (asset_id, agency_id, key, name_vi, name_en, unit, cadence_s)
    select id, agency_id, 'water_level', 'Mực nước', 'Water level', 'm', 600 from platform.asset`)
  await run(
    `select platform.ensure_reading_partition(date_trunc('week', now() at time zone 'UTC')::date - n * 7) from generate_series(-1, 2) n`,
  )
  await run(`insert into platform.reading (series_id, agency_id, at, value, received_at, origin, via)
    select s.id, s.agency_id, now() - n * interval '10 min', random(), now() - n * interval '10 min', 'device', 'mqtt'
    from platform.series s, generate_series(0, 200) n`)
  await run(`insert into platform.last_value (series_id, agency_id, at, value, received_at, origin, beats)
    select id, agency_id, now(), 1, now(), 'device', '{}' from platform.series`)
  await run(`insert into platform.arrival select date_trunc('minute', now()) - n * interval '1 min', a.id, 1
    from platform.agency a, generate_series(0, 1440) n`)
  await run(`insert into platform.alert_rule (key, name_vi, name_en, title_vi, title_en, severity, asset_type, condition)
    select 'r' || n, 'R', 'R', 'T', 'T', 'minor', 'river_station', '{}' from generate_series(1, 5) n`)
  await run(`insert into platform.alert (id, rule_id, asset_id, series_id, agency_id, severity, title_vi, title_en, value, threshold, origin,
      condition, handling, fired_at, raised_at, due_at)
    select gen_random_uuid(), 1 + n / ${assets}, s.asset_id, s.id, s.agency_id, (array['crit', 'major', 'minor', 'minor'])[1 + n % 4], 'Thử', 'Test',
      5, 4, 'device', 'firing', 'new', x.at, x.at, x.at + interval '1 day'
    from generate_series(0, ${alerts - 1}) n join platform.series s on s.id = (select min(id) from platform.series) + n % ${assets},
      lateral (select now() - interval '23 h' + n * interval '7 s' as at) x`)
  await run(`insert into platform.alert_past (alert_id, agency_id, from_at, until_at, condition, handling)
    select a.id, a.agency_id, a.raised_at + step * interval '1 h', case step when 2 then 'infinity' else a.raised_at + (step + 1) * interval '1 h' end,
      'firing', case step when 0 then 'new' else 'taken' end
    from platform.alert a, generate_series(0, 2) step`)
  await run('set session_replication_role = origin')
  await run('vacuum analyze')
}

async function medianOf(work: () => Promise<unknown>): Promise<number> {
  await work()
  const times: number[] = []
  for (let round = 0; round < rounds; round++) {
    const from = performance.now()
    await work()
    times.push(performance.now() - from)
  }
  return times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? Number.NaN
}
