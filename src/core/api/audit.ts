import { z } from 'zod'
import { AccountRef, AgencyRef, Instant } from './common.ts'

/** Who did what to which thing, and when. */
export const AuditRow = z
  .object({
    id: z.int(),
    at: Instant,
    /** Null: the centre by itself. */
    actor: AccountRef.nullable(),
    agency: AgencyRef.nullable().meta({ description: 'whose thing it was' }),
    action: z.string(),
    subject: z.object({
      kind: z.string(),
      id: z.string(),
      title: z.string().nullable().meta({ description: 'null where it has none, is gone, or out of sight' }),
      page: z.string().nullable().meta({ description: 'where the pages show it' }),
    }),
    detail: z.record(z.string(), z.unknown()),
  })
  .meta({ id: 'AuditRow' })
export type AuditRow = z.infer<typeof AuditRow>

const AuditFilter = z.object({
  actor: z.coerce.number().int().positive().max(2_147_483_647).optional(),
  action: z.string().max(200).optional(),
  kind: z.string().max(100).optional(),
  subject: z.string().max(200).optional(),
  from: Instant.optional(),
  to: Instant.optional(),
})
export type AuditFilter = z.infer<typeof AuditFilter>

export const AuditQuery = AuditFilter.extend({
  limit: z.coerce.number().int().min(1).max(1_000).default(100),
  /** Place of the last row of the page before, from its `next`. */
  after: z
    .string()
    .regex(/^\d{1,17}-\d{1,15}$/, 'the place that «next» gave')
    .optional(),
})
export const AuditExportQuery = AuditFilter.extend({ lang: z.enum(['vi', 'en']).default('vi') })

/** What one may choose among: people, actions and kinds that occur in the rows one sees. */
export const AuditChoices = z
  .object({ actors: z.array(AccountRef), actions: z.array(z.string()), kinds: z.array(z.string()) })
  .meta({ id: 'AuditChoices' })
export type AuditChoices = z.infer<typeof AuditChoices>

/** What a verification can find; `audit` of docs/operations.md says what each means. */
export const AuditFaultKind = z.enum([
  'changed',
  'row_missing',
  'seals_missing',
  'unsealed',
  'past_time',
  'head_missing',
  'head_ahead',
  'head_differs',
])
export type AuditFaultKind = z.infer<typeof AuditFaultKind>

export const AuditFault = z
  .object({
    kind: AuditFaultKind,
    /** Place in the chain; null for what has none. */
    no: z.int().nullable(),
    rowId: z.int().nullable(),
    detail: z.string(),
  })
  .meta({ id: 'AuditFault' })
export type AuditFault = z.infer<typeof AuditFault>

export const AuditVerification = z
  .object({
    at: Instant,
    state: z.enum(['whole', 'broken']),
    rows: z.int().meta({ description: 'sealed rows that were looked at' }),
    faultCount: z.int(),
    faults: z.array(AuditFault).meta({ description: 'the first twenty' }),
  })
  .meta({ id: 'AuditVerification' })
export type AuditVerification = z.infer<typeof AuditVerification>

/** How the head that is kept outside the database stands to the chain within. */
export const OutsideHead = z.enum(['same', 'missing', 'ahead', 'differs', 'not_kept'])
export type OutsideHead = z.infer<typeof OutsideHead>

export const AuditSeal = z
  .object({
    sealedTo: z.object({ no: z.int(), at: Instant }).nullable(),
    unsealed: z.int().meta({ description: 'rows that wait; 10,000 stands for more' }),
    oldestUnsealedAt: Instant.nullable(),
    outside: OutsideHead,
    verified: AuditVerification.nullable().meta({ description: 'the last verification since the start' }),
  })
  .meta({ id: 'AuditSeal' })
export type AuditSeal = z.infer<typeof AuditSeal>
