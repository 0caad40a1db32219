import { z } from 'zod'

const text = z.strictObject({ vi: z.string().trim().min(1).max(200), en: z.string().trim().min(1).max(200) })
const base = { label: text, hint: text.optional(), listed: z.boolean().optional() }
const between = { min: z.number().optional(), max: z.number().optional(), unit: z.string().max(20).optional() }
const options = z
  .array(z.strictObject({ key: z.string().regex(/^[a-z][a-z0-9_]{0,48}$/), label: text }))
  .min(1)
  .max(200)

/**
 * A field as an administrator may add it: the form of a declared one. Never personal, since its values stand beside the others;
 * never required, since records stand without it.
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
