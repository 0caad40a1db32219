import { z } from 'zod'
import { Instant, LocalText, SeveritySchema, Uuid } from './common.ts'

/** A rule by which both incidents have alerts, and where: devices of both, or else communes of both. */
const SharedRule = z.object({ rule: LocalText, assets: z.array(z.string()), areas: z.array(z.string()) })

/** An earlier incident, closed by now, that is like another one; what was done in it stands in the incident itself. */
export const SimilarIncident = z
  .object({
    id: Uuid,
    number: z.string(),
    title: z.string(),
    severity: SeveritySchema,
    openedAt: Instant,
    falseAlarm: z.boolean(),
    /** The most telling first. */
    shared: z.array(SharedRule),
  })
  .meta({ id: 'SimilarIncident' })
export type SimilarIncident = z.infer<typeof SimilarIncident>
