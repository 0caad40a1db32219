import type { LiveChange } from '../../core/api/situation.ts'

const pauseMs = 1_000
type Kind = LiveChange['kind']

/** By whether the first change of a quiet time goes on at once: readings come in floods and touch whole maps. */
const isPrompt = (kind: Kind) => kind !== 'reading'

/**
 * Passes on changes so that a storm of one kind is fetched once a second and not once a change: the first at once, what comes within
 * the next second together at its end. A reset is never kept waiting.
 * @param act takes a change, or many of one kind as one with all their ids
 */
export function gatherChanges(act: (change: LiveChange) => void): (change: LiveChange) => void {
  const waiting = new Map<Kind, Set<string> | null>()

  function rest(kind: Kind): void {
    setTimeout(() => {
      const ids = waiting.get(kind)
      if (!ids) {
        waiting.delete(kind)
        return
      }
      waiting.set(kind, null)
      rest(kind)
      act({ kind, action: 'gathered', ids: [...ids] })
    }, pauseMs)
  }

  return (change) => {
    const { kind, ids } = change
    if (kind === 'reset') return act(change)
    if (!waiting.has(kind)) {
      waiting.set(kind, isPrompt(kind) ? null : new Set(ids))
      rest(kind)
      if (isPrompt(kind)) act(change)
      return
    }
    waiting.set(kind, new Set([...(waiting.get(kind) ?? []), ...ids]))
  }
}
