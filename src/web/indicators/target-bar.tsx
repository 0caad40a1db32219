import type { Verdict } from '../../core/target.ts'

/** A share as a bar beside its target, a mark across it; what is missing to the target stands out. Without words: they stand beside. */
export function TargetBar({
  value,
  target,
  verdict,
}: {
  value: number | null
  target: number | null
  verdict: Verdict | null
}) {
  const percent = (share: number) => `${Math.round(Math.min(1, Math.max(0, share)) * 1_000) / 10}%`
  const [from, to] = [Math.min(value ?? 0, target ?? 0), Math.max(value ?? 0, target ?? 0)]
  return (
    <span className="target-bar" aria-hidden="true">
      {value !== null && <i className="target-bar-value" style={{ width: percent(value) }} />}
      {verdict === 'missed' && (
        <i className="target-bar-gap" style={{ left: percent(from), width: percent(to - from) }} />
      )}
      {target !== null && <i className="target-bar-mark" style={{ left: percent(target) }} />}
    </span>
  )
}
