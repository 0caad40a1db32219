import { z } from 'zod'
import { SeveritySchema } from './common.ts'

/** What is looked through, in the order in which it is shown. `record`: the records of every module. */
export const foundGroups = [
  'asset',
  'alert',
  'incident',
  'task',
  'record',
  'area',
  'agency',
  'report',
  'person',
] as const
export type FoundGroup = (typeof foundGroups)[number]

export const SearchQuery = z.object({
  q: z.string().trim().min(1).max(200).describe('words of title, number or code, with or without diacritics'),
  limit: z.coerce.number().int().min(1).max(50).default(6).describe('of each group'),
  group: z.enum(foundGroups).optional().describe('only this one'),
})

export type SearchQuery = z.infer<typeof SearchQuery>

/** Something that was found: enough to tell it from its like, and the address of its page. */
export const Found = z
  .object({
    /** `asset`, `alert`, … or a record's `<module>.<type>`. */
    kind: z.string(),
    id: z.string(),
    title: z.string(),
    number: z.string().nullable(),
    /** The commune it stands in. */
    area: z.string().nullable(),
    agency: z.string().nullable(),
    /** Of an alert how it came out or stands, as its history has it (`Outcome`). */
    state: z.string().nullable(),
    /** Of an alert, and of an asset the worst that fires. */
    severity: SeveritySchema.nullable(),
    /** Of these: nobody has to take it any more; of an asset every alert as bad as that. */
    held: z.boolean(),
    address: z.string(),
  })
  .meta({ id: 'Found' })
export type Found = z.infer<typeof Found>

export const SearchAnswer = z
  .object({
    groups: z.array(
      z.object({
        group: z.enum(foundGroups),
        items: z.array(Found),
        /** There are more than were asked for. */
        more: z.boolean(),
      }),
    ),
    /** What was looked through: the groups that the asker may see. */
    searched: z.array(z.enum(foundGroups)),
  })
  .meta({ id: 'SearchAnswer' })
export type SearchAnswer = z.infer<typeof SearchAnswer>
