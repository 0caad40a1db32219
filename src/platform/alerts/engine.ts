import type { Logger } from 'pino'
import { pause } from '../../core/poll/pause.ts'
import type { Db } from '../db/pool.ts'
import type { Wall } from '../db/wall.ts'
import type { RecentBatches } from '../ingest/recent-batches.ts'
import { isPassing, type OnFault } from './apart.ts'
import { bringBack } from './come-back.ts'
import { evaluateNext } from './evaluate-next.ts'
import { keepLines } from './keep-lines.ts'
import { lookAtClock } from './look.ts'
import { firstBatches, nextLookSize } from './look-size.ts'

export interface Engine {
  /** New readings were committed. */
  wake(): void
  close(): Promise<void>
}

const lookAgainMs = 1_000
/**
 * Between looks: each costs a commit, which writers of readings wait for, and what comes meanwhile is looked at together. As long as the
 * look took, within these bounds: a look costs by series more than by reading, and rules without rest would leave ingest no machine.
 */
const restMs = { least: 100, most: 1_000 }
/** How long a new asset, or a rule that was edited elsewhere, may wait until its silence is watched. */
const enrolEveryMs = 30_000

/**
 * Runs the rules over readings that are committed, and by the clock. A batch is taken away, and a timer moved, in the commit that writes
 * what the rules made of it: a crash in between leaves both as they were, so nothing is forgotten and no alert fires twice. Several
 * engines may run over one database.
 * @param recent what this process wrote itself
 */
export function openEngine(wall: Wall, log: Logger, recent?: RecentBatches): Engine {
  const closing = new AbortController()
  let nudge = Promise.withResolvers<void>()
  let enrolAtMs = 0
  let lookAtMs = 0
  let linesAtMs = 0
  let lookSize = firstBatches

  const tellFault: OnFault = (error, { ruleId, seriesId }) =>
    log.error({ err: error.message, rule: ruleId, series: seriesId }, 'rule fails on a series and is passed over')

  /** In one transaction; where a rule fails, once more with each rule apart. */
  async function inOne<T>(work: (tx: Db, onFault?: OnFault) => Promise<T>, tells?: (result: T) => boolean) {
    try {
      return await wall.service((tx) => work(tx), tells)
    } catch (error) {
      if (isPassing(error)) throw error
      return wall.service((tx) => work(tx, tellFault), tells)
    }
  }

  async function evaluate(): Promise<number> {
    const startedMs = performance.now()
    const size = lookSize
    lookSize = nextLookSize(size, null)
    const { series, batchIds } = await inOne(
      (tx, onFault) => evaluateNext(tx, { onFault, most: size, recent }),
      ({ isTold }) => isTold,
    )
    recent?.forget(batchIds)
    lookSize = series > 0 ? nextLookSize(size, performance.now() - startedMs) : size
    return series
  }

  async function once(): Promise<boolean> {
    const taken = await evaluate()
    const now = new Date()
    // Of a clock that nobody sets: a machine whose time goes back would not look for as long.
    const nowMs = performance.now()
    // Also under a load that never ends.
    if (nowMs < lookAtMs) return taken > 0
    const enrol = nowMs >= enrolAtMs
    const isMore = await inOne((tx, onFault) => lookAtClock(tx, { now, enrol, onFault }))
    if (enrol) enrolAtMs = nowMs + enrolEveryMs
    if (nowMs >= linesAtMs) {
      linesAtMs = nowMs + lookAgainMs
      await wall.service((tx) => bringBack(tx, now))
      await wall.service(keepLines)
    }
    lookAtMs = isMore ? 0 : nowMs + lookAgainMs
    return isMore || taken > 0
  }

  async function follow(): Promise<void> {
    while (!closing.signal.aborted) {
      let isMore = false
      const startedMs = performance.now()
      try {
        isMore = await once()
      } catch (error) {
        log.warn({ err: (error as Error).message }, 'rules cannot be run now; readings wait')
      }
      if (isMore) {
        const tookMs = performance.now() - startedMs
        await pause(Math.min(restMs.most, Math.max(restMs.least, tookMs)), closing.signal)
        continue
      }
      const timer = setTimeout(() => nudge.resolve(), lookAgainMs)
      await nudge.promise
      clearTimeout(timer)
      nudge = Promise.withResolvers()
    }
  }
  const following = follow()

  return {
    wake: () => nudge.resolve(),
    async close() {
      closing.abort()
      nudge.resolve()
      await following
    },
  }
}
