import type { Logger } from 'pino'
import type { Wall } from '../db/wall.ts'
import { type IncomingReading, type Message, parseMessage, refuseTime } from './incoming.ts'
import { Partitions } from './partitions.ts'
import { insertLetters, type Outcome, writeReadings } from './store.ts'

export interface Ingest {
  /**
   * Takes a message in. Resolves once what became of it is committed: stored, known already, or kept as a dead letter.
   * @throws what PostgreSQL threw when nothing was committed: the sender must not be told that it arrived
   */
  submit(message: Message): Promise<Outcome>
  /** Waits until everything submitted is decided. */
  drain(): Promise<void>
}

interface Waiting {
  readonly reading: IncomingReading
  readonly done: PromiseWithResolvers<Outcome>
}

const maxBatch = 1_000

/** A single row that PostgreSQL refuses for what it holds (data exception, integrity violation). */
const isDataFault = (error: unknown) => /^2[23]/.test(String((error as { code?: unknown }).code ?? ''))

/**
 * Gathers messages into transactions: whatever arrives while one commits goes into the next, so that a lone message waits for
 * nothing and a flood is written a thousand rows at a time.
 */
export function openIngest(options: {
  wall: Wall
  log: Logger
  /** Told of assets with new readings (and their agency) after the commit. */
  onStored: (assets: ReadonlyMap<string, number>) => void
}): Ingest {
  const { wall, log, onStored } = options
  const partitions = new Partitions(wall)
  const queue: Waiting[] = []
  const letters = new Set<Promise<unknown>>()
  let running: Promise<void> | null = null

  async function write(batch: readonly Waiting[]): Promise<void> {
    try {
      const timely = batch.filter(({ reading }) => !refuseTime(reading.at, reading.message.receivedAt))
      await partitions.ensure(timely.map(({ reading }) => reading.at))
      const result = await wall.service((tx) =>
        writeReadings(
          tx,
          batch.map(({ reading }) => reading),
        ),
      )
      onStored(result.assets)
      for (const [index, { done }] of batch.entries()) done.resolve(result.outcomes[index] ?? 'stored')
    } catch (error) {
      if (!isDataFault(error)) for (const { done } of batch) done.reject(error)
      else if (batch.length > 1) await writeHalves(batch)
      else await keepPoisoned(batch[0], error)
    }
  }

  /** One poisoned row must not cost the others of its batch. */
  async function writeHalves(batch: readonly Waiting[]): Promise<void> {
    const middle = Math.ceil(batch.length / 2)
    await write(batch.slice(0, middle))
    await write(batch.slice(middle))
  }

  async function keepPoisoned(waiting: Waiting | undefined, error: unknown): Promise<void> {
    if (!waiting) return
    const refusal = { reason: 'refused_by_store', detail: (error as Error).message } as const
    log.warn({ topic: waiting.reading.message.topic, err: refusal.detail }, 'reading refused by the store')
    await keep(waiting.reading.message, refusal).then(waiting.done.resolve, waiting.done.reject)
  }

  async function keep(message: Message, refusal: Exclude<Outcome, string>): Promise<Outcome> {
    await wall.service((tx) => insertLetters(tx, [{ message, refusal, agencyId: message.sender.agencyId }]))
    return refusal
  }

  async function flush(): Promise<void> {
    while (queue.length > 0) await write(queue.splice(0, maxBatch))
    running = null
  }

  return {
    async submit(message) {
      const reading = parseMessage(message)
      if ('reason' in reading) {
        const kept = keep(message, reading)
        const settled = kept.catch(() => undefined).finally(() => letters.delete(settled))
        letters.add(settled)
        return kept
      }
      const done = Promise.withResolvers<Outcome>()
      queue.push({ reading, done })
      running ??= Promise.resolve().then(flush)
      return done.promise
    },
    async drain() {
      while (running) await running
      await Promise.all(letters)
    },
  }
}
