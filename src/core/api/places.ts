import { z } from 'zod'

/** A unit of the administration. `code` is its official identifier; a closed agency stays resolvable. */
export const Agency = z
  .object({
    id: z.int(),
    code: z.string(),
    name: z.string(),
    kind: z.string(),
    parentId: z.int().nullable(),
    areaCode: z.string().nullable(),
    demonstration: z.boolean(),
  })
  .meta({ id: 'Agency' })
export type Agency = z.infer<typeof Agency>
