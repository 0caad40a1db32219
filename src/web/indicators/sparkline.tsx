import { sparkParts } from './spark-parts.ts'

const width = 96
const height = 28
const margin = 3

/** A course too small to be read exactly, without words; gaps stay gaps, and the last value has a dot. */
export function Sparkline({ values }: { values: readonly (number | null)[] }) {
  const { lines, last } = sparkParts(values, { width, height, margin })
  return (
    <svg className="sparkline" viewBox={`0 0 ${width} ${height}`} aria-hidden="true">
      {lines.map((points) => (
        <polyline key={points} points={points} />
      ))}
      {last && <circle cx={last.x} cy={last.y} r={2.5} />}
    </svg>
  )
}
