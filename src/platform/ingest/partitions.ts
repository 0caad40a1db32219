import { sql } from 'kysely'
import type { Wall } from '../db/wall.ts'
import type { Measure } from '../http/health.ts'

const dayMs = 86_400_000
const weekMs = 7 * dayMs
/** Monday, 5 January 1970. */
const firstMondayMs = 4 * dayMs

/** Which week since 1970, from Monday to Monday in UTC. */
const weekOf = (at: Date) => Math.floor((at.getTime() - firstMondayMs) / weekMs)

const mondayOf = (week: number) => new Date(firstMondayMs + week * weekMs).toISOString().slice(0, 10)

/**
 * The weekly partitions of readings: those of the coming weeks are made ahead, others as readings need them, each in a commit of its
 * own. Remembers which stand, and since when readings are taken at all.
 */
export class Partitions {
  readonly #wall: Wall
  readonly #standing = new Set<number>()
  #closedBefore: Date | null = null

  constructor(wall: Wall) {
    this.#wall = wall
  }

  /** Readings of before were dropped, and none is taken any more; null while none was. True of the last {@link ensure}. */
  get closedBefore(): Date | null {
    return this.#closedBefore
  }

  readonly measures: readonly Measure[] = [
    {
      name: 'nhip_reading_weeks_ahead',
      help: 'Weeks to come whose partition of readings stands',
      read: () => this.#countAhead(new Date()),
    },
  ]

  /** Sees to it that readings of these times can be written, but for those of weeks that were dropped. */
  async ensure(times: Iterable<Date>): Promise<void> {
    const missing = new Set<number>()
    for (const at of times) {
      const week = weekOf(at)
      if (this.#closedBefore && at < this.#closedBefore) continue
      if (!this.#standing.has(week)) missing.add(week)
    }
    for (const week of missing) {
      const [made] = await this.#wall.service(async (tx) => {
        const { rows } = await sql<{ stands: boolean; closedBefore: Date | null }>`
          select platform.ensure_reading_partition(${mondayOf(week)}::date) as stands,
            (select nullif(closed_before, '-infinity') from platform.reading_retention) as closed_before`.execute(tx)
        return rows
      })
      this.#closedBefore = made?.closedBefore ?? null
      if (made?.stands) this.#standing.add(week)
    }
  }

  /** Makes the weeks from the last one to `weeks` from now; asks once which of them stand. */
  async makeAhead(now: Date, weeks: number): Promise<void> {
    const times = Array.from({ length: weeks + 2 }, (_, index) => new Date(now.getTime() + (index - 1) * weekMs))
    const { rows } = await this.#wall.lookUp((tx) =>
      sql<{ monday: string }>`select week as monday from platform.reading_weeks() week
        where week = any(${times.map((at) => mondayOf(weekOf(at)))}::date[])`.execute(tx),
    )
    for (const { monday } of rows) this.#standing.add(weekOf(new Date(monday)))
    await this.ensure(times)
  }

  /** What is remembered of weeks that are over may hold no longer: some were dropped. */
  forgetPast(now: Date): void {
    for (const week of this.#standing) if (week < weekOf(now)) this.#standing.delete(week)
  }

  #countAhead(now: Date): number {
    const current = weekOf(now)
    let ahead = 0
    while (this.#standing.has(current + ahead + 1)) ahead++
    return ahead
  }
}
