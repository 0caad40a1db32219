import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { until } from '../centre.ts'
import { type Mosquitto, openMosquitto } from '../mosquitto.ts'
import { type RunningCentre, runCentre } from '../running-centre.ts'

const messages = Number(process.env.NHIP_MESSAGES ?? 1_000_000)
const processes = 8
const perProcess = Math.floor(messages / processes)
const withinMs = 30 * 60_000
const startMs = Date.now() - 100 * 86_400_000
/** Of a hundred lines one goes out twice, and one is rubbish. */
const isAgain = (line: number) => line % 100 === 50
const isRubbish = (line: number) => line % 100 === 99

let mosquitto: Mosquitto
let centre: RunningCentre
beforeAll(async () => {
  mosquitto = await openMosquitto()
  centre = await runCentre(['--no-replay'], undefined, { settings: { MQTT_URL: `mqtt://127.0.0.1:${mosquitto.port}` } })
  await centre.look(
    `with made as (
      insert into platform.asset (code, type, name, agency_id)
      select way || n, 'river_station', 'Soak', (select min(id) from platform.agency)
      from generate_series(0, $1::int - 1) n, unnest(array['own-', 'broker-']) way returning id, agency_id)
    insert into platform.series (asset_id, agency_id, key, name_vi, name_en, unit, cadence_s)
    select id, agency_id, 'water_level', 'Mực nước', 'Water level', 'm', 3600 from made`,
    [processes],
  )
}, 180_000)
afterAll(async () => {
  await centre?.stop()
  await mosquitto?.close()
})

/** Mosquitto 2.0.11 cuts a publisher off once its packet identifiers begin anew, after 65,535 messages. */
const perRun = 50_000

/** The lines of one device, by one `mosquitto_pub` after the other. */
async function publish(asset: string, args: readonly string[]): Promise<void> {
  for (let from = 0; from < perProcess; from += perRun)
    await publishPart(asset, args, from, Math.min(perProcess, from + perRun))
}

/** `mosquitto_pub -l` with lines on its standard input; resolves once it has been told of the last. */
async function publishPart(asset: string, args: readonly string[], from: number, to: number): Promise<void> {
  const child = spawn('mosquitto_pub', ['-q', '1', '-M', '500', '-l', '-t', `nhip/v1/${asset}/water_level`, ...args], {
    stdio: ['pipe', 'ignore', 'pipe'],
  })
  let said = ''
  child.stderr.on('data', (chunk) => (said += chunk))
  const ended = once(child, 'exit')
  for (let line = from; line < to; ) {
    let text = ''
    for (const end = Math.min(to, line + 1_000); line < end; line++) {
      const second = isAgain(line) ? line - 1 : line
      const at = new Date(startMs + second * 1_000).toISOString()
      text += isRubbish(line) ? 'không phải số đo\n' : `{"at":"${at}","value":${second % 10}}\n`
    }
    if (!child.stdin.write(text)) await Promise.race([once(child.stdin, 'drain'), ended])
  }
  child.stdin.end()
  const [code] = await ended
  if (code !== 0) throw new Error(`mosquitto_pub of ${asset} ended with ${code}: ${said}`)
}

/** Counts of the lines of one process, and of all. */
function expected() {
  let [again, rubbish] = [0, 0]
  for (let line = 0; line < perProcess; line++) {
    if (isAgain(line)) again++
    else if (isRubbish(line)) rubbish++
  }
  const sent = perProcess * processes
  return { sent, again: again * processes, rubbish: rubbish * processes, stored: sent - (again + rubbish) * processes }
}

async function counts(way: string, sender: string) {
  const [row] = await centre.look<{ stored: number; letters: number }>(
    `select (select count(*)::int from platform.reading r join platform.series s on s.id = r.series_id
        join platform.asset a on a.id = s.asset_id where a.code like $1 || '%') as stored,
      (select coalesce(sum(seen), 0)::int from platform.dead_letter_hour where sender = $2) as letters`,
    [way, sender],
  )
  return { stored: row?.stored ?? 0, letters: row?.letters ?? 0 }
}
const all = Array.from({ length: processes }, (_, index) => index)
const tell = (what: string, startedMs: number) =>
  console.log(`${what}: ${JSON.stringify(expected())} in ${((performance.now() - startedMs) / 1_000).toFixed(0)} s`)

test(
  `${messages} messages of mosquitto_pub at the centre's own broker: stored, duplicates and dead letters are as many as were sent`,
  async () => {
    const { username, password } = centre.credential(
      'soak',
      all.map((n) => `own-${n}`),
    )
    const port = new URL(centre.mqttAddress).port
    const startedMs = performance.now()
    await Promise.all(all.map((n) => publish(`own-${n}`, ['-p', port, '-u', username, '-P', password])))
    tell('own broker', startedMs)
    const { stored, rubbish, again, sent } = expected()
    const found = await counts('own-', 'soak')
    expect(found).toEqual({ stored, letters: rubbish })
    expect(found.stored + found.letters + again).toBe(sent)
  },
  withinMs,
)

test(
  `${messages} messages through Mosquitto, with mosquitto_sub beside the centre: both get as many as were sent`,
  async () => {
    const port = String(mosquitto.port)
    const { sent, stored, rubbish } = expected()
    const subscriber = spawn('mosquitto_sub', ['-p', port, '-q', '1', '-t', 'nhip/v1/+/+', '-t', 'probe', '-F', '%t'], {
      stdio: ['ignore', 'pipe', 'ignore'],
    })
    const ended = once(subscriber, 'exit')
    let [heard, probes] = [0, 0]
    createInterface({ input: subscriber.stdout }).on('line', (topic) => {
      if (topic === 'probe') probes++
      else heard++
    })
    await until('mosquitto_sub listens', async () => {
      execFileSync('mosquitto_pub', ['-p', port, '-t', 'probe', '-m', 'x'])
      return probes > 0
    })
    const startedMs = performance.now()
    await Promise.all(all.map((n) => publish(`broker-${n}`, ['-p', port])))
    await until('mosquitto_sub has heard all', async () => heard >= sent, withinMs / 2)
    // Asked of the centre, not counted in a table of millions again and again.
    const taken = async () => {
      const text = await (await fetch(`${centre.address}/metrics`)).text()
      return Number(/^nhip_mqtt_broker_messages_total\{.*\} (\d+)$/m.exec(text)?.[1] ?? 0)
    }
    await until('the centre has caught up', async () => (await taken()) >= sent, withinMs / 2)
    // What came twice, after a line that was lost, is counted twice there.
    await until('all is stored', async () => (await counts('broker-', 'mqtt broker')).stored >= stored, withinMs / 2)
    const found = await counts('broker-', 'mqtt broker')
    expect(found.stored).toBe(stored)
    // Rubbish that comes again has no time by which it would be known: it is a letter once more, never one less.
    expect(found.letters).toBeGreaterThanOrEqual(rubbish)
    tell('through Mosquitto', startedMs)
    subscriber.kill('SIGTERM')
    await ended
    expect(heard).toBe(sent)
  },
  withinMs,
)
