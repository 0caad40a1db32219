import { sql } from 'kysely'
import type { Wall } from '../db/wall.ts'

const dayMs = 86_400_000
const weekMs = 7 * dayMs
/** Monday, 5 January 1970. */
const firstMondayMs = 4 * dayMs

/** Which week since 1970, from Monday to Monday in UTC. */
const weekOf = (at: Date) => Math.floor((at.getTime() - firstMondayMs) / weekMs)

/** Makes weekly partitions as they are needed, in a commit of their own, and remembers those that stand. */
export class Partitions {
  readonly #wall: Wall
  readonly #standing = new Set<number>()

  constructor(wall: Wall) {
    this.#wall = wall
  }

  async ensure(times: Iterable<Date>): Promise<void> {
    const missing = new Set<number>()
    for (const at of times) {
      const week = weekOf(at)
      if (!this.#standing.has(week)) missing.add(week)
    }
    if (missing.size === 0) return
    await this.#wall.service(async (tx) => {
      for (const week of missing) {
        const monday = new Date(firstMondayMs + week * weekMs).toISOString().slice(0, 10)
        await sql`select platform.ensure_reading_partition(${monday}::date)`.execute(tx)
      }
    })
    for (const week of missing) this.#standing.add(week)
  }
}
