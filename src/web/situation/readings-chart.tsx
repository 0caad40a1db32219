import 'uplot/dist/uPlot.min.css'
import { useEffect, useRef } from 'react'
import uPlot from 'uplot'
import type { Readings, Series } from '../../core/api/assets.ts'
import { useRecentReadings } from '../api/assets.ts'
import { EmptyState } from '../kit/empty-state.tsx'
import { ErrorBox } from '../kit/error-box.tsx'
import { formatNumber } from '../kit/format.ts'
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

function Chart({ readings, cadenceS, levels }: { readings: Readings; cadenceS: number; levels: AlertLevel[] }) {
  const { t, language } = useText()
  const theme = useTheme()
  const place = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const box = place.current
    // The theme is read through the tokens while drawing; naming it here draws anew when it changes.
    if (box === null || !theme) return
    const data = chartDataOf(readings.items, cadenceS)
    const words = { gap: t('assets.gap'), level: (n: number) => t('assets.level', { n }) }
    const options = chartOptions({ widthPx: box.clientWidth, language, levels, gaps: data.gaps, words })
    const plot = new uPlot(options, [data.atS, data.values], box)
    const watch = new ResizeObserver(() => plot.setSize({ width: box.clientWidth, height: options.height }))
    watch.observe(box)
    return () => {
      watch.disconnect()
      plot.destroy()
    }
  }, [readings, cadenceS, levels, language, theme, t])
  return <div className="chart" ref={place} aria-hidden="true" />
}

/** The course of a series up to now: alert levels as lines, gaps as gaps. */
export function ReadingsChart({ asset, series, levels }: { asset: string; series: Series; levels: AlertLevel[] }) {
  const { t, language, local } = useText()
  const hours = Math.min(longestHours, Math.max(shortestHours, Math.ceil((beatsShown * series.cadenceS) / 3_600)))
  const { data, error, refetch } = useRecentReadings(asset, series.key, hours, serverNow)
  const name = local(series.name)
  const first = data?.items.at(0)
  const last = data?.items.at(-1)
  return (
    <div className="block">
      <h3>{t('assets.chart', { name, hours })}</h3>
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
          <Chart readings={data} cadenceS={series.cadenceS} levels={levels} />
          {data.truncated && <p className="quiet">{t('assets.truncated', { n: data.items.length })}</p>}
        </>
      )}
    </div>
  )
}
