import type { Register } from '../api/records.ts'

/**
 * How a column of the board is sorted while nobody chose: what is due first stands first where a listed field holds the day, so that
 * the overdue is never below the edge; what is finished, as it last changed. Undefined: as the list is, newest first.
 */
export function boardSort(
  register: Pick<Register, 'lifecycle' | 'fields' | 'deadlines'>,
  state: string,
): string | undefined {
  if (register.lifecycle.states[state]?.isFinal) return '-state_at'
  const field = register.deadlines.find(({ byField }) => byField !== null)?.byField
  return field && register.fields[field]?.listed ? field : undefined
}
