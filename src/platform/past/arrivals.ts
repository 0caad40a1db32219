import { sql } from 'kysely'
import type { Logger } from 'pino'
import type { Wall } from '../db/wall.ts'

const minuteMs = 60_000
const writeEachMs = 20_000

/** Remembers by the minute of which agencies something came. */
export interface Arrivals {
  /** Something was committed of these assets, each with its agency. */
  note(assets: ReadonlyMap<string, number>): void
  /** Writes what was noted so far. */
  write(): Promise<void>
  close(): Promise<void>
}

/** Opens the record of arrivals; a crash loses at most its last twenty seconds. `clock` in milliseconds since 1970. */
export function openArrivals(wall: Wall, log: Logger, clock: () => number = Date.now): Arrivals {
  let noted = new Map<string, { minuteMs: number; agencyId: number; heard: number }>()

  function add(minute: number, agencyId: number, heard: number): void {
    const key = `${minute}/${agencyId}`
    const known = noted.get(key)
    if (known) known.heard += heard
    else noted.set(key, { minuteMs: minute, agencyId, heard })
  }

  async function write(): Promise<void> {
    if (noted.size === 0) return
    const rows = [...noted.values()]
    noted = new Map()
    try {
      await wall.service(
        (tx) =>
          sql`insert into platform.arrival as a (minute_at, agency_id, heard)
            select * from unnest(${rows.map((row) => new Date(row.minuteMs))}::timestamptz[],
              ${rows.map(({ agencyId }) => agencyId)}::int[], ${rows.map(({ heard }) => heard)}::int[])
            on conflict (minute_at, agency_id) do update set heard = a.heard + excluded.heard`.execute(tx),
        () => false,
      )
    } catch (error) {
      for (const row of rows) add(row.minuteMs, row.agencyId, row.heard)
      log.warn({ err: error }, 'what came in the last minutes could not be written down; it is tried again')
    }
  }

  const timer = setInterval(write, writeEachMs)
  timer.unref()
  return {
    note(assets) {
      const minute = Math.floor(clock() / minuteMs) * minuteMs
      for (const agencyId of new Set(assets.values())) add(minute, agencyId, 1)
    },
    write,
    async close() {
      clearInterval(timer)
      await write()
    },
  }
}
