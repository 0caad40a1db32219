import { sparkParts } from './spark-parts.ts'

const width = 96
const height = 32
const margin = 3

/** A course too small to be read exactly, without words; gaps stay gaps, the last value has a dot, and the target a dotted line. */
export function Sparkline(props: {
  values: readonly (number | null)[]
  target?: number | null | undefined
  isBad?: boolean
}) {
  const { values, target = null, isBad = false } = props
  const { lines, last, targetY } = sparkParts(values, { width, height, margin }, target)
  return (
    <svg className="sparkline" viewBox={`0 0 ${width} ${height}`} aria-hidden="true">
      {targetY !== null && <line className="sparkline-target" x1={0} x2={width} y1={targetY} y2={targetY} />}
      {lines.map((points) => (
        <polyline key={points} points={points} />
      ))}
      {last && <circle className={isBad ? 'sparkline-bad' : ''} cx={last.x} cy={last.y} r={2.5} />}
    </svg>
  )
}
