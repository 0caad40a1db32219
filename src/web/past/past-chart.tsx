import { useMemo } from 'react'
import type { PastAsset } from '../../core/api/past.ts'
import { usePastCourse } from '../api/past.ts'
import { useSummary } from '../api/situation.ts'
import { ErrorBox } from '../kit/error-box.tsx'
import { Loading } from '../kit/loading.tsx'
import { alertLevelsOf } from '../situation/alert-levels.ts'
import { beatHours, type ChartSeries, chartWindow } from '../situation/chart-window.ts'
import { ChartTitle, CourseChart } from '../situation/course-chart.tsx'

type PastSeries = PastAsset['series'][number]

const asOf = (series: PastSeries): ChartSeries => ({
  ...series,
  lastAt: series.at,
  lastReceivedAt: series.receivedAt,
})

function SeriesChart({ asset, series }: { asset: PastAsset; series: ChartSeries }) {
  const { data: summary } = useSummary()
  const [hours, atMs] = [beatHours(series), Date.parse(asset.now)]
  const window = chartWindow(series, hours, atMs, summary?.replay?.speed ?? null)
  const { data, error, refetch } = usePastCourse(asset.code, series.key, window.fromMs, asset.now)
  const levels = useMemo(
    () => (series.key === 'water_level' ? alertLevelsOf(asset.attributes) : []),
    [series.key, asset.attributes],
  )
  return (
    <div className="block">
      <ChartTitle series={series} hours={hours} window={window} nowMs={atMs} />
      {!data && !error && <Loading rows={5} />}
      {error && <ErrorBox error={error} onRetry={() => refetch()} />}
      {data && !error && <CourseChart course={data} series={series} levels={levels} window={window} />}
    </div>
  )
}

/** The course of one of an asset's series up to the moment at which the asset is told, as it was known then. Nothing where it has no such series. */
export function PastChart({ asset, series: key }: { asset: PastAsset; series: string }) {
  const series = asset.series.find((each) => each.key === key)
  return series ? <SeriesChart key={`${asset.code} ${key}`} asset={asset} series={asOf(series)} /> : null
}
