import type { AlertCount, IndicatorFigure, IndicatorInfo } from '../../core/api/indicators.ts'
import { useIndicatorRows } from '../api/indicators.ts'
import { useAreas } from '../api/situation.ts'
import { SidePanel } from '../kit/panel.tsx'
import { useText } from '../text/use-text.ts'
import { FigureSum } from './figure-sum.tsx'
import { LateSum } from './late-sum.tsx'
import { RowsTable } from './rows-table.tsx'
import { usePeriodText } from './use-period-text.ts'

/** Where one figure of the table comes from: its sum, and the rows it counted. */
export function RowsPanel(props: {
  indicator: IndicatorInfo
  period: string
  /** The rows are those of this very instant, so that they add up to the figure. */
  cutOffAt: string
  figure: IndicatorFigure
  /** Only those in this commune; «none»: in none. */
  area: string | undefined
  count: AlertCount | 'all'
  /** Only what was late for one reason. */
  reason: string | undefined
  lateFor: { name: string; number: number; late: number } | undefined
  onClose: () => void
}) {
  const { t, local } = useText()
  const periodText = usePeriodText()
  const { indicator, period, cutOffAt, figure, area, count, reason, lateFor } = props
  const areas = useAreas()
  const place = areas.data?.features.find(({ properties }) => properties.code === area)?.properties.name
  const whose = area === 'none' ? t('indicator.unplaced') : (place ?? figure.agency?.name ?? t('indicator.total'))
  const pages = useIndicatorRows(indicator.key, period, {
    cutOffAt,
    agencyId: figure.agency?.id,
    area,
    count: count === 'all' ? undefined : count,
    reason,
  })
  return (
    <SidePanel answers label={t('indicator.rowsTitle')} title={t('indicator.rowsTitle')} onClose={props.onClose}>
      <div className="block">
        <p className="crumb">
          <span>{local(indicator.name)}</span>
          <span className="dot">{periodText(period)}</span>
          <span className="dot">{whose}</span>
          {lateFor && <span className="dot">{lateFor.name}</span>}
          <b className="dot">{count === 'all' ? t('indicator.fired') : t(`indicator.count.${count}`)}</b>
        </p>
        {lateFor ? <LateSum of={lateFor} /> : <FigureSum figure={figure} count={count === 'all' ? undefined : count} />}
      </div>
      <RowsTable pages={pages} cutOffAt={cutOffAt} />
    </SidePanel>
  )
}
