import { z } from 'zod'
import { AccountRef, AgencyRef, AreaRef, Instant, LocalText, SeveritySchema, Uuid } from './common.ts'

/** Where somebody is called at any hour: digits, with + before the code of a country. */
export const Phone = z
  .string()
  .regex(/^\+?\d{3,15}$/, '3 to 15 digits, with + before the code of a country')
  .meta({ id: 'Phone' })

/** What is counted of incidents, as the province has set it. */
export const FigureKind = z
  .object({
    key: z.string(),
    name: LocalText,
    /** Empty where the name says it. */
    unit: LocalText,
    /** Told with the whole that it is a part of. */
    hasWhole: z.boolean(),
    /** Since when it is not asked for any more; figures that were told of it stay. */
    retiredAt: Instant.nullable(),
  })
  .meta({ id: 'FigureKind' })
export type FigureKind = z.infer<typeof FigureKind>

/** What a person told of an incident: how many, of how many, as of when, from whom. */
export const IncidentFigure = z
  .object({
    id: Uuid,
    kind: FigureKind.omit({ retiredAt: true }),
    value: z.number(),
    whole: z.number().nullable(),
    /** As of when it holds. */
    at: Instant,
    source: z.string(),
    enteredAt: Instant,
    by: AccountRef,
  })
  .meta({ id: 'IncidentFigure' })
export type IncidentFigure = z.infer<typeof IncidentFigure>

const count = z.number().min(0).max(1e9)
export const NewFigure = z
  .strictObject({
    kind: z.string().max(40),
    value: count,
    whole: count.nullable().default(null),
    at: Instant,
    source: z.string().trim().min(1).max(200).describe('who told it, e.g. an agency or the number of a report'),
  })
  .meta({ id: 'NewFigure' })
export type NewFigure = z.infer<typeof NewFigure>

const words = (text: z.ZodString) => z.strictObject({ vi: text, en: text })
export const NewFigureKind = z
  .strictObject({
    key: z.string().regex(/^[a-z][a-z0-9_]{1,39}$/, 'small letters, digits and underscores'),
    name: words(z.string().trim().min(1).max(80)),
    unit: words(z.string().trim().max(24)),
    hasWhole: z.boolean().default(false),
  })
  .meta({ id: 'NewFigureKind' })
export type NewFigureKind = z.infer<typeof NewFigureKind>
/** Whether a part has a whole does not change: figures that were told would mean something else. */
export const FigureKindEdit = NewFigureKind.pick({ name: true, unit: true })
  .extend({ retired: z.boolean() })
  .meta({ id: 'FigureKindEdit' })
export type FigureKindEdit = z.infer<typeof FigureKindEdit>

/** What somebody did in an incident, the weightiest first. */
export const personParts = ['commander', 'opened', 'task', 'alert', 'story'] as const

/** Somebody who takes part in an incident. `title` and the agency of theirs where they are in sight, else that for which they acted. */
export const IncidentPerson = z
  .object({
    account: AccountRef,
    agency: AgencyRef,
    title: z.string().nullable(),
    part: z.enum(personParts),
    /** The duty phone of the agency; people have none here. */
    phone: Phone.nullable(),
  })
  .meta({ id: 'IncidentPerson' })
export type IncidentPerson = z.infer<typeof IncidentPerson>

/** An agency of an incident and where it is called. */
export const IncidentContact = z.object({ agency: AgencyRef, phone: Phone.nullable() }).meta({ id: 'IncidentContact' })

/** Who may lead an incident: those in sight of whoever asks. */
export const Commander = IncidentPerson.pick({ account: true, agency: true, title: true }).meta({ id: 'Commander' })
export type Commander = z.infer<typeof Commander>
export const NameCommander = z.strictObject({ accountId: z.int().max(2_147_483_647) }).meta({ id: 'NameCommander' })

/** A device that an incident concerns: one of its alerts is of it, or it hangs on one whose alert of the incident fires. */
export const AffectedAsset = z
  .object({
    code: z.string(),
    name: z.string(),
    type: z.string(),
    area: AreaRef.nullable(),
    position: z.tuple([z.number(), z.number()]).nullable(),
    severity: SeveritySchema.nullable(),
    taken: z.boolean(),
    silent: z.boolean(),
    simulated: z.boolean(),
    /** Names of the rules by which it has alerts that fire. */
    firing: z.array(LocalText),
  })
  .meta({ id: 'AffectedAsset' })
export type AffectedAsset = z.infer<typeof AffectedAsset>

/** How devices stand of one kind that an incident concerns. */
export const AffectedKind = z
  .object({
    type: z.string(),
    name: LocalText,
    total: z.int(),
    /** An alert fires. */
    alerting: z.int(),
    /** Silent, and no alert fires. */
    silent: z.int(),
  })
  .meta({ id: 'AffectedKind' })
export type AffectedKind = z.infer<typeof AffectedKind>

/** What an incident touches now, as far as the centre knows and the asker may see. */
export const Affected = z
  .object({
    /** When it was counted. */
    at: Instant,
    kinds: z.array(AffectedKind),
    /** Communes in which a device of it has an alert that fires or is silent. */
    areas: z.array(AreaRef),
    /** Those with something wrong first; at most 500 of `kinds`' totals. */
    assets: z.array(AffectedAsset),
    /** Devices among all of them that do not exist. */
    simulated: z.int(),
  })
  .meta({ id: 'Affected' })
export type Affected = z.infer<typeof Affected>
