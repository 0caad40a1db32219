import { z } from 'zod'
import { Instant, LocalText, SeveritySchema, Uuid } from './common.ts'

export const LoadQuery = z.object({ days: z.coerce.number().int().min(1).max(31).default(7) })

/** What alerts in sight asked of whoever works at the inbox in the last days: what EEMUA 191 measures of an alarm list. */
export const AlertLoad = z
  .object({
    /** The beginning of a day of Asia/Ho_Chi_Minh. */
    from: Instant,
    to: Instant,
    /** Slots of ten minutes since then, or since the first alert where that is later. */
    slots: z.int(),
    /** New lines: alerts that head their line and were not in maintenance. */
    lines: z.int(),
    /** The most new lines in one slot, and when it began. */
    most: z.int(),
    mostAt: Instant.nullable(),
    severities: z.object({ crit: z.int(), major: z.int(), minor: z.int(), info: z.int() }),
    /** Lines that fire for over a day and are not laid aside: how many, and the oldest of them. */
    standing: z.int(),
    oldest: z.array(z.object({ id: Uuid, title: LocalText, severity: SeveritySchema, raisedAt: Instant })),
    /** Rules that asked most: by lines, then by alerts. */
    rules: z.array(
      z.object({
        id: z.int(),
        key: z.string(),
        name: LocalText,
        severity: SeveritySchema,
        lines: z.int(),
        /** Of all its alerts, parts of lines included: how many, how many were dismissed, on how many devices. */
        alerts: z.int(),
        dismissed: z.int(),
        assets: z.int(),
        /** The device that most of them are of. */
        worst: z.object({ code: z.string(), name: z.string(), alerts: z.int() }),
      }),
    ),
  })
  .meta({ id: 'AlertLoad' })
export type AlertLoad = z.infer<typeof AlertLoad>
