import { z } from 'zod'
import { AccountRef, AgencyRef, AreaRef, Instant, LocalText, Origin, SeveritySchema, Uuid } from './common.ts'

/** Is the condition true now (Prometheus' words). */
export const Condition = z.enum(['firing', 'resolved']).meta({ id: 'Condition' })
/** What people did about it. */
export const Handling = z.enum(['new', 'taken', 'in_work', 'done', 'dismissed']).meta({ id: 'Handling' })
export type Handling = z.infer<typeof Handling>

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
    /** Event time of the reading that made it fire. */
    firedAt: Instant,
    /** When the centre knew. */
    raisedAt: Instant,
    resolvedAt: Instant.nullable(),
    takenAt: Instant.nullable(),
    takenBy: AccountRef.nullable(),
    /** Until when it must be done, in working days of the province's calendar. */
    dueAt: Instant,
    doneAt: Instant.nullable(),
    incident: z.object({ id: Uuid, number: z.string() }).nullable(),
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
