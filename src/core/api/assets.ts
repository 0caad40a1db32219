import { z } from 'zod'
import { AgencyRef, AreaRef, Instant, LocalText, Origin, SeveritySchema } from './common.ts'

/** Name of an asset in topics and addresses: lower-case letters, digits and dashes. */
export const AssetCode = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,62}$/, 'lower-case letters, digits and dashes, 1 to 63 of them')
  .meta({ id: 'AssetCode' })

/** One thing an asset reports, with its last value. `lastAt` is event time, `lastReceivedAt` when it reached us. */
export const Series = z
  .object({
    key: z.string(),
    name: LocalText,
    unit: z.string(),
    /** Expected seconds between values; age is judged by it. */
    cadenceS: z.int(),
    /** Comes at times only: its absence is no silence. */
    sporadic: z.boolean(),
    /** Words for values that stand for a state, by value; null where the value is a measure. */
    words: z.record(z.string(), LocalText).nullable(),
    lastValue: z.number().nullable(),
    lastAt: Instant.nullable(),
    lastReceivedAt: Instant.nullable(),
    /** When the value was really measured, where it is replayed. */
    lastSourceAt: Instant.nullable(),
    origin: Origin.nullable(),
    /** Received times of the last beats, newest last, at most five: the pulse. */
    beats: z.array(Instant),
  })
  .meta({ id: 'Series' })
export type Series = z.infer<typeof Series>

const Attributes = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]))
const Name = z.string().trim().min(1).max(200)
const Position = z.tuple([z.number().min(-180).max(180), z.number().min(-90).max(90)])
const NewAttributes = z.record(z.string(), z.union([z.string().max(500), z.number(), z.boolean(), z.null()]))

export const Asset = z
  .object({
    id: z.int(),
    code: AssetCode,
    type: z.string(),
    typeName: LocalText,
    /** Module that declares the type; null when none does any more. */
    module: z.string().nullable(),
    name: z.string(),
    agency: AgencyRef,
    area: AreaRef.nullable(),
    /** Where it has no place of its own: the commune of its agency, where that has one. */
    agencyArea: AreaRef.nullable(),
    position: z.tuple([z.number(), z.number()]).nullable(),
    /** Fields of the asset's type, e.g. alert levels of a river station. */
    attributes: Attributes,
    /** Goes up with every edit; an edit names the one it saw. */
    version: z.int(),
    updatedAt: Instant,
    updatedBy: z.string().nullable(),
    /** Out of use since; it stays in history. */
    retiredAt: Instant.nullable(),
    retiredReason: z.string().nullable(),
    /** Whether somebody has every one of the worst alerts that fire. */
    taken: z.boolean(),
    severity: SeveritySchema.nullable(),
    openAlerts: z.int(),
    silent: z.boolean(),
    series: z.array(Series),
  })
  .meta({ id: 'Asset' })
export type Asset = z.infer<typeof Asset>

export const NewAsset = z
  .strictObject({
    code: AssetCode,
    type: z.string().describe('an asset type declared by a module, e.g. river_station'),
    name: Name,
    agencyId: z.int(),
    position: Position.nullable().default(null),
    attributes: NewAttributes.default({}),
  })
  .meta({ id: 'NewAsset' })
export type NewAsset = z.infer<typeof NewAsset>

/** What to change; what is left out stays. `attributes` replaces all of them. `version` is the one that was seen. */
export const AssetEdit = z
  .strictObject({
    version: z.int(),
    name: Name.optional(),
    position: Position.nullable().optional(),
    attributes: NewAttributes.optional(),
  })
  .meta({ id: 'AssetEdit' })
export type AssetEdit = z.infer<typeof AssetEdit>

export const RetireAsset = z
  .strictObject({ version: z.int(), reason: z.string().trim().min(1).max(2_000) })
  .meta({ id: 'RetireAsset' })
export const RestoreAsset = z.strictObject({ version: z.int() }).meta({ id: 'RestoreAsset' })

/** `alert`: an alert fires; `silent`: a series stopped coming; `never`: none has come yet; `fine`: none of these. */
export const AssetState = z.enum(['alert', 'silent', 'never', 'fine', 'retired']).meta({ id: 'AssetState' })
export type AssetState = z.infer<typeof AssetState>

const AssetFilter = z.object({
  module: z.string().max(63).optional(),
  type: z.string().max(63).optional(),
  q: z.string().max(200).optional().describe('words of name and code, with or without diacritics'),
  agency: z.coerce.number().int().optional().describe('id of the owning agency'),
  state: AssetState.optional().describe('without it: all in use'),
})

export const AssetCountsQuery = AssetFilter.omit({ state: true })

const sorts = /^-?(worst|name|code|agency|received|value\.[a-z][a-z0-9_]{0,62})$/
export const AssetsFilter = AssetFilter.extend({
  sort: z
    .string()
    .regex(sorts, 'worst, name, code, agency, received or value.<series>, with - before it the other way round')
    .default('code')
    .describe('worst: by what fires, then silent; received: longest without a word first'),
})
export type AssetsFilter = z.infer<typeof AssetsFilter>

export const AssetsQuery = AssetsFilter.extend({
  codes: z
    .string()
    .max(20_000)
    .optional()
    .transform((text) => text?.split(','))
    .describe('only these, separated by commas; retired ones too'),
  limit: z.coerce.number().int().min(1).max(1_000).default(200),
  after: z.string().max(500).optional(),
})

export const AssetsExportQuery = AssetsFilter.extend({
  type: z.string().max(63),
  lang: z.enum(['vi', 'en']).default('vi'),
})

/** How many assets stand how. One that alerts and is silent counts in both. */
export const AssetCounts = z
  .object({ total: z.int(), alert: z.int(), silent: z.int(), never: z.int(), fine: z.int(), retired: z.int() })
  .meta({ id: 'AssetCounts' })
export type AssetCounts = z.infer<typeof AssetCounts>

/** A kind of thing in the field as a page needs it: fields to draw a form from, series, and how many there are. */
export const AssetTypeInfo = z
  .object({
    type: z.string(),
    name: LocalText,
    plural: LocalText,
    module: z.object({ id: z.string(), name: LocalText }),
    /** The centre fetches its values by itself; devices need not send. */
    fetched: z.boolean(),
    /** By key, in order: kind, label and limits (core/form-field.ts). */
    fields: z.record(z.string(), z.record(z.string(), z.unknown())),
    series: z.array(
      z.object({
        key: z.string(),
        name: LocalText,
        unit: z.string(),
        cadenceS: z.int(),
        words: z.record(z.string(), LocalText).nullable(),
      }),
    ),
    counts: AssetCounts,
  })
  .meta({ id: 'AssetTypeInfo' })
export type AssetTypeInfo = z.infer<typeof AssetTypeInfo>

/** What a device of an asset signs in with; the secret is told once, when it is made. */
export const AssetCredential = z
  .object({ name: z.string(), createdAt: Instant, disabledAt: Instant.nullable(), alone: z.boolean() })
  .meta({ id: 'AssetCredential' })
export type AssetCredential = z.infer<typeof AssetCredential>

export const NewCredential = z
  .strictObject({
    name: z.string().regex(/^[a-z0-9][a-z0-9-]{0,62}$/, 'lower-case letters, digits and dashes, 1 to 63 of them'),
  })
  .meta({ id: 'NewCredential' })
export const MadeCredential = z.object({ username: z.string(), password: z.string() }).meta({ id: 'MadeCredential' })
export type MadeCredential = z.infer<typeof MadeCredential>

/** How a device of an asset reaches the centre, for whoever connects it. */
export const AssetSending = z
  .object({
    /** Of the centre's own MQTT, on the host where its page is; null: it has none. */
    mqttPort: z.int().nullable(),
    /** Address of the operator's broker, without its secret; null: there is none. */
    broker: z.string().nullable(),
    /** Each with a value for a trial, within the limits of the asset's rules. */
    series: z.array(z.object({ key: z.string(), value: z.number() })),
  })
  .meta({ id: 'AssetSending' })
export type AssetSending = z.infer<typeof AssetSending>

export const Reading = z
  .object({
    at: Instant,
    value: z.number(),
    receivedAt: Instant,
    sourceAt: Instant.nullable(),
    origin: Origin,
    /** Name of the credential that sent it. */
    sender: z.string().nullable(),
    /** How it came, e.g. `mqtt nhip/v1/phu-oc/water_level`. */
    via: z.string(),
  })
  .meta({ id: 'Reading' })
export type Reading = z.infer<typeof Reading>

export const ReadingsQuery = z.object({
  asset: AssetCode,
  series: z.string().min(1).max(63),
  from: Instant.optional().describe('first event time, inclusive; default 24 h before `to`'),
  to: Instant.optional().describe('last event time, inclusive; default now'),
  limit: z.coerce.number().int().min(1).max(10_000).default(2_000),
})

export const CorrectionsQuery = ReadingsQuery.extend({
  limit: z.coerce.number().int().min(1).max(1_000).default(100),
})

/** A value that was replaced: what stood, what stands since, and who said both. */
export const ReadingCorrection = z
  .object({
    /** Event time of the reading. */
    at: Instant,
    oldValue: z.number(),
    newValue: z.number(),
    oldSender: z.string().nullable(),
    sender: z.string(),
    correctedAt: Instant,
  })
  .meta({ id: 'ReadingCorrection' })
export type ReadingCorrection = z.infer<typeof ReadingCorrection>

export const ReadingCorrections = z
  .object({ items: z.array(ReadingCorrection), truncated: z.boolean() })
  .meta({ id: 'ReadingCorrections' })
export type ReadingCorrections = z.infer<typeof ReadingCorrections>

export const CourseQuery = z.object({
  asset: AssetCode,
  series: z.string().min(1).max(63),
  from: Instant.describe('beginning of the window; the bucket it lies in is given whole'),
  to: Instant.optional().describe('its end; default now'),
  points: z.coerce.number().int().min(10).max(5_000).default(1_000).describe('how many points are wanted at most'),
})

/** How a series ran in a stretch of time; of a single reading the values are one. */
export const CoursePoint = z
  .object({
    /** Time of the reading, or when its bucket began. */
    at: Instant,
    count: z.int(),
    low: z.number(),
    mean: z.number(),
    high: z.number(),
    first: z.number(),
    last: z.number(),
  })
  .meta({ id: 'CoursePoint' })
export type CoursePoint = z.infer<typeof CoursePoint>

/** The course of a series over a window, as fine as the wanted number of points allows; days begin in Asia/Ho_Chi_Minh. */
export const Course = z
  .object({
    asset: AssetCode,
    series: z.string(),
    unit: z.string(),
    step: z.enum(['raw', 'bucket', 'day']),
    /** Length of a bucket in seconds; null: points are readings. */
    stepS: z.int().nullable(),
    /** The one that is not over yet is among them. Stretches without readings have none. */
    items: z.array(CoursePoint),
  })
  .meta({ id: 'Course' })
export type Course = z.infer<typeof Course>

/** Readings in order of event time, oldest first; `truncated` when more lie in the window than `limit`. */
export const Readings = z
  .object({ asset: AssetCode, series: z.string(), unit: z.string(), items: z.array(Reading), truncated: z.boolean() })
  .meta({ id: 'Readings' })
export type Readings = z.infer<typeof Readings>
