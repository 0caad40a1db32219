import type { Lifecycle } from './record.ts'

/**
 * Whether a final state means that the record was given up, such as cancelled or withdrawn: it can be reached from the very beginning,
 * and always needs a reason. Its clocks stopped without anything being done in time or late.
 */
export function isGivenUp({ initial, moves, states }: Lifecycle, state: string): boolean {
  const ways = Object.values(moves).filter(({ to }) => to === state)
  const isAtOnce = ways.some(({ from }) => from.includes(initial))
  return states[state]?.isFinal === true && isAtOnce && ways.every(({ needsComment }) => needsComment === true)
}
