import type { Logger } from 'pino'
import type { ModuleDefinition } from '../../core/module.ts'
import type { Wall } from '../db/wall.ts'
import type { Ingest } from '../ingest/ingest.ts'
import { type Counts, lendIo } from './lend-io.ts'
import { type Pace, usualPace } from './restart-delay.ts'
import {
  connectorName,
  type DeclaredConnector,
  ensureRows,
  listConnectors,
  openReportWriter,
  parseSettings,
} from './rows.ts'
import { type Supervised, supervise } from './supervise.ts'

/** The connectors of every module, each on its own. */
export interface Connectors {
  readonly declared: readonly DeclaredConnector[]
  /** Starts those that are switched on. @throws when the rows cannot be read or written */
  start(): Promise<void>
  /** The connector's row was changed: ends it and starts it anew as the row says. Does nothing before `start`. */
  refresh(declared: DeclaredConnector): Promise<void>
  counts(declared: DeclaredConnector): Readonly<Counts>
  /** Ends all of them; one that does not end is left behind and named in the log. */
  close(): Promise<void>
}

interface Slot {
  readonly declared: DeclaredConnector
  readonly counts: Counts
  running: Supervised | null
  /** Changes of one connector follow one another. */
  turn: Promise<void>
}

/** Readies the modules' connectors; nothing runs before `start`. */
export function openConnectors(options: {
  modules: readonly ModuleDefinition[]
  wall: Wall
  ingest: Ingest
  log: Logger
  pace?: Pace
}): Connectors {
  const { wall, ingest, log, pace = usualPace } = options
  const declared = listConnectors(options.modules)
  const reports = openReportWriter(wall, log)
  const slots = new Map<string, Slot>(
    declared.map((one) => [
      connectorName(one),
      { declared: one, counts: { sent: 0, refused: 0, lastSentAt: null }, running: null, turn: Promise.resolve() },
    ]),
  )
  let isStarted = false
  let isClosing = false

  async function startAsRowSays({ declared: one, counts }: Slot): Promise<Supervised | null> {
    const row = await wall.lookUp((tx) =>
      tx
        .selectFrom('platform.connector')
        .select(['enabled', 'config'])
        .where('module', '=', one.module.id)
        .where('key', '=', one.connector.key)
        .executeTakeFirst(),
    )
    const stopped = { stateAt: new Date(), startedAt: null, failures: 0 }
    if (!row?.enabled) {
      reports.write(one, { ...stopped, state: 'off', sentence: null })
      return null
    }
    const settings = parseSettings(one.connector, row.config)
    if ('faults' in settings) {
      const faults = settings.faults.map(({ path, message }) => `${path}: ${message}`).join('; ')
      const sentence = {
        vi: `Cài đặt không hợp lệ, hãy sửa: ${faults}`,
        en: `Settings do not fit, mend them: ${faults}`,
      }
      reports.write(one, { ...stopped, state: 'failing', sentence })
      return null
    }
    return supervise({
      declared: one,
      config: settings.config,
      pace,
      log,
      lend: (signal, tell) => lendIo({ declared: one, wall, ingest, log, counts, signal, tell }),
      report: (report) => reports.write(one, report),
    })
  }

  function change(slot: Slot): Promise<void> {
    const changed = slot.turn.then(async () => {
      const running = slot.running
      slot.running = null
      await running?.stop()
      if (!isClosing) slot.running = await startAsRowSays(slot)
    })
    slot.turn = changed.catch(() => undefined)
    return changed
  }

  return {
    declared,
    async start() {
      await ensureRows(wall, log, declared)
      isStarted = true
      await Promise.all([...slots.values()].map(change))
    },
    async refresh(one) {
      const slot = slots.get(connectorName(one))
      if (slot && isStarted) await change(slot)
    },
    counts: (one) => slots.get(connectorName(one))?.counts ?? { sent: 0, refused: 0, lastSentAt: null },
    async close() {
      isClosing = true
      await Promise.all([...slots.values()].map(change))
      await reports.close()
    },
  }
}
