import { pause } from './pause.ts'

/** What one interval brought. */
export interface Round {
  /** Not begun, since the poll before it was still under way. */
  readonly skipped: number
  /** How late the latest poll began. */
  readonly latestMs: number
  /** Why the list could not be read; null when it could. What was known before is polled on. */
  readonly fault: Error | null
  /** More is due than can be done, or the list cannot be read: to be told as a failure of the connector. */
  readonly isBehind: boolean
}

export interface PollEach<T> {
  readonly signal: AbortSignal
  readonly intervalS: number
  /** Each once, at once, and then it is over. */
  readonly isTrial?: boolean | undefined
  /** What to poll, asked anew each interval. */
  list(): Promise<readonly T[]>
  keyOf(target: T): string
  /** Polls one; `began` is called when the work really begins, e.g. after a place is free. Must not throw. */
  poll(target: T, began: () => void): Promise<void>
  /** Told what each interval brought. */
  onRound(round: Round): void
}

/** A poll that begins later than this, or than half an interval, is late. */
const tooLateMs = 5_000

/**
 * Polls everything once an interval, each at its own moment, until the signal is aborted. Moments are spread over the interval and
 * drawn anew with each start; a slow poll delays no other; after a standstill intervals are left out, not made up for.
 */
export async function pollEach<T>(options: PollEach<T>): Promise<void> {
  if (options.isTrial) return pollOnce(options)
  const { signal, intervalS, list, keyOf, poll, onRound } = options
  const intervalMs = intervalS * 1_000
  const seed = Math.floor(Math.random() * 2 ** 32)
  const underWay = new Map<string, Promise<void>>()
  let targets: readonly T[] = []
  // Of the interval that runs now, whichever one a poll was due in.
  let skipped = 0
  let latestMs = 0
  for (let startMs = performance.now(); !signal.aborted; ) {
    let fault: Error | null = null
    try {
      targets = await list()
    } catch (error) {
      fault = error as Error
    }
    const plan = targets.map((target) => ({ target, dueMs: startMs + momentOf(keyOf(target), seed) * intervalMs }))
    for (const { target, dueMs } of plan.sort((a, b) => a.dueMs - b.dueMs)) {
      const waitMs = dueMs - performance.now()
      if (waitMs > 0) await pause(waitMs, signal)
      if (signal.aborted) break
      const key = keyOf(target)
      if (underWay.has(key)) {
        skipped++
        continue
      }
      const began = () => {
        latestMs = Math.max(latestMs, performance.now() - dueMs)
      }
      underWay.set(
        key,
        poll(target, began).finally(() => underWay.delete(key)),
      )
    }
    await pause(startMs + intervalMs - performance.now(), signal)
    if (!signal.aborted) {
      const isBehind = fault !== null || latestMs > Math.min(tooLateMs, intervalMs / 2)
      onRound({ skipped, latestMs, fault, isBehind })
    }
    skipped = 0
    latestMs = 0
    startMs += Math.max(1, Math.floor((performance.now() - startMs) / intervalMs)) * intervalMs
  }
  await Promise.all(underWay.values())
}

/** @throws what `list` throws: a trial shall say it */
async function pollOnce<T>({ list, poll, onRound }: PollEach<T>): Promise<void> {
  const targets = await list()
  const startMs = performance.now()
  let latestMs = 0
  const began = () => {
    latestMs = Math.max(latestMs, performance.now() - startMs)
  }
  await Promise.all(targets.map((target) => poll(target, began)))
  onRound({ skipped: 0, latestMs, fault: null, isBehind: false })
}

/** Where in the interval a target is polled, from 0 to below 1: FNV-1a over its key, so that it stays while others come and go. */
function momentOf(key: string, seed: number): number {
  let hash = seed ^ 0x811c9dc5
  for (let index = 0; index < key.length; index++) hash = Math.imul(hash ^ key.charCodeAt(index), 0x01000193)
  // The last letters of similar keys differ little: mixed once more.
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d)
  hash = Math.imul(hash ^ (hash >>> 12), 0x297a2d39)
  return ((hash ^ (hash >>> 15)) >>> 0) / 2 ** 32
}
