import { sql } from 'kysely'
import type { Db } from '../db/pool.ts'
import type { IncomingReading } from './incoming.ts'

export interface KnownSeries {
  readonly seriesId: number
  readonly agencyId: number
}

/**
 * Series of assets in use, by asset and key. What was found is believed until {@link forget}: the statement that writes readings
 * looks whether it still holds, so that nothing has to be told of edits. What was not found is asked for each time.
 */
export class SeriesCache {
  readonly #known = new Map<string, KnownSeries>()

  /** Those of the readings that exist; ask it with {@link keyOf}. */
  async find(tx: Db, readings: readonly IncomingReading[]): Promise<ReadonlyMap<string, KnownSeries>> {
    const missing = new Set<string>()
    for (const reading of readings) if (!this.#known.has(keyOf(reading))) missing.add(reading.asset)
    if (missing.size > 0) {
      const rows = await tx
        .selectFrom('platform.asset as a')
        .innerJoin('platform.series as s', 's.assetId', 'a.id')
        .select(['a.code', 's.key', 's.id as seriesId', 'a.agencyId'])
        .where('a.code', '=', sql<string>`any(${[...missing]}::text[])`)
        .where('a.retiredAt', 'is', null)
        .execute()
      for (const { code, key, seriesId, agencyId } of rows) this.#known.set(`${code}/${key}`, { seriesId, agencyId })
    }
    return this.#known
  }

  /** Something changed: everything is asked for again. */
  forget(): void {
    this.#known.clear()
  }
}

export const keyOf = (reading: IncomingReading) => `${reading.asset}/${reading.series}`
