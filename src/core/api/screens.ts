import { z } from 'zod'
import { AccountRef, AgencyRef, Instant } from './common.ts'

/** A link by which a large screen sees what its maker's agency sees, and does nothing. */
export const ScreenLink = z
  .object({
    id: z.int(),
    /** Where the screen hangs. */
    name: z.string(),
    agency: AgencyRef,
    reach: z.enum(['agency', 'subtree', 'province']),
    madeAt: Instant,
    madeBy: AccountRef,
    /** When a screen last asked with it, to the minute. */
    lastSeenAt: Instant.nullable(),
    /** Since when it opens nothing any more. */
    revokedAt: Instant.nullable(),
    revokedBy: z.string().nullable(),
  })
  .meta({ id: 'ScreenLink' })
export type ScreenLink = z.infer<typeof ScreenLink>

export const NewScreenLink = z.strictObject({ name: z.string().trim().min(1).max(100) }).meta({ id: 'NewScreenLink' })

/** `token` is told once and kept nowhere. */
export const MadeScreenLink = ScreenLink.extend({ token: z.string() }).meta({ id: 'MadeScreenLink' })
export type MadeScreenLink = z.infer<typeof MadeScreenLink>

export const OpenScreen = z.strictObject({ token: z.string().min(20).max(100) }).meta({ id: 'OpenScreen' })
