import { z } from 'zod'

/** Weeks that readings may be kept; the database itself drops nothing younger than the least. */
export const leastKeptWeeks = 4
export const mostKeptWeeks = 1_040
/** Weeks whose partition may be made ahead. */
export const mostAheadWeeks = 53

const keptWeeks = z.int().min(leastKeptWeeks).max(mostKeptWeeks)
const aheadWeeks = z.int().min(1).max(mostAheadWeeks)

/** Weeks of readings, whole, and about how much lies in them: counted by the database's statistics, not row by row. */
export const WeeksOfReadings = z
  .object({
    weeks: z.int(),
    /** Mondays (UTC) of the oldest and the newest of them; null where there are none. */
    from: z.iso.date().nullable(),
    to: z.iso.date().nullable(),
    readings: z.number(),
    bytes: z.number(),
  })
  .meta({ id: 'WeeksOfReadings' })
export type WeeksOfReadings = z.infer<typeof WeeksOfReadings>

/** How long readings are kept, what stands, and what would go with `keptWeeks` of the question. */
export const Keeping = z
  .object({ keptWeeks, aheadWeeks, stands: WeeksOfReadings, goes: WeeksOfReadings })
  .meta({ id: 'Keeping' })
export type Keeping = z.infer<typeof Keeping>

export const KeepingQuery = z.object({
  /** Tells what would go if readings were kept so many weeks; left out: what goes as it is set. */
  keptWeeks: z.coerce.number().pipe(keptWeeks).optional(),
})

export const KeepingEdit = z
  .strictObject({
    keptWeeks,
    aheadWeeks,
    /** As the asker saw it, so that nothing is overwritten. */
    seen: z.strictObject({ keptWeeks: z.int(), aheadWeeks: z.int() }),
    /** How many weeks of readings the asker agrees to lose. */
    losesWeeks: z.int().min(0).default(0),
  })
  .meta({ id: 'KeepingEdit' })
export type KeepingEdit = z.infer<typeof KeepingEdit>
