/** Hours go by the clock, by night too; working days end with the office (Civil Code 2015, art. 147 and 148). */
export const termUnits = ['hour', 'working_day'] as const
export type TermUnit = (typeof termUnits)[number]

/** Ten days by the clock; a third of a year by working days. */
export const longestTerm = { hour: 240, working_day: 90 } as const

/** Whether a term may be set so. */
export const isTerm = (amount: number, unit: TermUnit): boolean =>
  Number.isInteger(amount) && amount >= 1 && amount <= longestTerm[unit]
