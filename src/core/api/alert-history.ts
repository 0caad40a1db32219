import { z } from 'zod'
import { outcomeFilters, outcomes } from '../alert-outcome.ts'
import { OfAlerts } from './alerts.ts'
import { Instant, Uuid } from './common.ts'

const Outcome = z.enum(outcomes).meta({ id: 'Outcome' })

/** Alerts that answer to all that is given. */
export const HistoryFilter = OfAlerts.extend({
  /** The centre knew of it from then on, and before then. */
  from: Instant.optional(),
  to: Instant.optional(),
  /** One of them, or `firing`: all that fire and are not laid aside, whatever was done about them. */
  outcome: z.enum(outcomeFilters).optional(),
  /** Key of a rule. */
  rule: z.string().max(200).optional(),
})
export type HistoryFilter = z.infer<typeof HistoryFilter>

export const HistoryQuery = HistoryFilter.extend({
  limit: z.coerce.number().int().min(1).max(500).default(100),
  /** Id of the last one before. */
  after: Uuid.optional(),
})
export const HistoryExportQuery = HistoryFilter.extend({ lang: z.enum(['vi', 'en']).default('vi') })

/** How many answer to a filter, by how they came out; they add up to all. */
export const HistoryTotals = z
  .object({
    all: z.int(),
    outcomes: z.record(Outcome, z.int()),
  })
  .meta({ id: 'HistoryTotals' })
export type HistoryTotals = z.infer<typeof HistoryTotals>
