import type { Series } from '../../core/api/assets.ts'
import { useRecentCourse } from '../api/assets.ts'
import { useSummary } from '../api/situation.ts'
import { ErrorBox } from '../kit/error-box.tsx'
import { Loading } from '../kit/loading.tsx'
import { serverNow } from '../kit/server-clock.ts'
import type { AlertLevel } from './alert-levels.ts'
import { chartWindow } from './chart-window.ts'
import { ChartTitle, CourseChart } from './course-chart.tsx'

/**
 * The course of a series up to now: alert levels as lines, gaps as gaps; over a long stretch the means of buckets in a band from lowest to
 * highest. `hours` to look back.
 */
export function ReadingsChart(props: { asset: string; series: Series; levels: AlertLevel[]; hours: number }) {
  const { asset, series, levels, hours } = props
  const { data: summary } = useSummary()
  const now = serverNow()
  const window = chartWindow(series, hours, now, summary?.replay?.speed ?? null)
  const { data, error, refetch } = useRecentCourse(asset, series.key, window.fromMs, hours)
  return (
    <div className="block">
      <ChartTitle series={series} hours={hours} window={window} nowMs={now} />
      {!data && !error && <Loading rows={5} />}
      {error && !data && <ErrorBox error={error} onRetry={() => refetch()} />}
      {data && <CourseChart course={data} series={series} levels={levels} window={window} />}
    </div>
  )
}
