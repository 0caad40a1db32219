/**
 * Sends the measured flood of November 2025 to the centre as if it happened now. A process of its own; it speaks to the centre
 * over MQTT only.
 *
 *   MQTT_URL=mqtt://127.0.0.1:1883 MQTT_USERNAME=... MQTT_PASSWORD=... node src/field/replay.ts --state var/replay.json
 *
 *   --speed N     measured seconds for each second of the clock (60: an hour a minute)
 *   --from ISO    first measured time to send (the first of the file)
 *   --cut ISO     what was measured up to here is sent at once, as history
 *   --to ISO      last measured time that is hastened; what was measured later is sent as it was measured, at the time it carries
 *   --until ISO   last measured time to send; then it stops (the last of the file)
 *   --state FILE  where it keeps what was acknowledged, to go on after a restart; delete it to replay from the beginning
 *
 * A parent with an IPC channel is told once how time passes (core/hastened-time.ts).
 *
 * Ends with code 0 after the last row, on SIGTERM or SIGINT, and with its parent: when the IPC channel closes, or standard input
 * where that is a pipe of a parent's `spawn`. Ends with code 1 when an argument is wrong or the login is refused.
 */
import { parseArgs } from 'node:util'
import { pino } from 'pino'
import { z } from 'zod'
import type { HastenedTime } from '../core/hastened-time.ts'
import { connectToBroker } from './connect.ts'
import { endWithParent } from './end-with-parent.ts'
import { flood, readFloodRows, shownWindow } from './flood-rows.ts'
import { makeReplaySchedule, offsetFor } from './replay-schedule.ts'
import { type ReplayState, readReplayState, writeReplayState } from './replay-state.ts'
import { sendRows } from './send-rows.ts'

const log = pino({ name: 'replay' })
const instant = z.iso.datetime({ offset: true }).transform((text) => new Date(text))
const Settings = z.object({
  speed: z.coerce.number().positive().default(60),
  from: instant.optional(),
  cut: instant.prefault(shownWindow.cut),
  to: instant.prefault(shownWindow.to),
  until: instant.optional(),
  state: z.string().min(1).optional(),
  MQTT_URL: z.url({ protocol: /^mqtts?$/ }),
  MQTT_USERNAME: z.string().optional(),
  MQTT_PASSWORD: z.string().optional(),
})

function readSettings(): z.infer<typeof Settings> {
  const text = { type: 'string' } as const
  const options = { speed: text, from: text, cut: text, to: text, until: text, state: text }
  const { MQTT_URL, MQTT_USERNAME, MQTT_PASSWORD } = process.env
  const parsed = Settings.safeParse({ ...parseArgs({ options }).values, MQTT_URL, MQTT_USERNAME, MQTT_PASSWORD })
  if (!parsed.success) throw new Error(`wrong settings of the replay:\n${z.prettifyError(parsed.error)}`)
  return parsed.data
}

async function replay(): Promise<void> {
  const settings = readSettings()
  const { speed, from, cut, to, until, state: statePath, MQTT_URL: url } = settings
  const ending = new AbortController()
  let refusal: Error | null = null
  endWithParent(() => ending.abort())

  const all = await readFloodRows(flood)
  const rows = all.filter(({ sourceAt }) => (!from || sourceAt >= from) && (!until || sourceAt <= until))
  const last = rows.findLast(({ sourceAt }) => sourceAt <= to)?.sourceAt
  if (!last) throw new Error('no measured row lies between --from and --to: choose times of November 2025')

  const kept = statePath === undefined ? null : await readReplayState(statePath)
  const now = new Date()
  const startedAt = kept ? new Date(kept.startedAt) : now
  const offsetMs = kept?.offsetMs ?? offsetFor({ cut, last, speed }, now)
  const keep = async (acknowledged: string | null) => {
    const state: ReplayState = { startedAt: startedAt.toISOString(), offsetMs, acknowledged }
    if (statePath !== undefined) await writeReplayState(statePath, state)
  }
  if (!kept) await keep(null)
  const time: HastenedTime = { startedMs: startedAt.getTime(), beginMs: cut.getTime() + offsetMs, speed }
  process.send?.(time)

  const login = {
    url,
    clientName: 'replay',
    ...(settings.MQTT_USERNAME === undefined ? {} : { username: settings.MQTT_USERNAME }),
    ...(settings.MQTT_PASSWORD === undefined ? {} : { password: settings.MQTT_PASSWORD }),
  }
  const client = connectToBroker(login, log, (error) => {
    refusal = error
    ending.abort()
  })
  log.info({ rows: rows.length, speed, startedAt, resumed: kept?.acknowledged ?? null }, 'replay begins')
  try {
    await sendRows({
      rows,
      acknowledged: kept?.acknowledged ?? null,
      schedule: makeReplaySchedule({ cut, last, speed }, startedAt, offsetMs),
      publish: (topic, payload) => client.publishAsync(topic, payload, { qos: 1 }),
      keep,
      log,
      signal: ending.signal,
    })
    log.info(
      { rows: rows.length, last: rows.at(-1)?.sourceAt },
      'replay is over: every row was sent, the stations are silent from now on',
    )
  } catch (error) {
    if (refusal) throw refusal
    if (!ending.signal.aborted) throw error
    log.info('replay was ended')
  } finally {
    await client.endAsync(true)
  }
}

try {
  await replay()
  process.exit(0)
} catch (error) {
  log.fatal({ err: error }, 'replay failed')
  process.exit(1)
}
