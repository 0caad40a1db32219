import { z } from 'zod'
import { reachStates } from '../bulletin-reach.ts'
import { bulletinStates } from '../bulletin-state.ts'
import { urgencies } from '../bulletin-urgency.ts'
import { AccountRef, AgencyRef, Instant, LocalText, Uuid } from './common.ts'
import { Phone } from './incident-picture.ts'
import { Delivery } from './messages.ts'

/** Characters of a bulletin's text at most. */
export const longestBulletin = 2_000
const mostChosen = 1_000

/** Who is told: agencies with a task of the incident; those of communes with an alert of it; some by name; all that are open. */
export const audiences = ['tasked', 'touched', 'chosen', 'all'] as const
export const Audience = z.enum(audiences).meta({ id: 'Audience' })
export type Audience = z.infer<typeof Audience>

export const Urgency = z.enum(urgencies).meta({ id: 'Urgency' })

/** By how many agencies it came how far; they add up to all that it was for. */
export const ReachCounts = z
  .object(
    Object.fromEntries(reachStates.map((state) => [state, z.int()])) as Record<(typeof reachStates)[number], z.ZodInt>,
  )
  .meta({ id: 'ReachCounts' })

/** A bulletin of an incident. */
export const Bulletin = z
  .object({
    id: Uuid,
    incidentId: Uuid,
    /** Of those sent in the incident, gapless from 1; null before. */
    number: z.int().nullable(),
    urgency: Urgency,
    title: z.string(),
    text: z.string(),
    audience: Audience,
    /** Those chosen by name; empty for every other audience. */
    chosen: z.array(AgencyRef),
    state: z.enum(bulletinStates),
    /** Goes up with every change; who approves says which one was seen. */
    version: z.int(),
    createdAt: Instant,
    createdBy: AccountRef,
    /** Accounts that wrote in it or asked for its approval. */
    writers: z.array(z.int()),
    askedAt: Instant.nullable(),
    askedBy: AccountRef.nullable(),
    /** When it was sent or returned, and by whom. */
    decidedAt: Instant.nullable(),
    decidedBy: AccountRef.nullable(),
    /** Why it was returned; empty otherwise. */
    reason: z.string(),
    /** Null before it was sent. */
    counts: ReachCounts.nullable(),
  })
  .meta({ id: 'Bulletin' })
export type Bulletin = z.infer<typeof Bulletin>

/** Those of an incident, newest first, and whether a second person must approve. */
export const Bulletins = z.object({ items: z.array(Bulletin), needsSecond: z.boolean() }).meta({ id: 'Bulletins' })
export type Bulletins = z.infer<typeof Bulletins>

/** One agency that a bulletin was sent to, and how far it came. */
export const BulletinRow = z
  .object({
    agency: AgencyRef,
    phone: Phone.nullable(),
    state: z.enum(reachStates),
    deliveries: z.array(Delivery),
    phoned: z.object({ at: Instant, by: AccountRef, note: z.string() }).nullable(),
  })
  .meta({ id: 'BulletinRow' })
export type BulletinRow = z.infer<typeof BulletinRow>

export const BulletinDetail = Bulletin.extend({ rows: z.array(BulletinRow) }).meta({ id: 'BulletinDetail' })
export type BulletinDetail = z.infer<typeof BulletinDetail>

/** Whom a bulletin would reach if it were sent now. */
export const Reach = z
  .object({
    agencies: z.int(),
    addresses: z.int(),
    /** Every channel there is; nothing goes by one that is off. */
    channels: z.array(
      z.object({
        module: z.string(),
        key: z.string(),
        name: LocalText,
        enabled: z.boolean(),
        agencies: z.int(),
        addresses: z.int(),
      }),
    ),
    /** Agencies with no address on a channel that is on: they are called. */
    without: z.array(z.object({ agency: AgencyRef, phone: Phone.nullable() })),
  })
  .meta({ id: 'Reach' })
export type Reach = z.infer<typeof Reach>

const agencyIds = z.array(z.int().min(1).max(2_147_483_647)).max(mostChosen)

export const ReachQuery = z.object({
  audience: Audience,
  /** With `chosen`: numbers of agencies, with commas between. */
  agencies: z
    .string()
    .max(11 * mostChosen)
    .regex(/^(\d{1,10}(,\d{1,10})*)?$/)
    .default(''),
})

export const NewBulletin = z
  .strictObject({
    urgency: Urgency.default('normal'),
    title: z.string().trim().min(1).max(200),
    text: z.string().trim().min(1).max(longestBulletin),
    audience: Audience,
    agencyIds: agencyIds.default([]),
  })
  .meta({ id: 'NewBulletin' })
export type NewBulletin = z.infer<typeof NewBulletin>

const version = z.int().min(1).max(2_147_483_647)
export const BulletinEdit = NewBulletin.extend({ version }).meta({ id: 'BulletinEdit' })
export type BulletinEdit = z.infer<typeof BulletinEdit>

export const BulletinMoveBody = z.strictObject({ version })
export const BulletinReturn = z.strictObject({ version, reason: z.string().trim().min(1).max(1_000) })
/** What whoever sends it saw: it goes to so many and no others. */
export const BulletinSend = z.strictObject({ version, agencies: z.int().min(0), addresses: z.int().min(0) })
export type BulletinSend = z.infer<typeof BulletinSend>

export const PhonedAgency = z.strictObject({
  agencyId: z.int().min(1).max(2_147_483_647),
  note: z.string().trim().min(1).max(500).describe('who took the call'),
})

export const BulletinExportQuery = z.object({ lang: z.enum(['vi', 'en']).default('vi') })

/** How bulletins are sent in this province. `confirmed`: somebody has decided it, it is no default. */
export const BulletinSetting = z
  .object({ secondPerson: z.boolean(), confirmed: z.boolean() })
  .meta({ id: 'BulletinSetting' })
export type BulletinSetting = z.infer<typeof BulletinSetting>
export const BulletinSettingEdit = z.strictObject({ secondPerson: z.boolean() })
