import { z } from 'zod'
import { incidentStages, openStages } from '../incident-stage.ts'
import { Alert } from './alerts.ts'
import { AccountRef, AgencyRef, AreaRef, Instant, SeveritySchema, Uuid } from './common.ts'
import { Handover } from './handover.ts'
import { IncidentContact, IncidentFigure, IncidentPerson } from './incident-picture.ts'
import { LateSaying, SayWhyLate } from './late-reasons.ts'
import { Term } from './term.ts'

/** A file that shows what was done; immutable, known by its SHA-256. */
export const Evidence = z
  .object({
    id: Uuid,
    name: z.string(),
    mediaType: z.string(),
    sizeBytes: z.int(),
    sha256: z.string().regex(/^[0-9a-f]{64}$/),
    addedAt: Instant,
    addedBy: AccountRef,
  })
  .meta({ id: 'Evidence' })
export type Evidence = z.infer<typeof Evidence>

export const TaskState = z.enum(['assigned', 'accepted', 'done']).meta({ id: 'TaskState' })
export type TaskState = z.infer<typeof TaskState>

/** Deadline as colour: green, amber, red, blue, purple of the design. */
export const DeadlineState = z
  .enum(['in_time', 'due_soon', 'overdue', 'done_in_time', 'done_late'])
  .meta({ id: 'DeadlineState' })
export type DeadlineState = z.infer<typeof DeadlineState>

/**
 * Who must do what by when. `agency` must do it; `issuer` is the agency of the person who gave it; `owner` has the incident. Those that do
 * it and that own it see it.
 */
export const Task = z
  .object({
    id: Uuid,
    incident: z.object({ id: Uuid, number: z.string(), title: z.string() }),
    title: z.string(),
    instructions: z.string(),
    agency: AgencyRef,
    issuer: AgencyRef,
    owner: AgencyRef,
    state: TaskState,
    assignedAt: Instant,
    assignedBy: AccountRef,
    acceptedAt: Instant.nullable(),
    acceptedBy: AccountRef.nullable(),
    dueAt: Instant,
    /** The deadline as it was set, e.g. 1 working day. */
    term: Term,
    deadline: DeadlineState,
    doneAt: Instant.nullable(),
    doneBy: AccountRef.nullable(),
    result: z.string().nullable(),
    evidence: z.array(Evidence),
    /** Why it is or was late, as the agency that must do it said last. */
    late: LateSaying.nullable(),
  })
  .meta({ id: 'Task' })
export type Task = z.infer<typeof Task>

export const NewTask = z
  .strictObject({
    title: z.string().trim().min(1).max(300),
    instructions: z.string().trim().max(4_000).default(''),
    agencyId: z.int(),
    term: Term.default({ amount: 1, unit: 'working_day' }),
  })
  .meta({ id: 'NewTask' })
export type NewTask = z.infer<typeof NewTask>

export const CompleteTask = z
  .strictObject({
    result: z.string().trim().min(1).max(4_000),
    late: SayWhyLate.optional().describe('why it is late, where it is'),
  })
  .meta({ id: 'CompleteTask' })
export type CompleteTask = z.infer<typeof CompleteTask>

/** One line of an incident's story. `kind` names what happened; `subject` is the alert, task, file or stage it is about. */
export const TimelineEntry = z
  .object({
    id: Uuid,
    at: Instant,
    kind: z.enum([
      'incident.opened',
      'alert.joined',
      'alert.resolved',
      'task.assigned',
      'task.accepted',
      'evidence.added',
      'task.done',
      'task.undone',
      'note',
      'incident.closed',
      'commander.named',
      'figure.told',
      'stage.moved',
      'handover.offered',
      'handover.accepted',
      'handover.declined',
      'handover.withdrawn',
      'lessons.written',
      'bulletin.asked',
      'bulletin.sent',
      'bulletin.returned',
    ]),
    by: AccountRef.nullable(),
    text: z.string(),
    subject: z.string().nullable(),
    /** What was said beside it, e.g. why a stage goes back. */
    comment: z.string().nullable(),
  })
  .meta({ id: 'TimelineEntry' })
export type TimelineEntry = z.infer<typeof TimelineEntry>

export const IncidentState = z.enum(['open', 'closed']).meta({ id: 'IncidentState' })
export const IncidentStage = z.enum(incidentStages).meta({ id: 'IncidentStage' })

/** A situation being worked on. `number` is gapless within a year: SC-2026-0001. */
export const Incident = z
  .object({
    id: Uuid,
    number: z.string(),
    title: z.string(),
    severity: SeveritySchema,
    state: IncidentState,
    stage: IncidentStage,
    /** It was closed because there was nothing; the note of its closing says how that is known. */
    falseAlarm: z.boolean(),
    agency: AgencyRef,
    area: AreaRef.nullable(),
    openedAt: Instant,
    openedBy: AccountRef,
    closedAt: Instant.nullable(),
    closedBy: AccountRef.nullable(),
    /** Who leads it, once somebody was named. */
    commander: AccountRef.nullable(),
    /** The command is offered to somebody who has not answered yet. */
    handover: Handover.nullable(),
    tasksOpen: z.int(),
    tasksTotal: z.int(),
    /** Bulletins that wait for a second person. */
    bulletinsAsked: z.int(),
  })
  .meta({ id: 'Incident' })
export type Incident = z.infer<typeof Incident>

export const IncidentDetail = Incident.extend({
  alerts: z.array(Alert),
  tasks: z.array(Task),
  /** Files of the incident itself; those of its tasks are with the tasks. */
  evidence: z.array(Evidence),
  timeline: z.array(TimelineEntry),
  /** What was learned of it, as it was written last; earlier ones stand in the story. */
  lessons: TimelineEntry.pick({ id: true, at: true, by: true, text: true }).nullable(),
  /** The last that was told of each kind; earlier ones stand in the story. */
  figures: z.array(IncidentFigure),
  /** The commander first, then who did most. */
  people: z.array(IncidentPerson),
  /** The agency that leads, then those with tasks. */
  contacts: z.array(IncidentContact),
}).meta({ id: 'IncidentDetail' })
export type IncidentDetail = z.infer<typeof IncidentDetail>

export const NewIncident = z
  .strictObject({ alertId: Uuid, title: z.string().trim().min(1).max(300).optional() })
  .meta({ id: 'NewIncident' })
export type NewIncident = z.infer<typeof NewIncident>
export const JoinIncident = z.strictObject({ alertId: Uuid }).meta({ id: 'JoinIncident' })
export const NewNote = z.strictObject({ text: z.string().trim().min(1).max(4_000) }).meta({ id: 'NewNote' })
export const CloseIncident = z
  .strictObject({
    note: z.string().trim().min(1).max(4_000),
    falseAlarm: z.boolean().default(false).describe('there was nothing; `note` says how that is known'),
  })
  .meta({ id: 'CloseIncident' })
export type CloseIncident = z.input<typeof CloseIncident>
export const MoveStage = z
  .strictObject({
    from: z.enum(openStages).describe('where the asker saw it stand; refused when it stands elsewhere by now'),
    to: z.enum(openStages),
    comment: z.string().trim().max(1_000).default('').describe('required when it goes back'),
  })
  .meta({ id: 'MoveStage' })
export type MoveStage = z.input<typeof MoveStage>
export const WriteLessons = z
  .strictObject({
    text: z.string().trim().min(1).max(4_000),
    replaces: Uuid.nullable().describe('the lessons that the asker saw; refused when others were written since'),
  })
  .meta({ id: 'WriteLessons' })
export type WriteLessons = z.infer<typeof WriteLessons>

const newestAfter = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
const worstAfter = /^[01][1-4]-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** `worst`: the open ones first, of those the most severe, then the newest. Its `after` is what the page before named as its next. */
export const IncidentsQuery = z
  .object({
    state: z.enum(['open', 'all']).default('open'),
    sort: z.enum(['newest', 'worst']).default('newest'),
    limit: z.coerce.number().int().min(1).max(1_000).default(200),
    after: z.string().max(40).optional(),
  })
  .refine(({ sort, after = '' }) => after === '' || (sort === 'worst' ? worstAfter : newestAfter).test(after), {
    path: ['after'],
    error: 'not of this order; follow the next of the page before',
  })
/** `mine`: tasks my agencies must do; `issued`: tasks they asked of others; `all`: both. */
export const TasksQuery = z.object({
  side: z.enum(['mine', 'issued', 'all']).default('all'),
  state: z.enum(['open', 'all']).default('open'),
  limit: z.coerce.number().int().min(1).max(1_000).default(200),
  after: Uuid.optional(),
})
