import { type ReachCounts, type ReachState, reachedOf, totalOf } from '../../core/bulletin-reach.ts'

const parts: readonly (readonly [string, readonly ReachState[]])[] = [
  ['reached', ['delivered', 'sent']],
  ['phoned', ['phoned']],
  ['waiting', ['waiting']],
  ['missed', ['failed', 'none']],
]

/** How far a bulletin came as one stretch: reached, told by telephone, waiting, not reached. Its words stand beside it. */
export function ReachBar({ counts }: { counts: ReachCounts }) {
  const total = totalOf(counts)
  return (
    <span className="reach-bar" aria-hidden="true" data-reached={reachedOf(counts)}>
      {parts.map(([name, states]) => {
        const count = states.reduce((sum, state) => sum + counts[state], 0)
        return count > 0 && <i key={name} className={`reach-${name}`} style={{ flexGrow: count / total }} />
      })}
    </span>
  )
}
