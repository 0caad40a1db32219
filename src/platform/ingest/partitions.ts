import { sql } from 'kysely'
import type { Wall } from '../db/wall.ts'

/** Monday of the ISO week in UTC, `yyyy-mm-dd`. */
export function mondayOf(at: Date): string {
  const day = Date.UTC(at.getUTCFullYear(), at.getUTCMonth(), at.getUTCDate())
  return new Date(day - ((at.getUTCDay() + 6) % 7) * 86_400_000).toISOString().slice(0, 10)
}

/** Makes weekly partitions as they are needed, in a commit of their own, and remembers those that stand. */
export class Partitions {
  readonly #wall: Wall
  readonly #standing = new Set<string>()

  constructor(wall: Wall) {
    this.#wall = wall
  }

  async ensure(times: Iterable<Date>): Promise<void> {
    const missing = new Set([...times].map(mondayOf)).difference(this.#standing)
    if (missing.size === 0) return
    await this.#wall.service(async (tx) => {
      for (const monday of missing) await sql`select platform.ensure_reading_partition(${monday}::date)`.execute(tx)
    })
    for (const monday of missing) this.#standing.add(monday)
  }
}
