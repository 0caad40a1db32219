import { z } from 'zod'

const version = z.int().min(1).describe('the version that was seen')

/** What is narrowed to in the list of accounts and its files. */
export const AccountFilter = z.object({
  q: z.string().max(200).default('').describe('words of name or login, without diacritics'),
  agencyId: z.coerce.number().int().max(2_147_483_647).optional(),
  role: z.string().max(40).optional(),
  state: z
    .enum(['all', 'active', 'disabled', 'closed_agency'])
    .default('all')
    .describe('`closed_agency`: may sign in although the agency is closed'),
})
export type AccountFilter = z.infer<typeof AccountFilter>

export const AccountsQuery = AccountFilter.extend({
  limit: z.coerce.number().int().min(1).max(1_000).default(200),
  after: z.coerce.number().int().max(2_147_483_647).optional(),
})

export const AccountsExportQuery = AccountFilter.extend({ lang: z.enum(['vi', 'en']).default('vi') })

export const EditAccount = z
  .strictObject({
    version,
    name: z.string().trim().min(1).max(120),
    agencyId: z.int(),
    roles: z.array(z.string().max(40)).min(1).max(100),
    reach: z.enum(['agency', 'subtree', 'province']),
  })
  .meta({ id: 'EditAccount' })
export type EditAccount = z.infer<typeof EditAccount>

export const AccountVersion = z.strictObject({ version }).meta({ id: 'AccountVersion' })

/** A first password that another sets: it must be changed at the next sign-in. */
export const FirstPassword = z.strictObject({ password: z.string().min(14).max(256) }).meta({ id: 'FirstPassword' })
