import type pg from 'pg'
import pino from 'pino'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { until } from '../../../test/centre.ts'
import { openSeededWall, type SeededWall } from '../../../test/seeded-wall.ts'
import type { Wall } from '../db/wall.ts'
import { parseMessage } from '../ingest/incoming.ts'
import { Partitions } from '../ingest/partitions.ts'
import { writeReadings } from '../ingest/store.ts'
import { openEngine } from './engine.ts'
import { evaluateNext } from './evaluate-next.ts'

const log = pino({ level: 'silent' })
let seeded: SeededWall
let wall: Wall
let admin: pg.Client

beforeAll(async () => {
  seeded = await openSeededWall()
  wall = seeded.wall
  admin = seeded.admin
})
afterAll(() => seeded.close())

const startMs = Date.now() - 3_600_000

/** Commits readings the way the ingest does; no engine runs here unless a test opens one. */
async function commit(asset: string, minute: number, value: number): Promise<void> {
  const at = new Date(startMs + minute * 60_000)
  const sender = { name: 'test', assetCodes: null, agencyId: null }
  const payload = Buffer.from(JSON.stringify({ at: at.toISOString(), value }))
  const topic = `nhip/v1/${asset}/water_level`
  const reading = parseMessage({ topic, payload, via: 'mqtt', sender, receivedAt: new Date() })
  if ('reason' in reading) throw new Error(reading.detail)
  await new Partitions(wall).ensure([at])
  const { outcomes } = await wall.service((tx) => writeReadings(tx, [reading]))
  expect(outcomes).toEqual(['stored'])
}

const waiting = async () => (await admin.query('select from platform.reading_batch')).rowCount

async function alertsOn(asset: string) {
  const { rows } = await admin.query(
    `select al.severity, al.value, al.condition, (select count(*) from platform.alert_step st where st.alert_id = al.id) as steps,
      (select count(*) from platform.live_event e where al.id::text = any(e.subject_ids)) as events
    from platform.alert al join platform.asset a on a.id = al.asset_id where a.code = $1 order by al.id`,
    [asset],
  )
  return rows
}

async function runEngines(count: number): Promise<void> {
  const engines = Array.from({ length: count }, () => openEngine(wall, log))
  await until('every batch to be looked at', async () => (await waiting()) === 0)
  for (const engine of engines) await engine.close()
}

test('killed between the commit of a reading and its evaluation, the next start evaluates it once', async () => {
  await commit('phu-oc', 0, 4.6)
  expect(await waiting()).toBe(1)
  expect(await alertsOn('phu-oc')).toEqual([])
  await runEngines(1)
  const fired = await alertsOn('phu-oc')
  expect(fired.map((alert) => alert.severity).sort()).toEqual(['crit', 'major', 'minor'])
  for (const alert of fired) expect(alert).toMatchObject({ value: 4.6, condition: 'firing', steps: 1, events: 1 })
  await runEngines(1)
  expect(await alertsOn('phu-oc')).toEqual(fired)
})

test('killed in the middle of an evaluation, nothing of it stands and it is done anew', async () => {
  await commit('kim-long', 0, 9)
  const killed = wall.service(async (tx) => {
    expect((await evaluateNext(tx)).series).toBe(1)
    throw new Error('killed before the commit')
  })
  await expect(killed).rejects.toThrow('killed before the commit')
  expect(await waiting()).toBe(1)
  expect(await alertsOn('kim-long')).toEqual([])
  await runEngines(1)
  expect(await alertsOn('kim-long')).toHaveLength(3)
})

test('the connection lost in the middle of an evaluation leaves the batch for the next look', async () => {
  await commit('kim-long', 1, 0)
  const killed = wall.service(async (tx) => {
    await evaluateNext(tx)
    await admin.query(
      "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and state = 'idle in transaction'",
    )
  })
  await expect(killed).rejects.toThrow()
  expect(await waiting()).toBe(1)
  await runEngines(1)
  for (const alert of await alertsOn('kim-long')) expect(alert).toMatchObject({ condition: 'resolved', steps: 2 })
})

test('two engines at once fire each alert once', async () => {
  for (let minute = 10; minute < 40; minute++) await commit('phu-oc', minute, minute % 2 === 0 ? 1 : 5)
  await runEngines(2)
  const alerts = await alertsOn('phu-oc')
  expect(alerts.filter((alert) => alert.condition === 'firing').length).toBeLessThanOrEqual(3)
  for (const alert of alerts) expect(alert).toMatchObject({ steps: alert.condition === 'firing' ? 1 : 2 })
})
