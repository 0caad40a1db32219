import { z } from 'zod'
import { countedAs } from '../counted-as.ts'
import { isLocalDate } from '../local-time.ts'
import { Alert } from './alerts.ts'
import { AccountRef, AgencyRef, Instant, LocalText } from './common.ts'
import { LateReason } from './late-reasons.ts'
import { Thing } from './things.ts'

/** A period by its name: a day `2026-11-21`, a month `2026-11`, a quarter `2026-Q4` or a year `2026`, from 1900 to 2099. */
export const PeriodKey = z
  .string()
  .regex(
    /^(19|20)\d{2}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?|-Q[1-4])?$/,
    'a year, a quarter, a month or a day: 2026, 2026-Q4, 2026-11, 2026-11-21',
  )
  .refine((key) => key.length < 10 || isLocalDate(key), 'no day of the calendar')
  .meta({ id: 'PeriodKey' })

export const IndicatorInfo = z
  .object({
    key: z.string(),
    name: LocalText,
    unit: z.string(),
    formula: LocalText,
    better: z.enum(['higher', 'lower']),
    /** The field of work it belongs to: a module, or what every centre does. */
    field: z.object({ id: z.string(), name: LocalText }),
    /** What is looked at to say how good its data are. */
    basis: z.enum(['devices', 'tasks', 'records']),
  })
  .meta({ id: 'IndicatorInfo' })
export type IndicatorInfo = z.infer<typeof IndicatorInfo>

/**
 * How one thing with a deadline counts at the cut-off: done by its deadline; done after it or still open past it; still within its
 * deadline (not yet counted); dismissed, or finished as a false alarm (not counted).
 */
export const AlertCount = z.enum(countedAs).meta({ id: 'AlertCount' })
export type AlertCount = z.infer<typeof AlertCount>

/** fired = inTime + late + notDue + dismissed + falseAlarm; value = inTime / (inTime + late), null where nothing counts yet. */
export const IndicatorFigure = z
  .object({
    agency: AgencyRef.nullable().describe('null: all agencies in sight'),
    value: z.number().nullable(),
    inTime: z.int(),
    late: z.int(),
    notDue: z.int(),
    dismissed: z.int(),
    falseAlarm: z.int(),
    fired: z.int(),
  })
  .meta({ id: 'IndicatorFigure' })
export type IndicatorFigure = z.infer<typeof IndicatorFigure>

export const IndicatorResult = z
  .object({
    indicator: IndicatorInfo,
    period: PeriodKey,
    from: Instant,
    to: Instant,
    /** The figures are as of this instant. */
    cutOffAt: Instant,
    total: IndicatorFigure,
    agencies: z.array(IndicatorFigure),
  })
  .meta({ id: 'IndicatorResult' })
export type IndicatorResult = z.infer<typeof IndicatorResult>

/** How many of what was looked at are as they should be; null: nothing is known. */
export const QualityTally = z.object({ good: z.int(), of: z.int() }).nullable().meta({ id: 'QualityTally' })

/** Right, complete, clean and alive: what the data of an indicator are worth. */
export const Quality = z
  .object({ right: QualityTally, complete: QualityTally, clean: QualityTally, alive: QualityTally })
  .meta({ id: 'Quality' })
export type Quality = z.infer<typeof Quality>

/** What an indicator should be in a period: a share from 0 to 1, null where it was taken back. */
export const Target = z
  .object({
    id: z.int(),
    period: PeriodKey,
    value: z.number().nullable(),
    /** The agency that answers for it. */
    responsible: AgencyRef.nullable(),
    why: z.string(),
    setAt: Instant,
    setBy: AccountRef,
  })
  .meta({ id: 'Target' })
export type Target = z.infer<typeof Target>

export const NewTarget = z
  .strictObject({
    period: PeriodKey.refine((key) => key.length < 10, 'a target is set for a month, a quarter or a year'),
    value: z.number().min(0).max(1).nullable().describe('null takes back what is set for this very period'),
    responsibleId: z.int().nullable(),
    why: z.string().trim().min(1).max(500).describe('the decision or plan it stands in'),
  })
  .meta({ id: 'NewTarget' })
export type NewTarget = z.infer<typeof NewTarget>

/** How many were late for one reason; null: for which nothing was said yet. */
export const LateShare = z
  .object({ reason: LateReason.pick({ key: true, name: true, countsAs: true }).nullable(), number: z.int() })
  .meta({ id: 'LateShare' })
export type LateShare = z.infer<typeof LateShare>

/** All that is said of an indicator at one look: its figure, target, course, and what its data are worth. */
export const BoardIndicator = z
  .object({
    indicator: IndicatorInfo,
    figure: IndicatorFigure,
    /** How many agencies in sight have a figure; the agency where it is one alone. */
    agencies: z.int(),
    onlyAgency: AgencyRef.nullable(),
    /** The twelve periods up to this one. */
    points: z.array(z.object({ period: PeriodKey, value: z.number().nullable(), fired: z.int() })),
    target: Target.nullable(),
    verdict: z.enum(['met', 'missed']).nullable(),
    quality: Quality,
    /** What the figure calls late, by reason; together they are it. */
    late: z.array(LateShare),
    /** When the newest came of what it is counted from. */
    newestAt: Instant.nullable(),
  })
  .meta({ id: 'BoardIndicator' })
export type BoardIndicator = z.infer<typeof BoardIndicator>

export const IndicatorBoard = z
  .object({ period: PeriodKey, cutOffAt: Instant, items: z.array(BoardIndicator) })
  .meta({ id: 'IndicatorBoard' })
export type IndicatorBoard = z.infer<typeof IndicatorBoard>

/** An indicator by commune; `unplaced` is what lies in none, so that all add up to the total. */
export const IndicatorAreas = z
  .object({
    key: z.string(),
    cutOffAt: Instant,
    areas: z.array(z.object({ code: z.string(), figure: IndicatorFigure })),
    unplaced: IndicatorFigure,
  })
  .meta({ id: 'IndicatorAreas' })
export type IndicatorAreas = z.infer<typeof IndicatorAreas>

/** One thing that was counted; where it is an alert, the alert as it stands now. */
export const IndicatorRow = z
  .object({
    count: AlertCount,
    thing: Thing,
    dueAt: Instant,
    doneAt: Instant.nullable(),
    alert: Alert.nullable(),
    /** Why it was late, where its agency said so. */
    why: z.object({ name: LocalText, words: z.string() }).nullable(),
  })
  .meta({ id: 'IndicatorRow' })
export type IndicatorRow = z.infer<typeof IndicatorRow>
