import type { Origin } from '../../core/api/common.ts'
import type { ResolvedReading } from './insert-readings.ts'

/** A row of `platform.reading_batch`: readings by place. */
export interface ReadingBatch {
  readonly seriesIds: readonly number[]
  readonly ats: readonly Date[]
  readonly readings: readonly number[]
  readonly origins: readonly Origin[]
}

const mostReadings = 100_000

/**
 * Batches that this process wrote last, for its own rules: to read them back from the database takes as long as to look at them. What
 * is not here is read there, so anything may be forgotten at any time.
 */
export class RecentBatches {
  readonly #batches = new Map<number, ReadingBatch>()
  #count = 0

  /** @param id of the batch, committed or not: who asks for it has seen it in the database */
  keep(id: number, rows: readonly ResolvedReading[]): void {
    this.#batches.set(id, {
      seriesIds: rows.map(({ seriesId }) => seriesId),
      ats: rows.map(({ reading }) => reading.at),
      readings: rows.map(({ reading }) => reading.value),
      origins: rows.map(({ reading }) => reading.origin),
    })
    this.#count += rows.length
    for (const oldest of this.#batches.keys()) {
      if (this.#count <= mostReadings) return
      this.forget([oldest])
    }
  }

  ids(): number[] {
    return [...this.#batches.keys()]
  }

  get(id: number): ReadingBatch | undefined {
    return this.#batches.get(id)
  }

  forget(ids: Iterable<number>): void {
    for (const id of ids) {
      this.#count -= this.#batches.get(id)?.seriesIds.length ?? 0
      this.#batches.delete(id)
    }
  }
}
