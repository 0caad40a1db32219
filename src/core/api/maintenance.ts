import { z } from 'zod'
import { AccountRef, AgencyRef, AreaRef, Instant } from './common.ts'

/** A time in which alerts of some assets are expected: they are kept and listed, and are nobody's news. */
export const MaintenanceWindow = z
  .object({
    id: z.int(),
    agency: AgencyRef,
    /** Empty: every asset of the agency and those under it that the other conditions leave. */
    assets: z.array(z.object({ code: z.string(), name: z.string() })),
    area: AreaRef.nullable(),
    assetType: z.string().nullable(),
    fromAt: Instant,
    untilAt: Instant,
    reason: z.string(),
    state: z.enum(['coming', 'now', 'over', 'cancelled']),
    madeAt: Instant,
    madeBy: AccountRef.nullable(),
    cancelledAt: Instant.nullable(),
    cancelledBy: AccountRef.nullable(),
    /** Open alerts that are muted by a window on the same assets now. */
    muted: z.int(),
  })
  .meta({ id: 'MaintenanceWindow' })
export type MaintenanceWindow = z.infer<typeof MaintenanceWindow>

export const NewMaintenanceWindow = z
  .strictObject({
    agencyId: z.int(),
    assets: z.array(z.string().min(1).max(100)).max(500).default([]),
    area: z.string().min(1).max(20).optional(),
    assetType: z.string().min(1).max(100).optional(),
    fromAt: Instant,
    untilAt: Instant,
    reason: z.string().trim().min(1).max(2_000),
  })
  .meta({ id: 'NewMaintenanceWindow' })
export type NewMaintenanceWindow = z.infer<typeof NewMaintenanceWindow>

export const WindowsQuery = z.object({
  /** `open`: now or coming. */
  state: z.enum(['open', 'all']).default('open'),
  limit: z.coerce.number().int().min(1).max(500).default(100),
  after: z.coerce.number().int().positive().max(2_147_483_647).optional(),
})
export const WindowsExportQuery = WindowsQuery.pick({ state: true }).extend({
  lang: z.enum(['vi', 'en']).default('vi'),
})
