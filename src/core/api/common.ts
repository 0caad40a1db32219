import { z } from 'zod'
import { severities } from '../severity.ts'

/** An instant: ISO 8601 with an offset, always sent as UTC (`Z`). Pages show it in Asia/Ho_Chi_Minh. */
export const Instant = z.iso.datetime({ offset: true }).meta({ id: 'Instant' })

/** A text in both languages. */
export const LocalText = z.object({ vi: z.string(), en: z.string() }).meta({ id: 'LocalText' })

export const SeveritySchema = z.enum(severities).meta({ id: 'Severity' })

/** The agency that owns a row. */
export const AgencyRef = z.object({ id: z.int(), code: z.string(), name: z.string() }).meta({ id: 'AgencyRef' })
export type AgencyRef = z.infer<typeof AgencyRef>

/** A person as shown beside what they did. */
export const AccountRef = z.object({ id: z.int(), name: z.string() }).meta({ id: 'AccountRef' })
export type AccountRef = z.infer<typeof AccountRef>

/** The commune a thing stands in; null where it has no position or lies outside the province. */
export const AreaRef = z.object({ code: z.string(), name: z.string() }).meta({ id: 'AreaRef' })
export type AreaRef = z.infer<typeof AreaRef>

/** Where a value came from: a device, a replay of measured values, or a simulation. Shown wherever the value is. */
export const Origin = z.enum(['device', 'replayed', 'simulated']).meta({ id: 'Origin' })
export type Origin = z.infer<typeof Origin>

/** Problem details for HTTP APIs (RFC 9457). `code` is stable; `detail` says what is wrong, where, and how to mend it. */
export const Problem = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    code: z.string(),
    detail: z.string().optional(),
    errors: z
      .array(
        z.object({
          path: z.string(),
          message: z.string(),
          /** Stable where there is one, with what its words need. */
          code: z.string().optional(),
          params: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
        }),
      )
      .optional(),
  })
  .meta({ id: 'Problem' })
export type Problem = z.infer<typeof Problem>

/** One page of a list; `next` is the address of the following page (also in the Link header, RFC 8288). */
export function pageOf<T extends z.ZodType>(item: T) {
  return z.object({ items: z.array(item), next: z.string().nullable() })
}

export const Uuid = z.uuid()
