import { z } from 'zod'
import { Alert, LinePartsQuery, PlainLinesQuery } from './alerts.ts'
import { Asset, CourseQuery, Series } from './assets.ts'
import { Instant } from './common.ts'
import { Summary } from './situation.ts'

/** The moment that is looked back to: not before `knownFrom` of {@link DayStrip}, and not ahead. */
export const PastQuery = z.object({ at: Instant })
export const PastLinesQuery = PlainLinesQuery.extend({ at: Instant })
export const PastPartsQuery = LinePartsQuery.extend({ at: Instant })
/** `from` not more than seven days before `at`. */
export const PastCourseQuery = CourseQuery.omit({ to: true }).extend({ at: Instant })

export const StripQuery = z.object({
  /** How far back, in seconds: a day, or less where time is hastened. */
  span_s: z.coerce.number().int().min(600).max(86_400).default(86_400),
})

/** One stretch of the strip. */
export const StripSlice = z
  .object({
    /** When it begins. */
    at: Instant,
    /** Alerts that the centre learned of within it. */
    begun: z.object({ crit: z.int(), major: z.int(), minor: z.int(), info: z.int() }),
    /** Alerts that fired when it ended, neither shelved nor in maintenance, or are now in the last; null before `knownFrom`. */
    open: z.int().nullable(),
  })
  .meta({ id: 'StripSlice' })
export type StripSlice = z.infer<typeof StripSlice>

/** The last day, or the stretch asked for, in slices of equal length; the last one is under way. */
export const DayStrip = z
  .object({
    from: Instant,
    /** When it was read. */
    to: Instant,
    sliceS: z.int(),
    slices: z.array(StripSlice),
    /** Since when the past is kept: what was before cannot be looked back to. */
    knownFrom: Instant,
    /** Stretches within which nothing at all came of the devices in sight. */
    silences: z.array(z.object({ from: Instant, to: Instant })),
  })
  .meta({ id: 'DayStrip' })
export type DayStrip = z.infer<typeof DayStrip>

/** The five figures as they were. */
export const PastSummary = Summary.omit({ handovers: true, replay: true, simulated: true, serverTime: true })
  .extend({ at: Instant })
  .meta({ id: 'PastSummary' })
export type PastSummary = z.infer<typeof PastSummary>

/** An asset as it stood at a moment; its name, place and attributes are those of today. */
export const PastAsset = Asset.pick({
  code: true,
  name: true,
  typeName: true,
  agency: true,
  area: true,
  attributes: true,
  severity: true,
  taken: true,
})
  .extend({
    series: z.array(
      Series.pick({ key: true, name: true, unit: true, cadenceS: true, words: true, origin: true }).extend({
        /** The last value that had come by then, as it was known then. */
        value: z.number().nullable(),
        at: Instant.nullable(),
        receivedAt: Instant.nullable(),
        sourceAt: Instant.nullable(),
        silent: z.boolean(),
      }),
    ),
    /** Alerts that were open then, newest first. */
    alerts: z.array(Alert),
    /** The moment. */
    now: Instant,
  })
  .meta({ id: 'PastAsset' })
export type PastAsset = z.infer<typeof PastAsset>
