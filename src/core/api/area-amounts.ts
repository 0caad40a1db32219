import { z } from 'zod'
import { Instant, LocalText } from './common.ts'

/** A tint of the communes that a module declares. `key` is `<module>.<layer>`. */
export const AreaLayerRef = z
  .object({
    key: z.string(),
    name: LocalText,
    unit: z.string(),
    hours: z.int(),
    /** Where classes 1 to 4 begin, in `unit`. */
    limits: z.array(z.number()),
  })
  .meta({ id: 'AreaLayerRef' })
export type AreaLayerRef = z.infer<typeof AreaLayerRef>

/** How much came together in each commune of which it is known, as far as the asker may see its devices. */
export const AreaAmounts = z
  .object({
    layer: AreaLayerRef,
    /** The stretch, by the time of what was measured; null where nothing is heard. `to` is that of the last value that came. */
    from: Instant.nullable(),
    to: Instant.nullable(),
    areas: z.array(
      z.object({
        code: z.string(),
        /** Of the device of the commune with most. */
        amount: z.number(),
        /** Devices of which enough is known. */
        devices: z.int(),
      }),
    ),
    /** Devices among those that do not exist. */
    simulated: z.int(),
    /** When it was counted, or the moment that was asked for. */
    at: Instant,
  })
  .meta({ id: 'AreaAmounts' })
export type AreaAmounts = z.infer<typeof AreaAmounts>
