/**
 * Devices that do not exist, around the measured flood that `replay.ts` sends: what they say is made up (`simulated/`), and every reading
 * says so. A process of its own; it speaks to the centre by its doors only, over MQTT and over HTTP.
 *
 *   MQTT_URL=mqtt://127.0.0.1:1883 MQTT_USERNAME=... MQTT_PASSWORD=... \
 *     node src/field/simulate.ts --replay var/replay.json --state var/simulated.json
 *
 *   --replay FILE  where the replay keeps when it began; waited for until it is there
 *   --state FILE   where it keeps how far it was acknowledged, to go on after a restart
 *   --speed N      as of the replay (60)
 *   --seed N       another field (2025)
 *   --skip CODES   devices that are not in use, by code, with commas between
 *
 * It also serves websites that do not exist on a loopback address, for the centre to ask; they go down with their commune's power.
 *
 * With HTTP_URL power and streets go over HTTP, by the same login; without it everything goes over MQTT. Ends with code 0 on SIGTERM or
 * SIGINT and with its parent, with code 1 when an argument is wrong or the login is refused.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { pino } from 'pino'
import { z } from 'zod'
import { connectToBroker } from './connect.ts'
import { endWithParent } from './end-with-parent.ts'
import { type ReplayState, readReplayState } from './replay-state.ts'
import { type Device, readDevices, readSites } from './simulated/devices.ts'
import { openHttpDoor, openMqttDoor } from './simulated/doors.ts'
import { openWorld } from './simulated/open-world.ts'
import { readSaid, writeSaid } from './simulated/said.ts'
import { firstWord, sayOn } from './simulated/say-on.ts'
import { isSiteUp, serveSites } from './simulated/sites.ts'

const log = pino({ name: 'simulate' })
const field = new URL('../../data/demo-hue/field.json', import.meta.url)
/** Of the clock on the wall, between two goes. */
const goMs = 5_000
const lookMs = 250
const overHttp: ReadonlySet<Device['type']> = new Set([
  ...(['power_feeder', 'transformer', 'road_water_gauge', 'traffic_counter'] as const),
])

const Settings = z.object({
  speed: z.coerce.number().positive().default(60),
  seed: z.coerce.number().int().default(2025),
  replay: z.string().min(1),
  state: z.string().min(1),
  skip: z.string().default(''),
  MQTT_URL: z.url({ protocol: /^mqtts?$/ }),
  MQTT_USERNAME: z.string(),
  MQTT_PASSWORD: z.string(),
  HTTP_URL: z.url({ protocol: /^https?$/ }).optional(),
})

function readSettings(): z.infer<typeof Settings> {
  const text = { type: 'string' } as const
  const options = { speed: text, seed: text, replay: text, state: text, skip: text }
  const { MQTT_URL, MQTT_USERNAME, MQTT_PASSWORD, HTTP_URL } = process.env
  const given = { ...parseArgs({ options }).values, MQTT_URL, MQTT_USERNAME, MQTT_PASSWORD, HTTP_URL }
  const parsed = Settings.safeParse(given)
  if (!parsed.success) throw new Error(`wrong settings of the simulated field:\n${z.prettifyError(parsed.error)}`)
  return parsed.data
}

/** The replay writes it before its first row. */
async function awaitReplay(path: string, signal: AbortSignal): Promise<ReplayState> {
  for (;;) {
    const state = await readReplayState(path)
    if (state) return state
    await sleep(lookMs, undefined, { signal })
  }
}

async function simulate(): Promise<void> {
  const settings = readSettings()
  const { MQTT_URL: url, MQTT_USERNAME: username, MQTT_PASSWORD: password, HTTP_URL: address } = settings
  const ending = new AbortController()
  const { signal } = ending
  let refusal: Error | null = null
  endWithParent(() => ending.abort())
  const stopped = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true })
  })
  stopped.catch(() => undefined)

  const skip = new Set(settings.skip.split(','))
  const devices = (await readDevices(field)).filter(({ code }) => !skip.has(code))
  const client = connectToBroker({ url, clientName: 'simulate', username, password }, log, (error) => {
    refusal = error
    ending.abort()
  })
  try {
    const replay = await awaitReplay(settings.replay, signal)
    const { world, clock } = await openWorld(replay, settings)
    const kept = await readSaid(settings.state)
    // A replay that began anew tells another story.
    const said = kept?.startedAt === replay.startedAt ? Date.parse(kept.saidUntil) : firstWord(clock)
    log.info({ devices: devices.length, speed: settings.speed, said: new Date(said) }, 'the simulated field begins')
    const mqtt = openMqttDoor((topic, payload) => client.publishAsync(topic, payload, { qos: 1 }), stopped)
    const wait = (ms: number) => sleep(ms, undefined, { signal })
    const http = address ? openHttpDoor({ address, username, password, log, signal, wait }) : mqtt
    serveSites({
      sites: await readSites(field),
      isUp: (site) => isSiteUp(site, clock.atNow(Date.now()), world),
      log,
      signal,
    })
    await sayOn({
      ...{ devices, world, clock, said, signal },
      doors: (type) => (overHttp.has(type) ? http : mqtt),
      keep: (until) =>
        writeSaid(settings.state, { startedAt: replay.startedAt, saidUntil: new Date(until).toISOString() }),
      now: Date.now,
      wait: () => wait(goMs),
    })
  } catch (error) {
    if (refusal) throw refusal
    if (!signal.aborted) throw error
    log.info('the simulated field was ended')
  } finally {
    await client.endAsync(true)
  }
}

try {
  await simulate()
  process.exit(0)
} catch (error) {
  log.fatal({ err: error }, 'the simulated field failed')
  process.exit(1)
}
