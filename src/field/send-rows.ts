import { setTimeout as sleep } from 'node:timers/promises'
import type { Logger } from 'pino'
import { type MeasuredRow, rowKey } from './flood-rows.ts'
import type { ReplaySchedule } from './replay-schedule.ts'

export interface SendRows {
  readonly rows: readonly MeasuredRow[]
  /** Key of the last acknowledged row; null to begin with the first. */
  readonly acknowledged: string | null
  readonly schedule: ReplaySchedule
  /** Resolves when the centre has acknowledged. */
  publish(topic: string, payload: string): Promise<unknown>
  /** Called after every group of rows that has been acknowledged whole. */
  keep(acknowledged: string): Promise<void>
  readonly log: Logger
  readonly signal: AbortSignal
}

/** Rows sent together before their acknowledgements are awaited. */
const groupSize = 50

/**
 * Sends rows in order, each when it is due, and what is overdue at once. Resolves after the last acknowledgement; rejects with
 * AbortError when the signal fires, with the error of `publish` when that fails for good.
 */
export async function sendRows({ rows, acknowledged, schedule, publish, keep, log, signal }: SendRows): Promise<void> {
  let next = acknowledged === null ? 0 : rows.findIndex((row) => rowKey(row) > acknowledged)
  if (next < 0) next = rows.length
  const stopped = whenAborted(signal)
  for (let row = rows[next]; row; row = rows[next]) {
    const waitMs = schedule.dueAt(row.sourceAt).getTime() - Date.now()
    if (waitMs > 0) await sleep(waitMs, undefined, { signal })
    signal.throwIfAborted()

    const now = new Date()
    const waiting = rows.slice(next, next + groupSize)
    const early = waiting.findIndex(({ sourceAt }) => schedule.dueAt(sourceAt) > now)
    const group = early < 0 ? waiting : waiting.slice(0, early)
    const answers = group.map((one) => publish(topicOf(one), payloadOf(one, schedule)))
    await Promise.race([Promise.all(answers), stopped])

    const last = group.at(-1)
    if (!last) continue
    next += group.length
    await keep(rowKey(last))
    log.debug({ rows: group.length, sourceAt: last.sourceAt, left: rows.length - next }, 'rows acknowledged')
  }
}

function topicOf({ asset, series }: MeasuredRow): string {
  return `nhip/v1/${asset}/${series}`
}

function payloadOf({ sourceAt, value }: MeasuredRow, schedule: ReplaySchedule): string {
  return JSON.stringify({ at: schedule.at(sourceAt), value, sourceAt, origin: 'replayed' })
}

/** Rejects with the reason when the signal fires; made once, a listener for each group would pile up. */
function whenAborted(signal: AbortSignal): Promise<never> {
  const stopped = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true })
  })
  stopped.catch(() => undefined)
  return stopped
}
