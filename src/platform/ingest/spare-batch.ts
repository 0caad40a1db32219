import { sql } from 'kysely'
import type { Db } from '../db/pool.ts'
import type { IncomingReading } from './incoming.ts'
import { SeriesCache } from './series-cache.ts'
import { type Written, writeReadings } from './store.ts'

/** A row that PostgreSQL refuses for what it holds (data exception, integrity violation). */
export const isDataFault = (error: unknown) => /^2[23]/.test(String((error as { code?: unknown }).code ?? ''))

/**
 * As `writeReadings`, for readings among which PostgreSQL refused a row: halves until the rows that it refuses stand alone and are kept
 * as dead letters. All of it in the one transaction, so that what is answered for the whole is committed with it.
 */
export async function writeSparing(
  tx: Db,
  readings: readonly IncomingReading[],
  cache = new SeriesCache(),
  closedBefore: Date | null = null,
): Promise<Written> {
  await sql`savepoint part`.execute(tx)
  try {
    const written = await writeReadings(tx, readings, cache, closedBefore)
    await sql`release savepoint part`.execute(tx)
    return written
  } catch (error) {
    if (!isDataFault(error)) throw error
    await sql`rollback to savepoint part; release savepoint part`.execute(tx)
    const [only] = readings
    if (readings.length === 1 && only) return poisoned(only, error as Error)
    const middle = Math.ceil(readings.length / 2)
    const left = await writeSparing(tx, readings.slice(0, middle), cache, closedBefore)
    const right = await writeSparing(tx, readings.slice(middle), cache, closedBefore)
    return {
      outcomes: [...left.outcomes, ...right.outcomes],
      assets: new Map([...left.assets, ...right.assets]),
      letters: [...left.letters, ...right.letters],
      batch: null,
    }
  }
}

function poisoned({ source, kept }: IncomingReading, error: Error): Written {
  const refusal = { reason: 'refused_by_store', detail: error.message } as const
  const letter = { source, refusal, agencyId: source.sender.agencyId, kept }
  return { outcomes: [refusal], assets: new Map(), letters: [letter], batch: null }
}
