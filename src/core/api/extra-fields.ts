import { z } from 'zod'
import { Instant, LocalText } from './common.ts'

const text = z.strictObject({ vi: z.string().trim().min(1).max(200), en: z.string().trim().min(1).max(200) })
const base = { label: text, hint: text.optional(), required: z.boolean().optional(), listed: z.boolean().optional() }
const between = { min: z.number().optional(), max: z.number().optional(), unit: z.string().max(20).optional() }
const options = z
  .array(z.strictObject({ key: z.string().regex(/^[a-z][a-z0-9_]{0,48}$/), label: text }))
  .min(1)
  .max(200)

/**
 * A field as an administrator may add it: the form of a declared one. Never personal, since its values stand beside the others.
 * Required holds for records made from then on; those that stand without it stay as they are.
 */
export const FieldSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    ...base,
    kind: z.literal('text'),
    maxLength: z.int().min(1).max(20_000),
    multiline: z.boolean().optional(),
  }),
  z.strictObject({ ...base, ...between, kind: z.literal('integer') }),
  z.strictObject({ ...base, ...between, kind: z.literal('number') }),
  z.strictObject({ ...base, kind: z.enum(['money', 'yes_no', 'date', 'instant', 'link']) }),
  z.strictObject({ ...base, kind: z.enum(['choice', 'choices']), options }),
])

export const NewExtraField = z
  .strictObject({
    recordType: z.string().max(100).describe('`<module>.<type>`'),
    key: z.string().max(50).describe('lower-case letters, digits and underscores'),
    field: FieldSchema,
  })
  .meta({ id: 'NewExtraField' })

/** A field's words and marks change; its kind and its options' keys stay, since values stand. */
export const ExtraFieldChange = z.strictObject({ field: FieldSchema }).meta({ id: 'ExtraFieldChange' })

/** Every field of the type that is not retired, in the order wanted. */
export const ExtraFieldOrder = z
  .strictObject({ recordType: z.string().max(100), ids: z.array(z.int()).min(1).max(500) })
  .meta({ id: 'ExtraFieldOrder' })

const units = ['hour', 'working_hour', 'day', 'working_day'] as const

/** How long something may take, as the province has set it. */
export const DeadlineRuleRow = z
  .object({
    key: z.string(),
    name: LocalText,
    /** The states it starts in and ends with, from the declaration; null when the module no longer declares it. */
    from: z.string().nullable(),
    to: z.array(z.string()),
    byField: z.string().nullable(),
    amount: z.int(),
    unit: z.enum(units),
    warnWorkingHours: z.number(),
    source: z.string(),
    confirmed: z.boolean(),
    enabled: z.boolean(),
    editedAt: Instant.nullable(),
  })
  .meta({ id: 'DeadlineRule' })
export type DeadlineRuleRow = z.infer<typeof DeadlineRuleRow>

export const DeadlineRuleChange = z
  .strictObject({
    amount: z.int().min(1).max(3_650),
    unit: z.enum(units),
    warnWorkingHours: z.number().min(0).max(2_000),
    source: z.string().trim().min(1).max(500),
    confirmed: z.boolean(),
    enabled: z.boolean(),
  })
  .partial()
  .meta({ id: 'DeadlineRuleChange' })
export type DeadlineRuleChange = z.infer<typeof DeadlineRuleChange>

/** What may be set of one record type: its own fields to look at, the added ones and the deadlines to change. */
export const RecordSettings = z
  .object({
    key: z.string(),
    module: z.object({ id: z.string(), name: LocalText }),
    name: LocalText,
    plural: LocalText,
    fields: z.record(z.string(), z.unknown()),
    states: z.record(z.string(), LocalText),
    extraFields: z.array(z.object({ id: z.int(), key: z.string(), field: z.unknown(), retiredAt: Instant.nullable() })),
    deadlines: z.array(DeadlineRuleRow),
  })
  .meta({ id: 'RecordSettings' })
export type RecordSettings = z.infer<typeof RecordSettings>
