import 'uplot/dist/uPlot.min.css'
import './readings-chart.css'
import { useEffect, useRef } from 'react'
import uPlot from 'uplot'
import type { Course } from '../../core/api/assets.ts'
import { EmptyState } from '../kit/empty-state.tsx'
import { formatMoment, formatNumber, formatPoint, formatValue } from '../kit/format.ts'
import { useTheme } from '../kit/theme.ts'
import { useWords } from '../kit/use-words.ts'
import { useText } from '../text/use-text.ts'
import type { AlertLevel } from './alert-levels.ts'
import { chartDataOf } from './chart-data.ts'
import { chartOptions } from './chart-options.ts'
import type { ChartSeries, ChartWindow } from './chart-window.ts'

/** From here on the stretch is told in days. */
const longHours = 168
const dayS = 86_400
/** Beyond this a day without its year may be of either. */
const yearShownMs = 300 * dayS * 1_000

function Chart(props: { course: Course; series: ChartSeries; levels: AlertLevel[]; window: ChartWindow }) {
  const { course, series, levels } = props
  const { fromMs, toMs } = props.window
  const { t, language } = useText()
  const theme = useTheme()
  const place = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const box = place.current
    // The theme is read through the tokens while drawing; naming it here draws anew when it changes.
    if (box === null || !theme) return
    const stepS = course.stepS ?? 0
    const isSimulated = series.origin === 'simulated'
    const data = chartDataOf(course.items, Math.max(series.cadenceS, stepS), stepS, toMs, isSimulated)
    const named = (value: number) => {
      const name = series.words?.[String(value)]
      return name ? name[language] : formatValue(value, course.unit, language)
    }
    const point = (atMs: number, value: number, bucket: { low: number; high: number } | null) => {
      const time = formatPoint(atMs, { withYear: toMs - fromMs > yearShownMs, withTime: stepS < dayS })
      if (bucket === null) return t('assetPanel.tip', { value: named(value), time })
      const number = (each: number) => formatNumber(each, language)
      return t('assetPanel.tipBucket', {
        value: named(value),
        low: number(bucket.low),
        high: number(bucket.high),
        time,
      })
    }
    const options = chartOptions({
      widthPx: box.clientWidth,
      language,
      levels,
      gaps: data.gaps,
      fromS: fromMs / 1_000,
      toS: toMs / 1_000,
      isRolled: stepS > 0,
      isSimulated,
      words: { gap: t('assets.gap'), level: (n: number) => t('assets.level', { n }), point },
      names: series.words
        ? Object.fromEntries(Object.entries(series.words).map(([value, name]) => [value, name[language]]))
        : undefined,
    })
    const plot = new uPlot(options, [data.atS, data.values, ...(stepS > 0 ? [data.lows, data.highs] : [])], box)
    const watch = new ResizeObserver(() => plot.setSize({ width: box.clientWidth, height: options.height }))
    watch.observe(box)
    return () => {
      watch.disconnect()
      plot.destroy()
    }
  }, [course, series.cadenceS, series.words, series.origin, fromMs, toMs, levels, language, theme, t])
  return <div className="chart" ref={place} aria-hidden="true" />
}

/** What a point stands for, where it is no reading. */
function StepNote({ stepS }: { stepS: number }) {
  const { t } = useText()
  const { duration } = useWords()
  return (
    <p className="chart-note">
      <i className="chart-band-key" />
      {stepS === dayS ? t('course.days') : t('course.buckets', { duration: duration(stepS * 1_000, true) })}
    </p>
  )
}

/** What the chart shows: the name of the series, how long a stretch, and where it ends as told at `nowMs`. */
export function ChartTitle(props: { series: ChartSeries; hours: number; window: ChartWindow; nowMs: number }) {
  const { series, hours, window, nowMs } = props
  const { t, local } = useText()
  const [name, time] = [local(series.name), formatMoment(window.toMs, nowMs)]
  return (
    <h3>
      {hours < longHours
        ? t('assets.chart', { name, hours, time })
        : t('course.chart', { name, days: hours / 24, time })}
    </h3>
  )
}

/** A course drawn: alert levels as lines, gaps as gaps, buckets as means in a band; in words where it has nothing. */
export function CourseChart(props: { course: Course; series: ChartSeries; levels: AlertLevel[]; window: ChartWindow }) {
  const { course, series } = props
  const { t, language, local } = useText()
  const [first, last] = [course.items.at(0), course.items.at(-1)]
  if (!first || !last) {
    return <EmptyState icon="minus" title={t('assets.noReadings')} hint={t('assets.noReadingsHint')} />
  }
  return (
    <>
      <p className="visually-hidden">
        {t('assets.chartLabel', {
          name: local(series.name),
          first: formatNumber(first.first, language),
          last: formatNumber(last.last, language),
          unit: course.unit,
          n: course.items.reduce((sum, { count }) => sum + count, 0),
        })}
      </p>
      <Chart {...props} />
      {course.stepS !== null && <StepNote stepS={course.stepS} />}
      {series.origin === 'simulated' && <p className="chart-note">{t('assetPanel.dashed')}</p>}
    </>
  )
}
