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
  /** By asset, then by key. */
  readonly #known = new Map<string, Map<string, KnownSeries>>()

  /** Asks for those of the readings that are not known yet. */
  async learn(tx: Db, readings: readonly IncomingReading[]): Promise<void> {
    const missing = new Set<string>()
    for (const reading of readings) if (!this.find(reading)) missing.add(reading.asset)
    if (missing.size === 0) return
    const rows = await tx
      .selectFrom('platform.asset as a')
      .innerJoin('platform.series as s', 's.assetId', 'a.id')
      .select(['a.code', 's.key', 's.id as seriesId', 'a.agencyId'])
      .where('a.code', '=', sql<string>`any(${[...missing]}::text[])`)
      .where('a.retiredAt', 'is', null)
      .execute()
    for (const { code, key, seriesId, agencyId } of rows) {
      const ofAsset = this.#known.get(code) ?? new Map<string, KnownSeries>()
      this.#known.set(code, ofAsset.set(key, { seriesId, agencyId }))
    }
  }

  /** As far as it was learned. */
  find({ asset, series }: Pick<IncomingReading, 'asset' | 'series'>): KnownSeries | undefined {
    return this.#known.get(asset)?.get(series)
  }

  /** Something changed: everything is asked for again. */
  forget(): void {
    this.#known.clear()
  }
}
