import { z } from 'zod'
import { reportMoves, reportStates } from '../report-state.ts'
import { AccountRef, AgencyRef, Instant, Uuid } from './common.ts'
import { IndicatorFigure, PeriodKey, Quality } from './indicators.ts'

/** A sentence in parts; `counts` says what a number in it counts, null for words between numbers. */
const SentenceParts = z.array(
  z.object({
    text: z.string(),
    counts: z.enum(['value', 'fired', 'inTime', 'late', 'notDue', 'dismissed', 'falseAlarm']).nullable(),
  }),
)

export const ReportLine = z
  .object({
    key: z.string(),
    indicator: z.string(),
    /** The field of work it stands under; null in reports of before where nothing says it any more. */
    section: z.string().nullable(),
    /** The sentence as written, and where in it the figure stands. */
    text: z.string(),
    figureText: z.string(),
    parts: SentenceParts,
    /** What fell short, in a sentence whose numbers open the same rows; null where nothing did. */
    shortcoming: SentenceParts.nullable(),
    figure: IndicatorFigure,
    /** The target that held at the cut-off, a share from 0 to 1, and who answered for it. */
    target: z.number().nullable(),
    better: z.enum(['higher', 'lower']).nullable(),
    responsible: z.string().nullable(),
    /** What the data were worth at the cut-off, and what was looked at; null in reports of before. */
    quality: Quality.nullable(),
    basis: z.enum(['devices', 'tasks', 'records']).nullable(),
    /** The same figure computed now, beside the frozen one; null where nothing computes it any more or the asker does not see all of it. */
    today: IndicatorFigure.nullable(),
  })
  .meta({ id: 'ReportLine' })
export type ReportLine = z.infer<typeof ReportLine>

/** What people write beside the figures: why some fell short, what is to be done, what is asked for. */
export const ReportSection = z.enum(['shortcomings', 'tasks', 'proposals']).meta({ id: 'ReportSection' })
export type ReportSection = z.infer<typeof ReportSection>

/** A report frozen at its cut-off, in one of its versions. */
export const Report = z
  .object({
    id: Uuid,
    number: z.string(),
    version: z.int(),
    state: z.enum(reportStates),
    title: z.string(),
    agency: AgencyRef,
    /** How many agencies below its own it counts besides; 0: its own alone. */
    below: z.int(),
    period: PeriodKey,
    cutOffAt: Instant,
    createdAt: Instant,
    createdBy: AccountRef,
    sentAt: Instant.nullable(),
    sentBy: AccountRef.nullable(),
    /** Who approved it or returned it last. */
    decidedAt: Instant.nullable(),
    decidedBy: AccountRef.nullable(),
    demonstration: z.boolean(),
  })
  .meta({ id: 'Report' })
export type Report = z.infer<typeof Report>

export const ReportStep = z
  .object({
    kind: z.enum(['sent', 'withdrawn', 'returned', 'approved', 'replaced']),
    comment: z.string(),
    at: Instant,
    by: AccountRef,
  })
  .meta({ id: 'ReportStep' })
export type ReportStep = z.infer<typeof ReportStep>

export const ReportDetail = Report.extend({
  lines: z.array(ReportLine),
  texts: z.array(z.object({ section: ReportSection, text: z.string(), editedAt: Instant, editedBy: AccountRef })),
  steps: z.array(ReportStep),
  versions: z.array(z.object({ id: Uuid, version: z.int(), state: z.enum(reportStates), cutOffAt: Instant })),
  /** What the asker may do with it now, or why not. */
  moves: z.array(
    z.object({
      move: z.enum(reportMoves),
      refusal: z.enum(['wrong_state', 'not_permitted', 'second_person']).nullable(),
    }),
  ),
  /** Whether the asker may see all agencies that it counts: else some of the rows behind its numbers are not shown. */
  seesAll: z.boolean(),
  mayWrite: z.boolean(),
  mayCountAnew: z.boolean(),
}).meta({ id: 'ReportDetail' })
export type ReportDetail = z.infer<typeof ReportDetail>

/** `below`: of the agency and all agencies under it, which the asker must see. */
export const NewReport = z
  .strictObject({ period: PeriodKey, agencyId: z.int(), scope: z.enum(['own', 'below']).default('own') })
  .meta({ id: 'NewReport' })
export type NewReport = z.infer<typeof NewReport>

export const ReportReturn = z.strictObject({ reason: z.string().trim().min(1).max(4_000) }).meta({ id: 'ReportReturn' })

export const ReportText = z
  .strictObject({ section: ReportSection, text: z.string().trim().max(20_000) })
  .meta({ id: 'ReportText' })
export type ReportText = z.infer<typeof ReportText>
