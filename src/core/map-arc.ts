/** What an arc of a group's disc can tell, worst first: alerts that fire by severity, and what sends nothing. */
export const arcStates = ['crit', 'major', 'minor', 'mute'] as const

export type ArcState = (typeof arcStates)[number]

/** A whole disc in parts of an arc. */
export const arcParts = 24
/** Below this share (a twelfth, 8 %) an arc would not be seen. */
const leastParts = 2

/**
 * The arcs of a group as parts of its disc, in the order of {@link arcStates}: the share of each state among `count`, at least
 * what can be seen, together never more than the disc.
 */
export function arcsOf(count: number, states: Readonly<Partial<Record<ArcState, number>>>): number[] {
  let left = arcParts
  return arcStates.map((state, place) => {
    const share = Math.min(states[state] ?? 0, count)
    // Of each milder state that fires a part is left to be seen.
    const kept = arcStates.slice(place + 1).filter((other) => other !== 'mute' && (states[other] ?? 0) > 0).length
    const parts = share <= 0 ? 0 : Math.min(Math.max(Math.round((share / count) * arcParts), leastParts), left - kept)
    left -= parts
    return parts
  })
}
