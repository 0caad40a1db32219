import { z } from 'zod'
import { AgencyRef, Instant } from './common.ts'

/** Why something was kept as a dead letter. */
export const RefusalReason = z
  .enum([
    'bad_topic',
    'bad_payload',
    'unknown_series',
    'foreign_asset',
    'time_out_of_bounds',
    'clock_offset',
    'past_retention',
    'conflicting_value',
    'refused_by_store',
  ])
  .meta({ id: 'RefusalReason' })
export type RefusalReason = z.infer<typeof RefusalReason>

/** Doors by which something comes. */
export const LetterDoor = z.enum(['mqtt', 'http', 'connector'])

/** What became of a letter in the end; the first three after it was sent again. */
export const LetterOutcome = z.enum(['stored', 'duplicate', 'corrected', 'dismissed']).meta({ id: 'LetterOutcome' })
export type LetterOutcome = z.infer<typeof LetterOutcome>

/** Something that came and could not be taken. */
export const DeadLetter = z
  .object({
    id: z.int(),
    receivedAt: Instant,
    /** Null: kept whole. Else the letter stands for so many that were counted only, and shows the last of them. */
    counted: z.object({ count: z.int(), lastAt: Instant }).nullable(),
    via: z.string(),
    sender: z.string().nullable(),
    topic: z.string(),
    reason: RefusalReason,
    detail: z.string(),
    /** Null: of no agency that is known. */
    agency: AgencyRef.nullable(),
    /** When it was last sent again in vain. */
    triedAt: Instant.nullable(),
    settled: z
      .object({ at: Instant, by: z.string(), outcome: LetterOutcome, note: z.string().nullable() })
      .nullable()
      .meta({ description: 'who put it in order, when and how; null while it is open' }),
  })
  .meta({ id: 'DeadLetter' })
export type DeadLetter = z.infer<typeof DeadLetter>

/** The letter with what came. `text` where that is UTF-8, else `hex`; of what is long the beginning. */
export const DeadLetterDetail = DeadLetter.extend({
  payload: z.object({
    form: z.enum(['text', 'hex']),
    shown: z.string(),
    bytes: z.int().meta({ description: 'kept of it' }),
    isCut: z.boolean(),
  }),
}).meta({ id: 'DeadLetterDetail' })
export type DeadLetterDetail = z.infer<typeof DeadLetterDetail>

const LetterFilter = z.object({
  reason: RefusalReason.optional(),
  sender: z.string().max(200).optional(),
  via: LetterDoor.optional(),
  /** In topic or detail. */
  q: z.string().max(200).optional(),
  from: Instant.optional(),
  to: Instant.optional(),
})
const state = z.enum(['open', 'settled', 'all']).default('open')

export const DeadLettersQuery = LetterFilter.extend({
  state,
  limit: z.coerce.number().int().min(1).max(1_000).default(100),
  after: z.coerce.number().int().positive().max(Number.MAX_SAFE_INTEGER).optional(),
})
export const DeadLettersExportQuery = LetterFilter.extend({ state, lang: z.enum(['vi', 'en']).default('vi') })
export const LetterGroupsQuery = LetterFilter.extend({ state })

/** Letters of one sender for one reason. */
export const LetterGroup = z
  .object({
    reason: RefusalReason,
    sender: z.string().nullable(),
    /** Those counted only among them. */
    count: z.int(),
    lastAt: Instant,
  })
  .meta({ id: 'LetterGroup' })
export type LetterGroup = z.infer<typeof LetterGroup>

const ids = z.array(z.int().positive().max(Number.MAX_SAFE_INTEGER)).min(1).max(10_000)

/** Which open letters: by number, or all that pass a filter, the oldest first. */
export const ChosenLetters = z
  .strictObject({
    ids: ids.optional(),
    filter: LetterFilter.strict().optional(),
    after: z.int().nonnegative().optional().meta({ description: 'continues a call that ended with `next`' }),
  })
  .refine(({ ids, filter }) => (ids === undefined) !== (filter === undefined), {
    error: 'either ids or filter',
    path: ['ids'],
  })
export type ChosenLetters = z.infer<typeof ChosenLetters>

export const DismissLetters = z.strictObject({
  choice: ChosenLetters,
  reason: z.string().trim().min(1).max(500),
})

/** `counted`: only counted, so there is nothing to send; `gone`: not there, not yours or settled already. */
export const ReplayResult = z
  .object({
    id: z.int(),
    outcome: z.enum(['stored', 'duplicate', 'corrected', 'refused', 'counted', 'gone']),
    reason: RefusalReason.optional(),
    detail: z.string().optional(),
  })
  .meta({ id: 'ReplayResult' })
export type ReplayResult = z.infer<typeof ReplayResult>

/** What became of letters sent again; all of it is committed. A call takes 10,000; `next` is given where more pass the filter. */
export const ReplayAnswer = z
  .object({
    settled: z.int(),
    refused: z.int(),
    results: z.array(ReplayResult),
    next: z.int().nullable(),
  })
  .meta({ id: 'ReplayAnswer' })
export type ReplayAnswer = z.infer<typeof ReplayAnswer>

export const DismissAnswer = z.object({ dismissed: z.int(), next: z.int().nullable() }).meta({ id: 'DismissAnswer' })
export type DismissAnswer = z.infer<typeof DismissAnswer>
