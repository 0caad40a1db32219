import { setImmediate as afterEvents } from 'node:timers/promises'
import pino from 'pino'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { openTestCentre, type TestCentre, until } from '../../../test/centre.ts'
import type { Connector, ModuleDefinition } from '../../core/module.ts'
import { type Connectors, openConnectors } from './connectors.ts'

const name = (text: string) => ({ vi: text, en: text })
const pace = { firstMs: 20, maxMs: 100, settledMs: 600_000, stopMs: 300 }
const series = [{ key: 'water_level', name: name('Mực nước'), unit: 'm', cadenceS: 60 }]

let centre: TestCentre
beforeAll(async () => {
  centre = await openTestCentre()
})
afterAll(() => centre.close())

/** A module over the river stations that stand, with the given connectors. */
function moduleOf(id: string, runs: Record<string, Connector['run']>): ModuleDefinition {
  return {
    id,
    name: name(id),
    assets: [{ type: 'river_station', name: name('Trạm'), attributes: z.object({}), series }],
    connectors: Object.entries(runs).map(([key, run]) => ({
      key,
      name: name(key),
      config: z.object({
        everyS: z
          .number()
          .min(1)
          .default(60)
          .meta({ label: name('Mỗi') }),
      }),
      run,
    })),
  }
}

async function running(modules: ModuleDefinition[], work: (connectors: Connectors, lines: string[]) => Promise<void>) {
  const lines: string[] = []
  const log = pino({ level: 'info' }, { write: (line: string) => void lines.push(line) })
  const connectors = openConnectors({ modules, wall: centre.wall, ingest: centre.ingest, log, pace })
  await connectors.start()
  await work(connectors, lines).finally(() => connectors.close())
}

async function rowOf(module: string, key: string) {
  const { rows } = await centre.admin.query('select * from platform.connector where module = $1 and key = $2', [
    module,
    key,
  ])
  return rows[0]
}

const untilAborted = (signal: AbortSignal) =>
  new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }))

async function readingsFrom(sender: string): Promise<number> {
  const { rows } = await centre.admin.query('select count(*) from platform.reading where sender = $1', [sender])
  return rows[0].count
}

test('a connector that throws, one that returns, one that hangs and one that floods leave the sound one working', async () => {
  let starts = 0
  let sound = 0
  const module = moduleOf('mixed', {
    throwing: async () => {
      starts++
      throw new Error('no answer from upstream')
    },
    returning: async () => undefined,
    hanging: () => new Promise(() => undefined),
    flooding: async (_config, io) => {
      await io.assets()
      const base = Date.now() - 86_400_000
      for (let index = 0; !io.signal.aborted; index++) {
        for (let many = 0; many < 500; many++) {
          void io.send({
            asset: 'kim-long',
            series: 'water_level',
            at: new Date(base + index * 500 + many),
            value: 1,
          })
          io.tell('working', name(`${index} ${many}`))
        }
        await afterEvents()
      }
    },
    sound: async (_config, io) => {
      const [asset] = (await io.assets()).filter(({ code }) => code === 'phu-oc')
      if (!asset) throw new Error('no asset')
      while (!io.signal.aborted) {
        await io.send({ asset: asset.code, series: 'water_level', at: io.now(), value: 1.5 })
        sound++
        io.tell('working', name('values come'))
        await afterEvents()
      }
    },
  })
  await running([module], async (connectors) => {
    const before = sound
    await until('10 sound readings beside the flood', async () => sound >= before + 10, 20_000)
    await until('the throwing one was started thrice', async () => starts >= 3)
    const thrown = await until('its row says so', async () => {
      const row = await rowOf('mixed', 'throwing')
      return row.failures >= 3 && row.state === 'failing' && row
    })
    expect(thrown.sentence_en).toMatch(/^Failed: no answer from upstream; started again in 1 s$/)
    expect((await rowOf('mixed', 'returning')).failures).toBeGreaterThan(1)
    expect(await rowOf('mixed', 'hanging')).toMatchObject({ state: 'started', failures: 0 })
    const flooding = connectors.declared.find(({ connector }) => connector.key === 'flooding')
    if (!flooding) throw new Error('not declared')
    await until('the flood is cut', async () => connectors.counts(flooding).refused > 1_000, 20_000)
    const startedAt = performance.now()
    expect(await centre.send('phu-oc', 'water_level', 2, new Date(Date.now() - 3_600_000))).toBe('stored')
    expect(performance.now() - startedAt).toBeLessThan(5_000)
  })
  expect(await readingsFrom('connector mixed/sound')).toBe(sound)
})

test('one that ignores its end is left behind, named in the log, and nothing is taken from it any more', async () => {
  const late = Promise.withResolvers<void>()
  const answer = Promise.withResolvers<unknown>()
  const module = moduleOf('deaf', {
    stubborn: async (_config, io) => {
      await io.assets()
      await late.promise
      io.tell('working', name('still here'))
      answer.resolve(
        await io.send({ asset: 'phu-oc', series: 'water_level', at: io.now(), value: 9 }).catch((error) => error),
      )
    },
  })
  await running([module], async (connectors, lines) => {
    const startedAt = performance.now()
    await connectors.close()
    expect(performance.now() - startedAt).toBeLessThan(2_000)
    expect(lines.map((line) => JSON.parse(line))).toContainEqual(
      expect.objectContaining({ connector: 'deaf/stubborn', msg: 'connector does not end and is left behind' }),
    )
    late.resolve()
    expect(await answer.promise).toMatchObject({ message: 'this run of the connector is over' })
  })
  expect(await readingsFrom('connector deaf/stubborn')).toBe(0)
})

test('a connector speaks for assets and series of its own module only', async () => {
  const answers = Promise.withResolvers<unknown[]>()
  const module = moduleOf('modest', {
    reaching: async (_config, io) => {
      const at = io.now()
      const own = await io.assets()
      expect(own.map(({ code }) => code)).not.toContain('ho-ta-trach')
      const outcomes = []
      for (const [asset, key, value] of [
        ['ho-ta-trach', 'water_level', 1],
        ['phu-oc', 'inflow', 1],
        ['phu-oc', 'water_level', Number.NaN],
        ['phu-oc', 'water_level', 3],
      ] as const)
        outcomes.push(
          await io.send({ asset, series: key, at, value }).then(
            () => 'sent',
            (error) => error.message,
          ),
        )
      answers.resolve(outcomes)
      await untilAborted(io.signal)
    },
  })
  await running([module], async () => {
    expect(await answers.promise).toEqual([
      'ho-ta-trach/water_level is no series of an asset of module modest',
      'phu-oc/inflow is no series of an asset of module modest',
      expect.stringMatching(/^nhip\/v1\/phu-oc\/water_level: .*finite number/),
      'sent',
    ])
  })
  expect(await readingsFrom('connector modest/reaching')).toBe(1)
})

test('switching off ends the run, new settings begin another, and settings that no longer fit say so', async () => {
  const seen: unknown[] = []
  let ended = 0
  const module = moduleOf('obedient', {
    quiet: async (config, io) => {
      seen.push(config)
      await untilAborted(io.signal)
      ended++
    },
  })
  await running([module], async (connectors) => {
    const [quiet] = connectors.declared
    if (!quiet) throw new Error('not declared')
    const set = async (change: string) => {
      await centre.admin.query(`update platform.connector set ${change} where module = 'obedient'`)
      await connectors.refresh(quiet)
    }
    await set('enabled = false')
    expect(ended).toBe(1)
    await until('the row says off', async () => (await rowOf('obedient', 'quiet')).state === 'off')
    await set(`enabled = true, config = '{"everyS": 5}'`)
    expect(seen).toEqual([{ everyS: 60 }, { everyS: 5 }])
    await set(`config = '{"everyS": 0, "old": 1}'`)
    expect(ended).toBe(2)
    const row = await until('the row says failing', async () => {
      const now = await rowOf('obedient', 'quiet')
      return now.state === 'failing' && now
    })
    expect(row.sentence_en).toMatch(/Settings do not fit.*config\.everyS/)
    expect(seen).toHaveLength(2)
  })
})

test('rows of a module that is gone stay, and the log says so', async () => {
  await centre.admin.query("insert into platform.connector (module, key) values ('gone', 'poll')")
  await running([], async (_connectors, lines) => {
    expect(lines.join()).toMatch(/"connector":"gone\/poll".*no module declares it/)
  })
})
