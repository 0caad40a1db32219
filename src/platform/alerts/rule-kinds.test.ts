import type pg from 'pg'
import pino from 'pino'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { until } from '../../../test/centre.ts'
import { openSeededWall, type SeededWall } from '../../../test/seeded-wall.ts'
import type { RuleKind } from '../../core/rule.ts'
import type { Wall } from '../db/wall.ts'
import { Partitions } from '../ingest/partitions.ts'
import { writeReadings } from '../ingest/store.ts'
import { indexAssetTypes, loadModules } from '../modules/load.ts'
import { addRule, editRule } from '../rules/change-rules.ts'
import { openEngine } from './engine.ts'
import { evaluateNext } from './evaluate-next.ts'
import { lookAtClock } from './look.ts'
import { presentAlert, selectAlerts } from './read-alerts.ts'

const log = pino({ level: 'silent' })
const types = indexAssetTypes(await loadModules())
const actor = {
  accountId: 1,
  login: 'a',
  name: 'Quản trị',
  agencyId: 1,
  reach: 'province',
  agencyIds: [],
  permissions: new Set<string>(),
  mustChangePassword: false,
} as const
let seeded: SeededWall
let wall: Wall
let admin: pg.Client

beforeAll(async () => {
  seeded = await openSeededWall()
  wall = seeded.wall
  admin = seeded.admin
  await admin.query('update platform.alert_rule set enabled = false')
  // No moment of these tests is a restart of the centre unless one says so.
  await admin.query("update platform.rule_clock set open_since = '2020-01-01', looked_at = $1", [clock(0)])
})
afterAll(() => seeded.close())

const startMs = Date.now() - 12 * 3_600_000
const clock = (minute: number) => new Date(startMs + minute * 60_000)

async function send(asset: string, minute: number, value: number, receivedMinute = minute): Promise<void> {
  const at = clock(minute)
  const sender = { name: 'test', assetCodes: null, agencyId: null }
  const receivedAt = clock(receivedMinute)
  await new Partitions(wall).ensure([at])
  const reading = {
    ...{ source: { via: 'mqtt', sender, receivedAt }, via: 'mqtt', asset, series: 'water_level', at, value },
    ...{ sourceAt: null, origin: 'device' as const, isCorrection: false },
    kept: () => ({ topic: '', payload: Buffer.from('') }),
  }
  expect((await wall.service((tx) => writeReadings(tx, [reading]))).outcomes).toEqual(['stored'])
}

const evaluate = (minute: number) => wall.service((tx) => evaluateNext(tx, { now: clock(minute) }))
/** Looks each ten seconds up to a minute of the clock, so that no gap is taken for the centre being down; `last`: what the last look runs in. */
async function tick(minute: number): Promise<void> {
  await admin.query('update platform.rule_clock set looked_at = $1', [clock(minute)])
  await wall.service((tx) => lookAtClock(tx, { now: clock(minute), enrol: true }))
}

let rules = 0
async function newRule(asset: string, condition: RuleKind, latenessS = 0): Promise<number> {
  rules += 1
  const words = { vi: `Thử ${rules}`, en: `Test ${rules}` }
  const title = { vi: '{asset} {value} {unit}', en: '{asset} {value} {unit}' }
  const scope = { agencies: [], assets: [asset] }
  const definition = {
    name: words,
    title,
    severity: 'minor',
    assetType: 'river_station',
    condition,
    latenessS,
    scope,
  } as const
  return wall.service((tx) =>
    addRule(tx, actor, types, {
      definition: { ...definition, scope: { agencies: [], assets: [asset] } },
      enabled: true,
      why: 'thử',
    }),
  )
}

async function alertsOf(rule: number) {
  const { rows } = await admin.query(
    `select al.id, al.condition, al.fired_at, al.resolved_at, al.rule_version,
      (select array_agg(action order by id) from platform.alert_step st where st.alert_id = al.id) as steps,
      (select max(comment) from platform.alert_step st where st.alert_id = al.id) as why
    from platform.alert al where al.rule_id = $1 order by al.id`,
    [rule],
  )
  return rows
}

const silence: RuleKind = { kind: 'silence', series: 'water_level', afterS: 3_600 }

test('silence fires an hour after what was received last, whatever its event time, and ends with the next reading', async () => {
  await send('phu-oc', -100, 1, 0)
  const rule = await newRule('phu-oc', silence)
  await tick(59)
  expect(await alertsOf(rule)).toEqual([])
  await tick(61)
  expect(await alertsOf(rule)).toMatchObject([{ condition: 'firing', fired_at: clock(60), resolved_at: null }])
  // What was received before the silence, and is evaluated only now, ends nothing.
  await evaluate(62)
  await tick(62)
  expect(await alertsOf(rule)).toMatchObject([{ condition: 'firing' }])
  await send('phu-oc', -90, 1, 70)
  await evaluate(71)
  await tick(71)
  expect(await alertsOf(rule)).toMatchObject([
    { condition: 'resolved', resolved_at: clock(70), steps: ['firing', 'resolved'] },
  ])
  await tick(129)
  expect(await alertsOf(rule)).toHaveLength(1)
  await tick(131)
  expect(await alertsOf(rule)).toMatchObject([{}, { condition: 'firing', fired_at: clock(130) }])
  const shown = await wall.service((tx) => selectAlerts(tx).where('al.ruleId', '=', rule).execute())
  expect(shown.map((row) => presentAlert(row).judgedBy)).toEqual(['received', 'received'])
})

test('the time the centre was down is not the device’s silence', async () => {
  await send('kim-long', 0, 1, 131)
  const rule = await newRule('kim-long', silence)
  await tick(132)
  // Nobody looked for two hours: the centre was down.
  await wall.service((tx) => lookAtClock(tx, { now: clock(252), enrol: true }))
  expect(await alertsOf(rule)).toEqual([])
  await tick(252 + 61)
  expect(await alertsOf(rule)).toEqual([])
  await tick(252 + 63)
  expect(await alertsOf(rule)).toMatchObject([{ fired_at: clock(252 + 62) }])
})

test('killed between finding what is silent and the commit, it fires once when looked at again; two looks at once fire once', async () => {
  await send('kim-long', 10, 1, 320)
  await evaluate(320)
  const rule = await newRule('kim-long', { ...silence, afterS: 1_800 })
  await admin.query('update platform.rule_clock set looked_at = $1', [clock(351)])
  const look = { now: clock(351), enrol: true }
  const killed = wall.service(async (tx) => {
    await lookAtClock(tx, look)
    throw new Error('killed before the commit')
  })
  await expect(killed).rejects.toThrow('killed before the commit')
  expect(await alertsOf(rule)).toEqual([])
  await Promise.all([1, 2, 3].map(() => wall.service((tx) => lookAtClock(tx, look))))
  expect(await alertsOf(rule)).toMatchObject([{ condition: 'firing', steps: ['firing'] }])
})

const level: RuleKind = { kind: 'threshold', series: 'water_level', op: '>=', threshold: 3, clearMargin: 0, forS: 0 }

test('a reading is held until the bound has passed, evaluated in order, and a crash in between loses and repeats nothing', async () => {
  const rule = await newRule('phu-oc', level, 600)
  await send('phu-oc', 400, 1)
  await evaluate(400)
  await send('phu-oc', 398, 5, 401)
  await evaluate(401)
  expect(await alertsOf(rule)).toEqual([])
  const look = { now: clock(412), enrol: false }
  await admin.query('update platform.rule_clock set looked_at = $1', [clock(412)])
  const killed = wall.service(async (tx) => {
    await lookAtClock(tx, look)
    throw new Error('killed')
  })
  await expect(killed).rejects.toThrow('killed')
  expect(await alertsOf(rule)).toEqual([])
  await Promise.all([1, 2].map(() => wall.service((tx) => lookAtClock(tx, look))))
  expect(await alertsOf(rule)).toMatchObject([
    { condition: 'resolved', fired_at: clock(398), resolved_at: clock(400), steps: ['firing', 'resolved'] },
  ])
  await send('phu-oc', 390, 9, 413)
  await evaluate(413)
  expect(await alertsOf(rule)).toHaveLength(1)
  const { rows } = await admin.query(
    'select late_count::int, last_late_at from platform.rule_late where rule_id = $1',
    [rule],
  )
  expect(rows).toEqual([{ late_count: 1, last_late_at: clock(413) }])
})

test('a rule switched off ends its alerts and says why; one whose limit is raised is judged anew with the next reading', async () => {
  const rule = await newRule('phu-oc', level)
  await send('phu-oc', 420, 4)
  await evaluate(420)
  const { rows } = await admin.query('select * from platform.rule_version where rule_id = $1', [rule])
  const { definition } = rows[0]
  const edit = (version: number, threshold: number, enabled: boolean) =>
    wall.service((tx) =>
      editRule(tx, actor, types, rule, {
        version,
        definition: { ...definition, condition: { ...level, threshold } },
        enabled,
        why: 'thử',
      }),
    )
  await edit(1, 4.5, true)
  expect(await alertsOf(rule)).toMatchObject([{ condition: 'firing', rule_version: 1 }])
  await send('phu-oc', 421, 4)
  await evaluate(421)
  expect(await alertsOf(rule)).toMatchObject([{ condition: 'resolved' }])
  await send('phu-oc', 422, 5)
  await evaluate(422)
  await edit(2, 4.5, false)
  expect(await alertsOf(rule)).toMatchObject([{}, { condition: 'resolved', rule_version: 2, why: 'rule.off' }])
  await send('phu-oc', 423, 5)
  await evaluate(423)
  expect(await alertsOf(rule)).toHaveLength(2)
})

test('three alerts of an asset within an hour open one more, which ends when it has been quiet; it is not counted itself', async () => {
  const flapping = await newRule('kim-long', level)
  const condition = { happening: 'alert.firing', rules: [], count: 3, withinS: 3_600, quietS: 1_800 } as const
  const counting = await newRule('kim-long', { kind: 'happening', ...condition, rules: [] })
  for (const [index, value] of [5, 1, 5, 1, 5, 1].entries()) {
    await send('kim-long', 500 + index, value)
    await evaluate(500 + index)
  }
  await until('the happenings to be settled', async () => {
    await tick(506)
    return (await alertsOf(counting)).length > 0
  })
  expect(await alertsOf(flapping)).toHaveLength(3)
  expect(await alertsOf(counting)).toMatchObject([{ condition: 'firing', fired_at: clock(504), steps: ['firing'] }])
  await tick(533)
  expect(await alertsOf(counting)).toMatchObject([{ condition: 'firing' }])
  await tick(535)
  expect(await alertsOf(counting)).toMatchObject([{ condition: 'resolved', resolved_at: clock(534) }])
})

test('two engines over one database fire each silence and each level once', async () => {
  const rule = await newRule('phu-oc', level)
  for (let minute = 600; minute < 620; minute++) await send('phu-oc', minute, minute % 2 === 0 ? 1 : 5)
  const engines = [openEngine(wall, log), openEngine(wall, log)]
  await until('every batch to be taken', async () => {
    const { rowCount } = await admin.query('select from platform.reading_batch')
    return rowCount === 0
  })
  for (const engine of engines) await engine.close()
  const alerts = await alertsOf(rule)
  expect(new Set(alerts.map(({ fired_at }) => fired_at.getTime())).size).toBe(alerts.length)
  expect(alerts.length).toBeGreaterThan(0)
  for (const { condition, steps } of alerts) expect(steps).toHaveLength(condition === 'firing' ? 1 : 2)
})
