import { z } from 'zod'
import { AccountRef, AgencyRef, AreaRef, Instant } from './common.ts'

export const SignIn = z
  .strictObject({ login: z.string().min(1).max(64), password: z.string().min(1).max(256) })
  .meta({ id: 'SignIn' })

/** Who is signed in, what they may do and for which agencies. */
export const Session = z
  .object({
    account: z.object({ id: z.int(), login: z.string(), name: z.string() }),
    agency: AgencyRef,
    /** `province`: sees every agency. `agencies`: sees those listed in `agencies`. */
    reach: z.enum(['agencies', 'province']),
    agencies: z.array(AgencyRef),
    permissions: z.array(z.string()),
    province: AreaRef,
    /** False while an empty centre stands in a province that nobody has named. */
    isProvinceChosen: z.boolean(),
    expiresAt: Instant,
    mustChangePassword: z.boolean(),
    /** Nobody: a large screen that was opened by its link, and reads only. */
    isScreen: z.boolean(),
  })
  .meta({ id: 'Session' })
export type Session = z.infer<typeof Session>

export const ChangePassword = z
  .strictObject({ current: z.string().min(1).max(256), next: z.string().min(14).max(256) })
  .meta({ id: 'ChangePassword' })

export const Role = z
  .object({
    id: z.string(),
    name: z.object({ vi: z.string(), en: z.string() }),
    permissions: z.array(z.string()),
    /** Which edit this is: whoever edits names the one they saw. */
    version: z.int(),
    /** How many accounts in the asker's sight hold it and may sign in. */
    holders: z.int(),
    /** Since when it is given to nobody any more. */
    retiredAt: Instant.nullable(),
    changed: z.object({ at: Instant, by: AccountRef }).nullable(),
  })
  .meta({ id: 'Role' })
export type Role = z.infer<typeof Role>

export const Account = z
  .object({
    id: z.int(),
    login: z.string(),
    name: z.string(),
    /** An account of a closed agency still signs in until it is disabled or moved. */
    agency: AgencyRef.extend({ closedAt: Instant.nullable() }),
    roles: z.array(z.string()),
    reach: z.enum(['agency', 'subtree', 'province']),
    /** Somebody else chose the password: it is changed at the next sign-in. */
    mustChangePassword: z.boolean(),
    disabledAt: Instant.nullable(),
    createdAt: Instant,
    /** Which edit this is: whoever edits names the one they saw. */
    version: z.int(),
    changed: z.object({ at: Instant, by: AccountRef }).nullable(),
  })
  .meta({ id: 'Account' })
export type Account = z.infer<typeof Account>

export const NewAccount = z
  .strictObject({
    login: z
      .string()
      .regex(/^[a-z0-9][a-z0-9._-]{1,62}$/, 'lower-case letters, digits, dot, dash and underscore, 2 to 63 of them')
      .describe('unique in the province'),
    name: z.string().trim().min(1).max(120),
    agencyId: z.int(),
    roles: z.array(z.string()).min(1),
    /** How far the person sees: own agency, own agency and those below it, or the whole province. */
    reach: z.enum(['agency', 'subtree', 'province']).default('agency'),
    password: z.string().min(14).max(256),
    /** Whoever makes the account knows this password; false only for one that a machine uses. */
    mustChangePassword: z.boolean().default(true),
  })
  .meta({ id: 'NewAccount' })
export type NewAccount = z.input<typeof NewAccount>
