import { createServer, type Server } from 'node:http'
import pino from 'pino'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { openTestCentre, type TestCentre } from '../../../test/centre.ts'
import { freePort } from '../../../test/running-centre.ts'
import type { Connector, ModuleDefinition } from '../../core/module.ts'
import { pollEach } from '../../core/poll/poll-each.ts'
import { tryConnector } from './trial.ts'

const name = (text: string) => ({ vi: text, en: text })
const series = [{ key: 'water_level', name: name('Mực nước'), unit: 'm', cadenceS: 60 }]
const log = pino({ level: 'silent' })
const entered = Promise.withResolvers<void>()
const goOn = Promise.withResolvers<void>()
let address = ''
let upstream: Server

const config = z.object({
  token: z
    .string()
    .min(1)
    .default('đúng')
    .meta({ label: name('Token') }),
})

/** Asks the upstream for a level of each station, as a module's connector does. */
const asking: Connector['run'] = async ({ token }, io) => {
  await pollEach({
    signal: io.signal,
    intervalS: 3_600,
    isTrial: io.isTrial,
    list: () => io.assets(),
    keyOf: ({ code }) => code,
    async poll({ code }) {
      const answer = await fetch(`${address}/${code}`, { headers: { 'x-token': encodeURIComponent(String(token)) } })
      if (!answer.ok) throw new Error(`${answer.status} ${answer.statusText}`)
      await io.send({ asset: code, series: 'water_level', at: io.now(), value: Number(await answer.text()) })
    },
    onRound: () => io.tell('working', { vi: 'Đọc xong', en: 'All read' }),
  })
}
const runs: Record<string, Connector['run']> = {
  asking,
  nowhere: async () => void (await fetch(`http://127.0.0.1:${await freePort()}/`)),
  returning: async () => undefined,
  hanging: () => new Promise(() => undefined),
  deaf: async (_config, io) => {
    await io.send({ asset: 'phu-oc', series: 'water_level', at: io.now(), value: 1 }).catch(() => undefined)
    await io.assets()
    for (let value = 0; ; value++)
      await io
        .send({ asset: 'phu-oc', series: 'water_level', at: io.now(), value })
        .catch(() => new Promise((resolve) => setTimeout(resolve, 5).unref()))
  },
  wrong: async (_config, io) => {
    await io.assets()
    const send = (asset: string, at: Date, value: number) =>
      io.send({ asset, series: 'water_level', at, value }).catch(() => undefined)
    await send('ho-ta-trach', io.now(), 1)
    await send('phu-oc', new Date('2099-01-01T00:00:00Z'), 1)
    await send('phu-oc', io.now(), Number.NaN)
  },
  waiting: async () => {
    entered.resolve()
    await goOn.promise
  },
}
const module: ModuleDefinition = {
  id: 'tried',
  name: name('Tried'),
  assets: [{ type: 'river_station', name: name('Trạm'), attributes: z.object({}), series }],
  connectors: Object.entries(runs).map(([key, run]) => ({ key, name: name(key), config, run })),
}

let centre: TestCentre
beforeAll(async () => {
  // The type is another module's already: here the connectors are enough.
  centre = await openTestCentre([{ ...module, assets: [] }])
  upstream = createServer((request, response) => {
    const isKnown = decodeURIComponent(String(request.headers['x-token'])) === 'đúng'
    response.writeHead(isKnown ? 200 : 401).end(isKnown ? '1.25' : '')
  })
  await new Promise<void>((resolve) => upstream.listen(0, '127.0.0.1', resolve))
  const at = upstream.address()
  address = `http://127.0.0.1:${typeof at === 'object' && at ? at.port : 0}`
})
afterAll(async () => {
  upstream.close()
  await centre.close()
})

async function attempt(key: string, limitMs = 10_000, given: object = {}) {
  const connector = module.connectors?.find((one) => one.key === key)
  if (!connector) throw new Error(`no connector ${key}`)
  return tryConnector({ declared: { module, connector }, config: given, wall: centre.wall, log, limitMs })
}
const written = async () =>
  (
    await centre.admin.query(
      `select (select count(*) from platform.reading) as readings, (select count(*) from platform.dead_letter) as letters,
        (select count(*) from platform.last_value) as lasts`,
    )
  ).rows[0]

test('a connector that works says what it would store, at once and of a few assets, and stores nothing', async () => {
  const before = await written()
  const trial = await attempt('asking')
  expect(trial).toMatchObject({ outcome: 'answered', state: 'working', fault: null, refused: [] })
  expect(trial.sentence?.en).toBe('All read')
  expect(trial.found).toBe(trial.asked)
  expect(trial.asked).toBeLessThanOrEqual(5)
  expect(trial.assets).toBeGreaterThanOrEqual(trial.asked)
  expect(trial.readings[0]).toEqual({
    ...{
      asset: expect.any(String),
      series: 'water_level',
      name: name('Mực nước'),
      unit: 'm',
      value: 1.25,
      words: null,
    },
    at: expect.stringMatching(/^\d{4}-.*Z$/),
  })
  expect(await written()).toEqual(before)
})

test('what fails is told in the words of whatever failed', async () => {
  expect(await attempt('asking', 10_000, { token: 'sai' })).toMatchObject({
    ...{ outcome: 'failed', fault: '401 Unauthorized', found: 0 },
  })
  expect(await attempt('nowhere')).toMatchObject({ outcome: 'failed', fault: expect.stringContaining('ECONNREFUSED') })
  expect(await attempt('returning')).toMatchObject({ outcome: 'nothing', fault: null })
  expect(await attempt('asking', 10_000, { token: '' })).toMatchObject({
    ...{ outcome: 'bad_settings', fault: expect.stringContaining('config.token') },
  })
})

test('what would be refused is told with the reason and makes no dead letter', async () => {
  const before = await written()
  const trial = await attempt('wrong')
  expect(trial).toMatchObject({ outcome: 'answered', found: 0, readings: [] })
  expect(trial.refused.map(({ detail }) => detail)).toEqual([
    'ho-ta-trach/water_level is no series of an asset of module tried',
    expect.stringContaining('in the future'),
    expect.stringContaining('finite number'),
  ])
  expect(await written()).toEqual(before)
})

test('one that hangs, and one that goes on after its end, are cut off in time; what was found until then is told', async () => {
  const before = await written()
  const hanging = await attempt('hanging', 200)
  expect(hanging).toMatchObject({ outcome: 'cut_off', found: 0, limitMs: 200 })
  expect(hanging.tookMs).toBeLessThan(2_000)
  const deaf = await attempt('deaf', 300)
  expect(deaf.outcome).toBe('cut_off')
  expect(deaf.found).toBeGreaterThan(0)
  expect(deaf.readings.length).toBeLessThanOrEqual(10)
  expect(await written()).toEqual(before)
})

test('who manages connectors may try one, once at a time, and it is audited', async () => {
  const officer = await centre.officer('truc-thu', 'H57.912')
  expect((await officer.post('/api/connectors/tried/asking/test')).status).toBe(403)
  const admin = await centre.administrator()
  expect((await admin.post('/api/connectors/tried/none/test')).status).toBe(404)
  const first = admin.post('/api/connectors/tried/waiting/test')
  await entered.promise
  expect(await admin.post('/api/connectors/tried/waiting/test')).toMatchObject({
    ...{ status: 409, body: { code: 'trial_under_way' } },
  })
  goOn.resolve()
  expect((await first).body).toMatchObject({ outcome: 'nothing' })
  expect(await admin.post('/api/connectors/tried/asking/test')).toMatchObject({
    ...{ status: 200, body: { outcome: 'nothing', sentence: { en: 'All read' }, limitMs: 15_000 } },
  })
  const { rows } = await centre.admin.query(
    "select subject_id, detail from platform.audit where action = 'connector.tested' order by id",
  )
  expect(rows.map(({ detail }) => detail.outcome)).toEqual(['nothing', 'nothing'])
})
