import { once } from 'node:events'
import { join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import pino, { type Logger } from 'pino'
import { addressOf, mqttDoor, pageDoor } from './doors.ts'
import { openParts } from './parts.ts'
import { type Config, readConfig } from './platform/config.ts'
import { acquireDataDir, type DataDirLock } from './platform/db/data-dir-lock.ts'
import { openDatabase } from './platform/db/open-database.ts'
import { checkDoor } from './platform/listen-fault.ts'

/**
 * Opens the parts in order; returns what closes them in reverse. Progress goes to standard output, one line a step. When `stop` is
 * aborted it goes no further, closes what it opened and throws the reason.
 */
async function start(config: Config, lock: DataDirLock, log: Logger, stop: AbortSignal): Promise<() => Promise<void>> {
  const parts = openParts(log)
  parts.add(async () => lock.release())
  try {
    // Each is opened last of all; one that is taken is told before the database is started.
    for (const door of [pageDoor(config), ...mqttDoor(config)]) await checkDoor(door)
    const opening = openDatabase(config, log, (text) => {
      stop.throwIfAborted()
      step(text)
    }).then((database) => {
      if (database.socket) lock.publish(database.socket)
      return database
    })
    // Whoever asks it for something is told why it did not open; until then nobody may listen.
    opening.catch(() => undefined)
    // One that did not open has closed itself.
    parts.add(() =>
      opening.then(
        (database) => database.close(),
        () => undefined,
      ),
    )
    // PostgreSQL comes up as a process of its own; meanwhile the rest of the centre, most of it, is read, compiled and put together.
    await setImmediate()
    const { startCentre } = await import('./start-centre.ts')
    await startCentre({ config, log, stop, step, opening, parts })
    return parts.close
  } catch (error) {
    await parts.close()
    throw error
  }
}

function step(text: string): void {
  process.stdout.write(`nhip: ${text}\n`)
}

/** A log that cannot be written, as on a full disk, stops nothing: what does not fit in 4 MB meanwhile is lost. */
function openLogFile(path: string) {
  const file = pino.destination({ dest: path, maxLength: 4 * 1024 * 1024 })
  file.on('error', () => undefined)
  return file
}

/** Starts, serves until a signal comes, and stops; a signal that comes while it starts ends the start. */
async function run(): Promise<void> {
  const config = readConfig(process.env, process.argv.slice(2))
  const stopping = new AbortController()
  const { signal: stop } = stopping
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) {
    process.on(signal, () => {
      if (stop.aborted) return
      step(`${signal}: stopping`)
      setTimeout(() => process.exit(1), 30_000).unref()
      stopping.abort(new Error(signal))
    })
  }
  const lock = await acquireDataDir({ dataDir: config.dataDir, address: addressOf(config) })
  const log = pino({ level: config.logLevel, base: null }, openLogFile(join(config.dataDir, 'nhip.log')))
  try {
    const close = await start(config, lock, log, stop)
    if (!stop.aborted) await once(stop, 'abort')
    await close()
  } catch (error) {
    if (error !== stop.reason) throw error
  }
  step('stopped')
}

run().then(
  () => process.exit(0),
  (error: Error) => {
    process.stderr.write(`nhip: not started: ${error.message}\n`)
    process.exit(1)
  },
)
