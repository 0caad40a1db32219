import { z } from 'zod'
import { AccountRef, AgencyRef, AreaRef, Instant, LocalText, Origin, SeveritySchema, Uuid } from './common.ts'
import { Term } from './term.ts'

/** Is the condition true now (Prometheus' words). */
export const Condition = z.enum(['firing', 'resolved']).meta({ id: 'Condition' })
/** What people did about it. */
export const Handling = z.enum(['new', 'taken', 'in_work', 'done', 'dismissed']).meta({ id: 'Handling' })
export type Handling = z.infer<typeof Handling>

/** Why an alert stands in the line of another: a lesser level on the same asset, an effect of it, or one of many in a commune. */
const LineBy = z.enum(['above', 'cause', 'area'])

export const Alert = z
  .object({
    id: Uuid,
    rule: z.object({ key: z.string(), name: LocalText }),
    severity: SeveritySchema,
    condition: Condition,
    handling: Handling,
    title: LocalText,
    asset: z.object({ id: z.int(), code: z.string(), name: z.string() }),
    series: z.string(),
    unit: z.string(),
    /** Value that made it fire, and the limit it passed. */
    value: z.number(),
    threshold: z.number(),
    origin: Origin,
    agency: AgencyRef,
    area: AreaRef.nullable(),
    /** Where it has no place of its own: the commune of its agency, where that has one. */
    agencyArea: AreaRef.nullable(),
    /** By which time it was judged: when readings were measured, or, where it is about silence, when anything was last received. */
    judgedBy: z.enum(['measured', 'received']),
    /** Event time of the reading that made it fire; of a silence when it had lasted too long. */
    firedAt: Instant,
    /** When the centre knew. */
    raisedAt: Instant,
    /** Event time at which its condition was over, and when the centre knew. */
    resolvedAt: Instant.nullable(),
    calmedAt: Instant.nullable(),
    takenAt: Instant.nullable(),
    takenBy: AccountRef.nullable(),
    /** Until when it must be done, in working days of the province's calendar. */
    dueAt: Instant,
    doneAt: Instant.nullable(),
    /** Finished with an incident that was closed as a false alarm. */
    falseAlarm: z.boolean(),
    incident: z.object({ id: Uuid, number: z.string() }).nullable(),
    /** Laid aside until then; it comes back by itself. */
    shelved: z.object({ until: Instant, by: AccountRef.nullable(), reason: z.string() }).nullable(),
    /** Fired in a maintenance window that lasts until then. */
    mutedUntil: Instant.nullable(),
    /** The alert that heads its line, and why it is there; null where it heads its own. */
    line: z.object({ id: Uuid, by: LineBy }).nullable(),
  })
  .meta({ id: 'Alert' })
export type Alert = z.infer<typeof Alert>

/** One step in the life of an alert. `by` is null for what the centre did itself. */
export const AlertStep = z
  .object({ at: Instant, action: z.string(), by: AccountRef.nullable(), comment: z.string().nullable() })
  .meta({ id: 'AlertStep' })

export const AlertDetail = Alert.extend({ steps: z.array(AlertStep) }).meta({ id: 'AlertDetail' })
export type AlertDetail = z.infer<typeof AlertDetail>

export const AlertsQuery = z.object({
  /** `open`: condition firing, or handling not finished. */
  state: z.enum(['open', 'all']).default('open'),
  asset: z.string().optional(),
  limit: z.coerce.number().int().min(1).max(1_000).default(200),
  after: Uuid.optional(),
})

export const Acknowledge = z
  .strictObject({ comment: z.string().trim().max(2_000).optional() })
  .meta({ id: 'Acknowledge' })
export const Dismiss = z.strictObject({ reason: z.string().trim().min(1).max(2_000) }).meta({ id: 'Dismiss' })

/** Where a line stands: nobody has it, somebody has it, its condition is over, laid aside, in maintenance. */
export const LineGroup = z.enum(['fresh', 'taken', 'calmed', 'shelved', 'muted']).meta({ id: 'LineGroup' })
export type LineGroup = z.infer<typeof LineGroup>

/** Alerts of one cause, levels of one danger, or alerts of one rule in one commune, shown as one. Every open alert is in exactly one. */
export const AlertLine = z
  .object({
    /** Of the alert that heads it, also where that is not to be seen. */
    id: Uuid,
    group: LineGroup,
    /** The greatest of its parts'. */
    severity: SeveritySchema,
    by: LineBy.nullable(),
    /** The alert that is shown: the head, or the worst part where the head is elsewhere. */
    alert: Alert,
    /** How many alerts it holds, that one included, and how many of them nobody has. */
    count: z.int(),
    untaken: z.int(),
    /** How many of them have calmed and wait for nothing but to be closed: they are in no incident. */
    closable: z.int(),
    /** When the centre knew of the newest. */
    newestAt: Instant,
  })
  .meta({ id: 'AlertLine' })
export type AlertLine = z.infer<typeof AlertLine>

const PerGroup = z.object({ fresh: z.int(), taken: z.int(), calmed: z.int(), shelved: z.int(), muted: z.int() })
const Untaken = z.object({ lines: z.int(), newestAt: Instant.nullable() })
export const AlertLines = z
  .object({
    items: z.array(AlertLine),
    next: z.string().nullable(),
    /** Of all lines, not of this page. */
    lines: PerGroup,
    alerts: PerGroup,
    /** Lines that nobody has, by severity: what a sound is made for. */
    untaken: z.object({ crit: Untaken, major: Untaken, minor: Untaken, info: Untaken }),
    /** Lines that nobody has and that the filter leaves out; they are in none of the other numbers. */
    leftOut: z.int(),
  })
  .meta({ id: 'AlertLines' })
export type AlertLines = z.infer<typeof AlertLines>

/** What alerts are narrowed by. Of lines it leaves those of which an alert answers to all that is given; such a line stays whole. */
export const OfAlerts = z.object({
  /** Some of the severities, as `crit,major`; of a line its worst. */
  severity: z
    .string()
    .regex(/^(crit|major|minor|info)(,(crit|major|minor|info)){0,3}$/)
    .optional(),
  /** Code of a commune. */
  area: z.string().max(20).optional(),
  /** Id of the agency that owns the device. */
  agency: z.coerce.number().int().positive().optional(),
  /** Id of the module that the device belongs to. */
  module: z.string().max(60).optional(),
})

export const PlainLinesQuery = z.object({
  /** Without it: the three groups that are worked on. */
  group: LineGroup.optional(),
  /** Only alerts by this rule, named by its key; lines are made of them alone. */
  rule: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(1_000).default(100),
  /** As `next` names it. */
  after: z
    .string()
    .regex(/^[1-5]-[1-4]-\d{1,16}-[0-9a-f-]{36}$/)
    .optional(),
})
export const LinesQuery = PlainLinesQuery.extend(OfAlerts.shape)

export const LineChoicesQuery = z.object({ state: z.enum(['open', 'all']).default('open') })
/** By what alerts can be narrowed, with how many there are of each. */
export const LineChoices = z
  .object({
    areas: z.array(z.object({ code: z.string(), name: z.string(), alerts: z.int() })),
    agencies: z.array(AgencyRef.extend({ alerts: z.int() })),
    modules: z.array(z.object({ id: z.string(), name: LocalText, alerts: z.int() })),
    rules: z.array(z.object({ key: z.string(), name: LocalText, alerts: z.int() })),
  })
  .meta({ id: 'LineChoices' })
export type LineChoices = z.infer<typeof LineChoices>

export const LinePartsQuery = z.object({
  group: LineGroup,
  limit: z.coerce.number().int().min(1).max(500).default(50),
  after: Uuid.optional(),
})

export const Shelve = z
  .strictObject({ until: Instant, reason: z.string().trim().min(1).max(2_000) })
  .meta({ id: 'Shelve' })
/** What is done with all alerts of a line that stand in one group. */
export const OfLine = z.strictObject({ group: LineGroup })
export const TakeLine = OfLine.extend({ comment: z.string().trim().max(2_000).optional() }).meta({ id: 'TakeLine' })
/** Closes what has calmed; it may need no words. */
export const CloseAlert = z.strictObject({ note: z.string().trim().max(2_000).optional() }).meta({ id: 'CloseAlert' })
export const CloseLine = CloseAlert.extend({ group: LineGroup }).meta({ id: 'CloseLine' })
/** What the group of the calmed is narrowed by, as the inbox is. */
const OfCalmed = OfAlerts.extend({ rule: z.string().max(200).optional() })
export const CalmedQuery = OfCalmed
/** How many alerts have calmed and can be closed, how many are left to the incident they are in, and when that was counted. */
export const Calmed = z.object({ closable: z.int(), inIncident: z.int(), at: Instant }).meta({ id: 'Calmed' })
export type Calmed = z.infer<typeof Calmed>
/** Closes those that had calmed by then: not what calmed since somebody was told how many. */
export const CloseCalmed = OfCalmed.extend({
  agency: z.int().positive().optional(),
  by: Instant,
  note: CloseAlert.shape.note,
})
  .strict()
  .meta({ id: 'CloseCalmed' })
export type CloseCalmed = z.infer<typeof CloseCalmed>
/** Names one closing by its moment, to take it back. */
export const Reopen = z.strictObject({ at: Instant }).meta({ id: 'Reopen' })
export const DismissLine = OfLine.extend({ reason: z.string().trim().min(1).max(2_000) }).meta({ id: 'DismissLine' })
export const ShelveLine = Shelve.extend({ group: LineGroup }).meta({ id: 'ShelveLine' })
/** How many alerts of the line were changed, and how many could not be: finished, in an incident, or taken meanwhile. */
export const LineDone = z.object({ changed: z.int(), left: z.int() }).meta({ id: 'LineDone' })
export type LineDone = z.infer<typeof LineDone>
/** How long alerts of a severity may take; `confirmed` by the province, not as the centre came. */
export const HandlingLimit = z
  .object({ severity: SeveritySchema, term: Term, confirmed: z.boolean() })
  .meta({ id: 'HandlingLimit' })
export type HandlingLimit = z.infer<typeof HandlingLimit>

/** The same of a closing, and its moment, by which it can be taken back. */
export const LineClosed = LineDone.extend({ at: Instant }).meta({ id: 'LineClosed' })
export type LineClosed = z.infer<typeof LineClosed>
