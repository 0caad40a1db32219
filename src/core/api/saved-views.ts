import { z } from 'zod'
import { AccountRef, Instant, Uuid } from './common.ts'

/** A way to look at a register, kept under a name. */
export const SavedView = z
  .object({
    id: Uuid,
    /** `<module>.<type>` */
    register: z.string(),
    name: z.string(),
    /** What stands after `?` in the register's address. */
    look: z.string(),
    /** For everybody of the agency of who made it; else for that person alone. */
    isShared: z.boolean(),
    madeBy: AccountRef,
    madeAt: Instant,
    /** Whether the asker may rename, change and remove it. */
    mayEdit: z.boolean(),
  })
  .meta({ id: 'SavedView' })
export type SavedView = z.infer<typeof SavedView>

const name = z.string().trim().min(1).max(80)
const look = z
  .string()
  .max(2_000)
  .regex(/^[^\s?#]*$/, 'what stands after `?` in the address, encoded as there')

export const NewSavedView = z
  .strictObject({ register: z.string().max(120), name, look, isShared: z.boolean().default(false) })
  .meta({ id: 'NewSavedView' })
export type NewSavedView = z.infer<typeof NewSavedView>

export const SavedViewEdit = z
  .strictObject({ name: name.optional(), look: look.optional(), isShared: z.boolean().optional() })
  .meta({ id: 'SavedViewEdit' })
export type SavedViewEdit = z.infer<typeof SavedViewEdit>
