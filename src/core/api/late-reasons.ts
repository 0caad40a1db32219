import { z } from 'zod'
import { AccountRef, Instant, LocalText } from './common.ts'

/** Whether a lateness is one of people or of data; that of data is shown apart. */
export const CountsAs = z.enum(['people', 'data']).meta({ id: 'CountsAs' })
export type CountsAs = z.infer<typeof CountsAs>

/** Why something was late, as the province names it. */
export const LateReason = z
  .object({
    key: z.string(),
    name: LocalText,
    countsAs: CountsAs,
    /** The kind alone says nothing: words are asked for. */
    needsWords: z.boolean(),
    /** Since when it is not offered any more. */
    retiredAt: Instant.nullable(),
  })
  .meta({ id: 'LateReason' })
export type LateReason = z.infer<typeof LateReason>

const name = z.object({ vi: z.string().trim().min(1).max(80), en: z.string().trim().min(1).max(80) })

export const NewLateReason = z
  .strictObject({
    key: z.string().regex(/^(?!none$)[a-z][a-z0-9_]{1,39}$/),
    name,
    countsAs: CountsAs,
    needsWords: z.boolean().default(false),
  })
  .meta({ id: 'NewLateReason' })
export type NewLateReason = z.infer<typeof NewLateReason>

export const LateReasonEdit = z
  .strictObject({ name, countsAs: CountsAs, retired: z.boolean().default(false) })
  .meta({ id: 'LateReasonEdit' })
export type LateReasonEdit = z.infer<typeof LateReasonEdit>

/** What is said of something late. */
export const SayWhyLate = z
  .strictObject({ reason: z.string().min(1).max(40), words: z.string().trim().max(1_000).default('') })
  .meta({ id: 'SayWhyLate' })
export type SayWhyLate = z.infer<typeof SayWhyLate>

/** The same of one run of a deadline of a record. */
export const SayWhyClockLate = SayWhyLate.extend({ clock: z.int().positive() }).meta({ id: 'SayWhyClockLate' })

/** What the agency that owes it said last. */
export const LateSaying = z
  .object({
    reason: LateReason.pick({ key: true, name: true, countsAs: true }),
    words: z.string(),
    at: Instant,
    by: AccountRef,
  })
  .meta({ id: 'LateSaying' })
export type LateSaying = z.infer<typeof LateSaying>

/** A deadline of a record that was not kept: the last run of its clock, why, and whether the asker may say so. */
export const LateClock = z
  .object({ clock: z.int(), rule: z.string(), saying: LateSaying.nullable(), maySay: z.boolean() })
  .meta({ id: 'LateClock' })
export type LateClock = z.infer<typeof LateClock>
