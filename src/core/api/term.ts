import { z } from 'zod'
import { isTerm, longestTerm, termUnits } from '../term.ts'

/** How long somebody has for something. */
export const Term = z
  .strictObject({ amount: z.int().min(1).max(longestTerm.hour), unit: z.enum(termUnits) })
  .refine(({ amount, unit }) => isTerm(amount, unit), {
    path: ['amount'],
    error: `at most ${longestTerm.hour} hours or ${longestTerm.working_day} working days`,
  })
  .meta({ id: 'Term' })
export type Term = z.infer<typeof Term>
