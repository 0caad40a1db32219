/** How far a bulletin came to one agency, the best of its addresses; `phoned`: told by telephone where no address was reached. */
export const reachStates = ['delivered', 'sent', 'waiting', 'phoned', 'failed', 'none'] as const
export type ReachState = (typeof reachStates)[number]

type DeliveryState = 'waiting' | 'sent' | 'delivered' | 'failed'

/** The best that is known of an agency by the deliveries to its addresses; `none`: it has no address. */
export function reachState(deliveries: readonly DeliveryState[], isPhoned: boolean): ReachState {
  const best = (['delivered', 'sent', 'waiting'] as const).find((state) => deliveries.includes(state))
  if (best) return best
  if (isPhoned) return 'phoned'
  return deliveries.length > 0 ? 'failed' : 'none'
}

/** Whether somebody should call: nothing arrived and nothing is under way. */
export const needsCall = (state: ReachState): boolean => state === 'failed' || state === 'none'

export type ReachCounts = Readonly<Record<ReachState, number>>

/** How many agencies stand how; they add up to all of them. */
export function countReach(states: readonly ReachState[]): ReachCounts {
  const counts: Record<ReachState, number> = { delivered: 0, sent: 0, waiting: 0, phoned: 0, failed: 0, none: 0 }
  for (const state of states) counts[state] += 1
  return counts
}

/** Agencies to whose address it was handed over; those told by telephone are counted apart. */
export const reachedOf = ({ delivered, sent }: ReachCounts): number => delivered + sent

export const totalOf = (counts: ReachCounts): number => reachStates.reduce((sum, state) => sum + counts[state], 0)
