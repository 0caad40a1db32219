import type { Term } from '../../core/api/term.ts'

/** A term as a table keeps it: exactly one of the two. */
export interface TermColumns {
  readonly workingDays: number | null
  readonly hours: number | null
}

export const termColumns = ({ amount, unit }: Term): TermColumns =>
  unit === 'hour' ? { workingDays: null, hours: amount } : { workingDays: amount, hours: null }

/** @throws {RangeError} when a row has neither, which its table refuses */
export function termOf({ workingDays, hours }: TermColumns): Term {
  if (hours !== null) return { amount: hours, unit: 'hour' }
  if (workingDays === null) throw new RangeError('a term has neither hours nor working days')
  return { amount: workingDays, unit: 'working_day' }
}
