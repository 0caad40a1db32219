import type { Logger } from 'pino'
import type { Db } from '../db/pool.ts'
import type { Wall } from '../db/wall.ts'
import { refuseTime } from './admit.ts'
import { type IncomingReading, type Message, parseMessage } from './incoming.ts'
import { insertLetters, type Letter } from './letters.ts'
import type { Partitions } from './partitions.ts'
import type { RecentBatches } from './recent-batches.ts'
import { SeriesCache } from './series-cache.ts'
import { isDataFault, writeSparing } from './spare-batch.ts'
import { type Outcome, type Written, writeReadings } from './store.ts'

/** What came together and is committed together. */
export interface Delivery {
  readonly readings: readonly IncomingReading[]
  /** What of it could not be read. */
  readonly letters: readonly Letter[]
  /** The readings come from dead letters, which stand already: what is refused again makes no new ones. Goes with `settle`. */
  readonly isReplay?: true
  /** Runs in the transaction of the readings, which then is theirs alone. */
  readonly settle?: (tx: Db, outcomes: readonly Outcome[]) => Promise<void>
}

export interface Ingest {
  /**
   * Takes a message in. Resolves once what became of it is committed: stored, known already, corrected, or kept as a dead letter.
   * @throws what PostgreSQL threw when nothing was committed: the sender must not be told that it arrived
   */
  submit(message: Message): Promise<Outcome>
  /** The same for a whole delivery; outcomes in the order of its readings. */
  deliver(delivery: Delivery): Promise<readonly Outcome[]>
  /** Readings that wait to be written: a measure of load. */
  waiting(): number
  /** Waits until everything submitted is decided. */
  drain(): Promise<void>
}

interface Waiting {
  readonly delivery: Delivery
  /** Whose messages keep their order: one writer at a time has some of them, or rules would see a later value first. */
  readonly ordered: string | null
  readonly rows: number
  readonly done: PromiseWithResolvers<readonly Outcome[]>
}

const maxBatch = 1_000
const nothing: Written = { outcomes: [], assets: new Map(), letters: [], batch: null }
/** Transactions at a time, and how many rows must wait for another one to be worth it. */
const maxWriters = 4
const worthAWriter = 250
/** A writer waits for those it has just answered a third as long as its commit took, within these bounds. */
const gatherMs = { least: 1, most: 5 }

/**
 * Gathers deliveries into transactions: whatever arrives while one commits goes into the next, so that a lone message waits for
 * nothing and a flood is written a thousand rows at a time, by several writers at once. Devices that send the next message when the last
 * was answered come back together: they are waited for a moment, or each commit would carry half of them.
 */
export function openIngest(options: {
  wall: Wall
  log: Logger
  partitions: Partitions
  /** Where the rules of this process find what was written. */
  recent: RecentBatches
  /** Told of assets with new readings (and their agency) after the commit. */
  onStored: (assets: ReadonlyMap<string, number>) => void
}): Ingest {
  const { wall, log, partitions, recent, onStored } = options
  const cache = new SeriesCache()
  let queue: Waiting[] = []
  let queuedRows = 0
  const running = new Set<Promise<void>>()
  let writers = 0
  const orderedUnderway = new Set<string>()
  const onlyLetters: Waiting[] = []
  let isWritingLetters = false
  /** Writers that wait, and how many messages they wait for. */
  const gathering = new Set<{ readonly wanted: number; readonly go: () => void }>()

  async function write(batch: readonly Waiting[]): Promise<void> {
    try {
      const readings = batch.flatMap(({ delivery }) => delivery.readings)
      await partitions.ensure(timely(readings))
      const outcomes = await commit(batch, readings, writeReadings).catch(async (error: unknown) => {
        if (!isDataFault(error)) throw error
        log.warn({ err: (error as Error).message }, 'readings refused by the store')
        // Their week may have been dropped since it was seen to stand.
        partitions.forgetPast(new Date())
        await partitions.ensure(timely(readings))
        return commit(batch, readings, writeSparing)
      })
      let from = 0
      for (const { delivery, done } of batch) {
        done.resolve(outcomes.slice(from, from + delivery.readings.length))
        from += delivery.readings.length
      }
    } catch (error) {
      for (const { done } of batch) done.reject(error)
    }
  }

  async function commit(batch: readonly Waiting[], readings: readonly IncomingReading[], put: typeof writeReadings) {
    const letters = batch.flatMap(({ delivery }) => delivery.letters)
    const hasMore = letters.length > 0 || batch.some(({ delivery }) => delivery.settle)
    const { outcomes, assets } = await wall.service(
      async (tx) => {
        const written = readings.length > 0 ? await put(tx, readings, cache, partitions.closedBefore) : nothing
        if (!batch[0]?.delivery.isReplay) await insertLetters(tx, [...written.letters, ...letters])
        for (const { delivery } of batch) await delivery.settle?.(tx, written.outcomes)
        if (written.batch) recent.keep(written.batch.id, written.batch.rows)
        return written
      },
      // Of readings alone pages are told below, and nobody else follows them.
      (written) => hasMore || written.letters.length > 0,
    )
    if (assets.size > 0) onStored(assets)
    return outcomes
  }

  async function flush(): Promise<void> {
    // What comes in the same turn goes into the first batch.
    await Promise.resolve()
    for (let batch = take(); batch.length > 0; batch = take()) {
      const ordered = batch.flatMap((one) => one.ordered ?? [])
      for (const name of ordered) orderedUnderway.add(name)
      const startMs = performance.now()
      await write(batch)
      for (const name of ordered) orderedUnderway.delete(name)
      if (ordered.length > 0) await gather(ordered.length, performance.now() - startMs)
    }
    // In the turn in which the queue was seen empty, or what comes next would wait for nobody.
    writers--
  }

  /** Waits until as many messages have come as were answered, and those that waited besides; not for long. */
  function gather(answered: number, commitMs: number): Promise<void> {
    const wanted = Math.min(maxBatch, queue.length + answered)
    return new Promise((resolve) => {
      const one = {
        wanted,
        go() {
          clearTimeout(timer)
          gathering.delete(one)
          resolve()
        },
      }
      const timer = setTimeout(one.go, Math.min(gatherMs.most, Math.max(gatherMs.least, commitMs / 3)))
      gathering.add(one)
    })
  }

  async function writeLetters(): Promise<void> {
    await Promise.resolve()
    while (onlyLetters.length > 0) await write(onlyLetters.splice(0, maxBatch))
    isWritingLetters = false
  }

  /** What the next transaction writes; empty when nothing waits but what another writer must end first. */
  function take(): Waiting[] {
    const batch: Waiting[] = []
    const left: Waiting[] = []
    let rows = 0
    let isFull = false
    for (const next of queue) {
      const isBehind = next.ordered !== null && orderedUnderway.has(next.ordered)
      const isAlone = next.delivery.settle !== undefined || batch[0]?.delivery.settle !== undefined
      isFull ||= !isBehind && batch.length > 0 && (isAlone || rows + next.rows > maxBatch)
      if (isFull || isBehind) left.push(next)
      else {
        batch.push(next)
        rows += next.rows
      }
    }
    queue = left
    queuedRows -= rows
    return batch
  }

  function deliver(delivery: Delivery, ordered: string | null = null): Promise<readonly Outcome[]> {
    const done = Promise.withResolvers<readonly Outcome[]>()
    const rows = delivery.readings.length + delivery.letters.length
    // What holds letters only waits for no reading: they touch nothing that readings touch. One writer is enough for them, and
    // a device that sends rubbish holds one connection to the database, not all.
    if (delivery.readings.length === 0 && !delivery.settle) {
      onlyLetters.push({ delivery, ordered: null, rows, done })
      if (!isWritingLetters) {
        isWritingLetters = true
        const writing: Promise<void> = writeLetters().finally(() => running.delete(writing))
        running.add(writing)
      }
      return done.promise
    }
    queue.push({ delivery, ordered, rows, done })
    queuedRows += rows
    for (const one of gathering) if (queue.length >= one.wanted) one.go()
    if (writers === 0 || (writers < maxWriters && queuedRows >= worthAWriter)) {
      writers++
      const writer: Promise<void> = flush().finally(() => running.delete(writer))
      running.add(writer)
    }
    return done.promise
  }

  return {
    async submit(message) {
      const reading = parseMessage(message)
      if ('reason' in reading) {
        const { agencyId } = message.sender
        await deliver({ readings: [], letters: [{ source: message, refusal: reading, agencyId, kept: () => message }] })
        return reading
      }
      const [outcome] = await deliver({ readings: [reading], letters: [] }, message.sender.name)
      return outcome ?? 'stored'
    },
    deliver: (delivery) => deliver(delivery),
    waiting: () => queuedRows,
    async drain() {
      while (running.size > 0) await Promise.all(running)
    },
  }
}

/** Times that are believed; a partition for any other is not made. */
function* timely(readings: readonly IncomingReading[]): Iterable<Date> {
  for (const { at, source } of readings) if (!refuseTime(at, source.receivedAt)) yield at
}
