import type { AlertCount, IndicatorFigure } from '../../core/api/indicators.ts'
import type { ReportDetail, ReportLine } from '../../core/api/reports.ts'
import { useIndicators } from '../api/indicators.ts'
import { useReportRows } from '../api/reports.ts'
import { FigureSum } from '../indicators/figure-sum.tsx'
import { RowsTable } from '../indicators/rows-table.tsx'
import { useFigureText } from '../indicators/use-figure-text.ts'
import { usePeriodText } from '../indicators/use-period-text.ts'
import { formatDateTime } from '../kit/format.ts'
import { Icon } from '../kit/icon.tsx'
import { Facts, SidePanel } from '../kit/panel.tsx'
import { useText } from '../text/use-text.ts'

function sameFigure(a: IndicatorFigure, b: IndicatorFigure): boolean {
  return (['value', 'fired', 'inTime', 'late', 'notDue', 'dismissed'] as const).every((key) => a[key] === b[key])
}

/** Where one figure of a report comes from: its sum at the cut-off, how it is computed, today's value, and its rows. */
export function SourcePanel({
  report,
  line,
  count,
  onClose,
}: {
  report: ReportDetail
  line: ReportLine
  /** Only the rows that count so; undefined: all. */
  count: AlertCount | undefined
  onClose: () => void
}) {
  const { t, local } = useText()
  const periodText = usePeriodText()
  const figureText = useFigureText()
  const { data: indicators } = useIndicators()
  const pages = useReportRows(report.id, line.key, count)
  const info = indicators?.items.find((each) => each.key === line.indicator)
  const unit = info?.unit ?? '%'
  const { today } = line
  const same = today !== null && sameFigure(line.figure, today)
  const movedText = (now: IndicatorFigure) =>
    now.value === line.figure.value
      ? t('report.todayMoved')
      : t('report.todayDiffers', { value: `${figureText(now.value, unit)}` })
  return (
    <SidePanel answers label={t('report.where')} title={t('report.where')} onClose={onClose}>
      <div className="block">
        <p className="crumb">
          <span>{t('report.crumbLine', { number: report.number })}</span>
          <Icon name="right" size={12} />
          <span>{info ? local(info.name) : line.indicator}</span>
          <Icon name="right" size={12} />
          <b>{t('common.rows', { n: line.figure.fired })}</b>
        </p>
        <FigureSum figure={line.figure} />
      </div>
      <div className="block">
        <Facts
          items={[
            [t('indicator.period'), periodText(report.period)],
            ...(info ? [[t('report.formula'), local(info.formula)] as const] : []),
            [t('report.responsible'), line.figure.agency?.name ?? report.agency.name],
            [t('report.cutOffAt'), formatDateTime(report.cutOffAt)],
            [t('report.frozen'), <b key="frozen">{figureText(line.figure.value, unit)}</b>],
            ...(today ? [[t('report.today'), <b key="today">{figureText(today.value, unit)}</b>] as const] : []),
          ]}
        />
        <p className="note-box">
          <Icon name="clock" size={16} />
          <span>
            {t('report.frozenNote')}{' '}
            {today === null ? t('report.todayGone') : same ? t('report.todaySame') : movedText(today)}
          </span>
        </p>
        {today && !same && (
          <>
            <h3>{t('report.today')}</h3>
            <FigureSum figure={today} />
          </>
        )}
      </div>
      <RowsTable pages={pages} />
    </SidePanel>
  )
}
