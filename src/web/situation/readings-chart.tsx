import 'uplot/dist/uPlot.min.css'
import './readings-chart.css'
import { useEffect, useRef } from 'react'
import uPlot from 'uplot'
import type { Course, Series } from '../../core/api/assets.ts'
import { useRecentCourse } from '../api/assets.ts'
import { useSummary } from '../api/situation.ts'
import { EmptyState } from '../kit/empty-state.tsx'
import { ErrorBox } from '../kit/error-box.tsx'
import { formatMoment, formatNumber, formatPoint, formatValue } from '../kit/format.ts'
import { Loading } from '../kit/loading.tsx'
import { serverNow } from '../kit/server-clock.ts'
import { useTheme } from '../kit/theme.ts'
import { useWords } from '../kit/use-words.ts'
import { useText } from '../text/use-text.ts'
import type { AlertLevel } from './alert-levels.ts'
import { chartDataOf } from './chart-data.ts'
import { chartEndMs } from './chart-end.ts'
import { chartOptions } from './chart-options.ts'

const beatsShown = 96
const shortestHours = 1
const longestHours = 48
/** From here on the stretch is told in days. */
const longHours = 168
const dayS = 86_400
/** Beyond this a day without its year may be of either. */
const yearShownMs = 300 * dayS * 1_000

const beatHours = ({ cadenceS }: Series) =>
  Math.min(longestHours, Math.max(shortestHours, Math.ceil((beatsShown * cadenceS) / 3_600)))

interface Window {
  fromMs: number
  toMs: number
}

function windowOf(series: Series, hours: number, speed: number | null): Window {
  const now = serverNow()
  const lastAt = series.lastAt === null ? now : Date.parse(series.lastAt)
  const toMs = chartEndMs(series, now, speed)
  return { fromMs: Math.min(lastAt, toMs) - hours * 3_600_000, toMs }
}

function Chart(props: { course: Course; series: Series; levels: AlertLevel[]; window: Window }) {
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
    const data = chartDataOf(course.items, Math.max(series.cadenceS, stepS), stepS, toMs)
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
      isSimulated: series.origin === 'simulated',
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

/**
 * The course of a series: alert levels as lines, gaps as gaps; over a long stretch the means of buckets in a band from lowest to highest.
 * `hours` to look back; without it about a hundred beats.
 */
export function ReadingsChart(props: { asset: string; series: Series; levels: AlertLevel[]; hours?: number }) {
  const { asset, series, levels } = props
  const { t, language, local } = useText()
  const hours = props.hours ?? beatHours(series)
  const { data: summary } = useSummary()
  const window = windowOf(series, hours, summary?.replay?.speed ?? null)
  const { data, error, refetch } = useRecentCourse(asset, series.key, window.fromMs, hours)
  const name = local(series.name)
  const first = data?.items.at(0)
  const last = data?.items.at(-1)
  return (
    <div className="block">
      <h3>
        {hours < longHours
          ? t('assets.chart', { name, hours, time: formatMoment(window.toMs, serverNow()) })
          : t('course.chart', { name, days: hours / 24, time: formatMoment(window.toMs, serverNow()) })}
      </h3>
      {!data && !error && <Loading rows={5} />}
      {error && !data && <ErrorBox error={error} onRetry={() => refetch()} />}
      {data && !last && <EmptyState icon="minus" title={t('assets.noReadings')} hint={t('assets.noReadingsHint')} />}
      {data && first && last && (
        <>
          <p className="visually-hidden">
            {t('assets.chartLabel', {
              name,
              first: formatNumber(first.first, language),
              last: formatNumber(last.last, language),
              unit: data.unit,
              n: data.items.reduce((sum, { count }) => sum + count, 0),
            })}
          </p>
          <Chart course={data} series={series} levels={levels} window={window} />
          {data.stepS !== null && <StepNote stepS={data.stepS} />}
          {series.origin === 'simulated' && <p className="chart-note">{t('assetPanel.dashed')}</p>}
        </>
      )}
    </div>
  )
}
