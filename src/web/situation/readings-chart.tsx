import 'uplot/dist/uPlot.min.css'
import { useEffect, useRef } from 'react'
import uPlot from 'uplot'
import type { Readings, Series } from '../../core/api/assets.ts'
import { useRecentReadings } from '../api/assets.ts'
import { freshnessOf } from '../kit/age-words.ts'
import { EmptyState } from '../kit/empty-state.tsx'
import { ErrorBox } from '../kit/error-box.tsx'
import { formatMoment, formatNumber } from '../kit/format.ts'
import { Loading } from '../kit/loading.tsx'
import { serverNow } from '../kit/server-clock.ts'
import { useTheme } from '../kit/theme.ts'
import { useText } from '../text/use-text.ts'
import type { AlertLevel } from './alert-levels.ts'
import { chartDataOf } from './chart-data.ts'
import { chartOptions } from './chart-options.ts'

const beatsShown = 96
const shortestHours = 1
const longestHours = 48

const beatHours = ({ cadenceS }: Series) =>
  Math.min(longestHours, Math.max(shortestHours, Math.ceil((beatsShown * cadenceS) / 3_600)))

interface Window {
  fromMs: number
  toMs: number
}

/** The stretch to draw: it ends at the newest value while values keep coming, else now, so that the hole is seen. */
function windowOf(series: Series, hours: number): Window {
  const now = serverNow()
  const lastAt = series.lastAt === null ? now : Date.parse(series.lastAt)
  const received = series.lastReceivedAt === null ? null : Date.parse(series.lastReceivedAt)
  const toMs = freshnessOf(received, series.cadenceS, now) === 'fresh' ? lastAt : now
  return { fromMs: Math.min(lastAt, toMs) - hours * 3_600_000, toMs }
}

function Chart(props: { readings: Readings; series: Series; levels: AlertLevel[]; window: Window }) {
  const { readings, series, levels } = props
  const { fromMs, toMs } = props.window
  const { t, language } = useText()
  const theme = useTheme()
  const place = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const box = place.current
    // The theme is read through the tokens while drawing; naming it here draws anew when it changes.
    if (box === null || !theme) return
    const data = chartDataOf(readings.items, series.cadenceS, toMs)
    const options = chartOptions({
      widthPx: box.clientWidth,
      language,
      levels,
      gaps: data.gaps,
      fromS: fromMs / 1_000,
      toS: toMs / 1_000,
      words: { gap: t('assets.gap'), level: (n: number) => t('assets.level', { n }) },
      names: series.words
        ? Object.fromEntries(Object.entries(series.words).map(([value, name]) => [value, name[language]]))
        : undefined,
    })
    const plot = new uPlot(options, [data.atS, data.values], box)
    const watch = new ResizeObserver(() => plot.setSize({ width: box.clientWidth, height: options.height }))
    watch.observe(box)
    return () => {
      watch.disconnect()
      plot.destroy()
    }
  }, [readings, series.cadenceS, series.words, fromMs, toMs, levels, language, theme, t])
  return <div className="chart" ref={place} aria-hidden="true" />
}

/** The course of a series: alert levels as lines, gaps as gaps. `hours` to look back; without it about a hundred beats. */
export function ReadingsChart(props: { asset: string; series: Series; levels: AlertLevel[]; hours?: number }) {
  const { asset, series, levels } = props
  const { t, language, local } = useText()
  const hours = props.hours ?? beatHours(series)
  const window = windowOf(series, hours)
  const { data, error, refetch } = useRecentReadings(asset, series.key, window.fromMs, hours)
  const name = local(series.name)
  const first = data?.items.at(0)
  const last = data?.items.at(-1)
  return (
    <div className="block">
      <h3>{t('assets.chart', { name, hours, time: formatMoment(window.toMs, serverNow()) })}</h3>
      {!data && !error && <Loading rows={5} />}
      {error && !data && <ErrorBox error={error} onRetry={() => refetch()} />}
      {data && !last && <EmptyState icon="minus" title={t('assets.noReadings')} hint={t('assets.noReadingsHint')} />}
      {data && first && last && (
        <>
          <p className="visually-hidden">
            {t('assets.chartLabel', {
              name,
              first: formatNumber(first.value, language),
              last: formatNumber(last.value, language),
              unit: data.unit,
              n: data.items.length,
            })}
          </p>
          <Chart readings={data} series={series} levels={levels} window={window} />
          {data.truncated && <p className="quiet">{t('assets.truncated', { n: data.items.length })}</p>}
        </>
      )}
    </div>
  )
}
