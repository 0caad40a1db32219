import { z } from 'zod'
import { Origin } from '../../core/api/common.ts'

const instant = z.iso.datetime({ offset: true, error: 'an instant with its offset, such as 2026-11-21T14:00:00+07:00' })

/** What a reading says beside whose it is; the same at every door. */
export const ReadingValue = z.object({
  at: instant,
  value: z.number({ error: 'a finite number' }),
  /** When a replayed value was really measured. */
  sourceAt: instant.optional(),
  origin: Origin.optional(),
  /** Replaces the value that stands at this time, which is kept beside it. */
  correction: z.boolean().optional(),
})

export interface ReadValue {
  readonly at: Date
  readonly value: number
  readonly sourceAt: Date | null
  readonly origin: Origin
  readonly isCorrection: boolean
}

/** Reads `{at, value, …}`; what is wrong with it as a sentence, when something is. Never throws. */
export function readValue(body: unknown): ReadValue | string {
  return readPlain(body) ?? readChecked(body)
}

const plainInstant = /^\d{4}-\d\d-\d\dT([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,9})?(Z|[+-]\d\d:\d\d)$/
const hasMore = (body: object) => 'sourceAt' in body || 'origin' in body || 'correction' in body

/** The plain case without the cost of a schema: a time and a finite number. Null for all else, which the schema decides. */
function readPlain(body: unknown): ReadValue | null {
  if (typeof body !== 'object' || body === null || hasMore(body)) return null
  const { at, value } = body as { at?: unknown; value?: unknown }
  if (typeof at !== 'string' || typeof value !== 'number' || !Number.isFinite(value)) return null
  // Days that are in every month; the calendar decides on the rest.
  if (!plainInstant.test(at) || at.slice(8, 10) > '28') return null
  const time = new Date(at)
  if (Number.isNaN(time.getTime())) return null
  return { at: time, value, sourceAt: null, origin: 'device', isCorrection: false }
}

function readChecked(body: unknown): ReadValue | string {
  const parsed = ReadingValue.safeParse(body)
  if (!parsed.success) {
    return parsed.error.issues.map(({ path, message }) => `${path.join('.') || 'payload'}: ${message}`).join('; ')
  }
  const { at, value, sourceAt, origin, correction } = parsed.data
  return {
    at: new Date(at),
    value,
    sourceAt: sourceAt ? new Date(sourceAt) : null,
    origin: origin ?? 'device',
    isCorrection: correction ?? false,
  }
}
