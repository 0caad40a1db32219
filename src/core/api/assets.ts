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

export const Asset = z
  .object({
    id: z.int(),
    code: AssetCode,
    type: z.string(),
    typeName: LocalText,
    name: z.string(),
    agency: AgencyRef,
    area: AreaRef.nullable(),
    position: z.tuple([z.number(), z.number()]).nullable(),
    /** Fields of the asset's type, e.g. alert levels of a river station. */
    attributes: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
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
    name: z.string().trim().min(1).max(200),
    agencyId: z.int(),
    position: z
      .tuple([z.number().min(-180).max(180), z.number().min(-90).max(90)])
      .nullable()
      .default(null),
    attributes: z.record(z.string(), z.union([z.string().max(500), z.number(), z.boolean(), z.null()])).default({}),
  })
  .meta({ id: 'NewAsset' })
export type NewAsset = z.infer<typeof NewAsset>

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

/** Readings in order of event time, oldest first; `truncated` when more lie in the window than `limit`. */
export const Readings = z
  .object({ asset: AssetCode, series: z.string(), unit: z.string(), items: z.array(Reading), truncated: z.boolean() })
  .meta({ id: 'Readings' })
export type Readings = z.infer<typeof Readings>
