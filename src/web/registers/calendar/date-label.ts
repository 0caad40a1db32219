import type { Text } from '../../../core/text.ts'
import type { Register } from '../../api/records.ts'

/** What a date is called by which a register can be laid out; null for `deadline`, which is the same in every register. */
export const dateLabel = (register: Register, by: string): Text | null => register.fields[by]?.label ?? null

/** By which date a register is laid out: what is asked for where it has that, else the first it has. */
export const chosenDate = (register: Register, by: string | undefined): string | undefined =>
  register.dates.find((each) => each === by) ?? register.dates[0]
