import { memo } from 'react'
import type { DayStrip } from '../../core/api/past.ts'
import { type Stretch, shapesOf } from './strip-shapes.ts'

const percent = (share: number) => `${(share * 100).toFixed(3)}%`
const placed = ({ left, width }: Stretch) => ({ left: percent(left), width: percent(width) })

/** The strip without its handle: alerts begun by slice, how many were open, where nothing came and where nothing is known. */
export const StripDrawing = memo(function StripDrawing({ strip }: { strip: DayStrip }) {
  const shapes = shapesOf(strip)
  return (
    <div className="time-drawing" aria-hidden="true">
      {shapes.unknown && <i className="time-unknown" style={placed(shapes.unknown)} />}
      {shapes.silences.map((silence) => (
        <i key={silence.left} className="time-silence" style={placed(silence)} />
      ))}
      {shapes.bars.map((bar) => (
        <span key={bar.at} className="time-bar" style={placed(bar)}>
          {bar.rest > 0 && <i className="time-rest" style={{ height: percent(bar.rest) }} />}
          {bar.major > 0 && <i className="time-major" style={{ height: percent(bar.major) }} />}
          {bar.crit > 0 && <i className="time-crit" style={{ height: percent(bar.crit) }} />}
        </span>
      ))}
      <svg className="time-open" viewBox="0 0 1000 100" preserveAspectRatio="none" aria-hidden="true">
        <path d={shapes.open} />
      </svg>
    </div>
  )
})
