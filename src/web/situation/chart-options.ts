import type uPlot from 'uplot'
import type { Language } from '../../core/text.ts'
import { formatDate, formatNumber, formatTime } from '../kit/format.ts'
import { tokenValue } from '../kit/theme.ts'
import type { AlertLevel } from './alert-levels.ts'

const heightPx = 192
/** Of Asia/Ho_Chi_Minh, which has no summer time. */
const zoneMinutes = 420
const levelTokens = { 1: 'minor', 2: 'major', 3: 'crit' } as const

interface Wanted {
  widthPx: number
  language: Language
  levels: readonly AlertLevel[]
  gaps: readonly [number, number][]
  fromS: number
  toS: number
  /** Points are buckets: a band from lowest to highest lies around the means, and no newest value is marked. */
  isRolled: boolean
  /** The line is dashed: nobody measured this. */
  isSimulated: boolean
  words: {
    gap: string
    level: (n: number) => string
    /** What stands at a point: its instant in milliseconds, the value or mean, and of a bucket the lowest and highest. */
    point: (atMs: number, value: number, bucket: { low: number; high: number } | null) => string
  }
  /** Names of the values, where they stand for states. */
  names?: Readonly<Record<string, string>> | undefined
}

function font(): string {
  return `12px ${tokenValue('font')}`
}

function drawGaps(plot: uPlot, { gaps, words }: Wanted): void {
  const { ctx, bbox } = plot
  ctx.save()
  for (const [from, to] of gaps) {
    const left = plot.valToPos(from, 'x', true)
    const width = plot.valToPos(to, 'x', true) - left
    ctx.fillStyle = tokenValue('hatch')
    ctx.fillRect(left, bbox.top, width, bbox.height)
    ctx.font = `${12 * devicePixelRatio}px ${tokenValue('font')}`
    if (ctx.measureText(words.gap).width > width) continue
    ctx.fillStyle = tokenValue('ink-3')
    ctx.textAlign = 'center'
    ctx.fillText(words.gap, left + width / 2, bbox.top + 14 * devicePixelRatio)
  }
  ctx.restore()
}

function drawLevels(plot: uPlot, { levels, words }: Wanted): void {
  const { ctx, bbox } = plot
  ctx.save()
  ctx.font = `${12 * devicePixelRatio}px ${tokenValue('font')}`
  ctx.lineWidth = 1.25 * devicePixelRatio
  for (const { level, value } of levels) {
    const y = plot.valToPos(value, 'y', true)
    if (y < bbox.top || y > bbox.top + bbox.height) continue
    ctx.strokeStyle = tokenValue(level === 1 ? 'minor-text' : levelTokens[level])
    ctx.setLineDash([5 * devicePixelRatio, 3 * devicePixelRatio])
    ctx.beginPath()
    ctx.moveTo(bbox.left, y)
    ctx.lineTo(bbox.left + bbox.width, y)
    ctx.stroke()
    ctx.fillStyle = tokenValue(`${levelTokens[level]}-text`)
    ctx.textAlign = 'left'
    ctx.textBaseline = 'middle'
    ctx.fillText(words.level(level), bbox.left + bbox.width + 6 * devicePixelRatio, y)
  }
  ctx.restore()
}

/** Says what stands at the point under the pointer, beside it and within the chart. */
function showPoint(plot: uPlot, { words, isRolled }: Wanted): void {
  const { over } = plot
  const tip = over.querySelector<HTMLElement>('.chart-tip') ?? over.appendChild(document.createElement('div'))
  tip.className = 'chart-tip'
  const at = plot.cursor.idx
  const numberAt = (column: number) => (at === null || at === undefined ? null : plot.data[column]?.[at])
  const [atS, value, low, high] = [numberAt(0), numberAt(1), numberAt(2), numberAt(3)]
  tip.hidden = typeof atS !== 'number' || typeof value !== 'number' || (plot.cursor.left ?? -1) < 0
  if (typeof atS !== 'number' || typeof value !== 'number') return
  const bucket = isRolled && typeof low === 'number' && typeof high === 'number' ? { low, high } : null
  tip.textContent = words.point(atS * 1_000, value, bucket)
  const left = plot.valToPos(atS, 'x') - tip.offsetWidth / 2
  tip.style.left = `${Math.max(0, Math.min(left, over.clientWidth - tip.offsetWidth))}px`
}

/** The newest value as a dot at the end of the line. */
function drawNewest(plot: uPlot): void {
  const [at, values] = plot.data
  const x = at?.at(-1)
  const y = values?.at(-1)
  if (x === undefined || typeof y !== 'number') return
  const { ctx } = plot
  ctx.save()
  ctx.beginPath()
  ctx.arc(plot.valToPos(x, 'x', true), plot.valToPos(y, 'y', true), 4 * devicePixelRatio, 0, 2 * Math.PI)
  ctx.fillStyle = tokenValue('ink')
  ctx.fill()
  ctx.strokeStyle = tokenValue('surface')
  ctx.lineWidth = 2 * devicePixelRatio
  ctx.stroke()
  ctx.restore()
}

/** A dot for every value that has a gap on both sides: no line would show that it came. */
function alonePoints(): uPlot.Series.Points {
  const isAlone = (values: ArrayLike<unknown>, at: number) =>
    typeof values[at] === 'number' && typeof values[at - 1] !== 'number' && typeof values[at + 1] !== 'number'
  return {
    show: true,
    size: 4,
    fill: tokenValue('ink'),
    filter: (plot, series) => {
      const values = plot.data[series] ?? []
      return Array.from(values, (_, at) => at).filter((at) => isAlone(values, at))
    },
  }
}

/** The lowest or highest value of buckets: seen as the edge of the band. */
const edge = (): uPlot.Series => ({ width: 0, spanGaps: false, points: { show: false } })

/** Room for the values and for the next level above them, so that "how far to go" can be seen. */
function rangeOf(low: number, high: number, levels: readonly AlertLevel[]): [number, number] {
  const next = levels.find((level) => level.value > high)?.value ?? high
  const top = Math.max(high, next)
  const room = Math.max((top - low) * 0.08, 0.1)
  return [low - room, top + room]
}

/** The instant with the clock of the province on it, whatever zone the machine keeps: marks then fall on its round hours. */
function provinceClock(atS: number): Date {
  const at = new Date(atS * 1_000)
  return new Date(at.getTime() + (zoneMinutes + at.getTimezoneOffset()) * 60_000)
}

/** Values at the left: figures, or the names of the states they stand for. */
function valueAxis({ names, language }: Wanted): uPlot.Axis {
  if (!names) return { size: 40, values: (_, splits) => splits.map((value) => formatNumber(value, language)) }
  return {
    size: 56,
    splits: () => Object.keys(names).map(Number),
    values: (_, splits) => splits.map((value) => names[String(value)] ?? ''),
  }
}

/** The chart as the design draws it: one dark line, grey grid, levels named at the right edge. Reads tokens when called. */
export function chartOptions(wanted: Wanted): uPlot.Options {
  const axis = { stroke: tokenValue('ink-3'), font: font(), ticks: { show: false } }
  const grid = { stroke: tokenValue('line'), width: 1 }
  return {
    width: wanted.widthPx,
    height: heightPx,
    padding: [8, wanted.levels.length > 0 ? 52 : 12, 0, 0],
    legend: { show: false },
    tzDate: provinceClock,
    cursor: { y: false, points: { size: 7 } },
    scales: {
      x: { range: [wanted.fromS, wanted.toS] },
      y: { range: (_, low, high) => (wanted.names ? [-0.1, 1.1] : rangeOf(low ?? 0, high ?? 1, wanted.levels)) },
    },
    axes: [
      {
        ...axis,
        grid: { show: false },
        size: 28,
        space: 64,
        values: (_, splits) =>
          splits.map((at) =>
            formatTime(at * 1_000) === '00:00' ? formatDate(at * 1_000).slice(0, 5) : formatTime(at * 1_000),
          ),
      },
      { ...axis, grid, ...valueAxis(wanted) },
    ],
    series: [
      {},
      {
        stroke: tokenValue('ink'),
        width: 2,
        ...(wanted.isSimulated ? { dash: [5, 3] } : {}),
        spanGaps: false,
        points: alonePoints(),
        fill: 'transparent',
      },
      ...(wanted.isRolled ? [edge(), edge()] : []),
    ],
    bands: wanted.isRolled ? [{ series: [3, 2], fill: tokenValue('chart-band') }] : [],
    hooks: {
      drawClear: [(plot) => drawGaps(plot, wanted)],
      setCursor: [(plot) => showPoint(plot, wanted)],
      draw: [(plot) => drawLevels(plot, wanted), ...(wanted.isRolled ? [] : [drawNewest])],
    },
  }
}
