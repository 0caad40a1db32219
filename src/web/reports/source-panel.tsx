import { Link } from '@tanstack/react-router'
import type { AlertCount, IndicatorFigure } from '../../core/api/indicators.ts'
import type { ReportDetail, ReportLine } from '../../core/api/reports.ts'
import { countKeys } from '../../core/counted-as.ts'
import { figureSum } from '../../core/figure-sum.ts'
import { query } from '../api/client.ts'
import { useIndicators } from '../api/indicators.ts'
import { useReportRows } from '../api/reports.ts'
import { FigureSum } from '../indicators/figure-sum.tsx'
import { QualityLines } from '../indicators/quality-marks.tsx'
import { RowsTable } from '../indicators/rows-table.tsx'
import { useFigureText } from '../indicators/use-figure-text.ts'
import { usePeriodText } from '../indicators/use-period-text.ts'
import { formatDateTime, formatNumber } from '../kit/format.ts'
import { Icon } from '../kit/icon.tsx'
import { Facts, SidePanel } from '../kit/panel.tsx'
import { useText } from '../text/use-text.ts'

function sameFigure(a: IndicatorFigure, b: IndicatorFigure): boolean {
  return (['value', 'fired', ...Object.values(countKeys)] as const).every((key) => a[key] === b[key])
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
  const { t, local, language } = useText()
  const periodText = usePeriodText()
  const figureText = useFigureText()
  const { data: indicators } = useIndicators()
  const pages = useReportRows(report.id, line.key, count)
  const info = indicators?.items.find((each) => each.key === line.indicator)
  const unit = info?.unit ?? '%'
  const { today } = line
  const rowCount = line.figure[figureSum(line.figure, count).result]
  const same = today !== null && sameFigure(line.figure, today)
  const movedText = (now: IndicatorFigure) =>
    now.value === line.figure.value
      ? t('report.todayMoved')
      : t('report.todayDiffers', { value: `${figureText(now.value, unit)}` })
  const open = pages.items?.filter((row) => row.doneAt === null && row.count !== 'dismissed') ?? []
  const stillOpen = open.filter(({ thing }) => thing.closedAt === null).length
  // Only where all rows are here: of a part nothing is said.
  const doneSince =
    pages.list.hasNextPage !== false || open.length === 0 || !pages.items
      ? ''
      : t('report.doneSince', { n: open.length, done: open.length - stillOpen, open: stillOpen })
  return (
    <SidePanel
      answers
      label={t('report.where')}
      title={t('report.where')}
      onClose={onClose}
      actions={
        <>
          {rowCount > 0 && (
            <a
              className="btn btn-plain"
              href={`/api/reports/${report.id}/lines/${encodeURIComponent(line.key)}/rows.xlsx${query({ count, lang: language })}`}
              download
            >
              <Icon name="download" size={16} />
              {t('report.downloadRows', { n: rowCount })}
            </a>
          )}
          {info && (
            <Link className="btn btn-plain" to="/chi-so" search={{ key: line.indicator, period: report.period }}>
              {t('report.openIndicator')}
            </Link>
          )}
        </>
      }
    >
      <div className="block">
        <p className="crumb">
          <span>{t('report.crumbLine', { number: report.number })}</span>
          <Icon name="right" size={12} />
          <span>{info ? local(info.name) : line.indicator}</span>
          <Icon name="right" size={12} />
          <b>{t('common.rows', { n: rowCount })}</b>
        </p>
        <FigureSum figure={line.figure} count={count} />
      </div>
      <div className="block">
        <Facts
          items={[
            [t('indicator.period'), periodText(report.period)],
            ...(report.below > 0
              ? [[t('report.scope'), t('report.scopeBelow', { n: formatNumber(report.below, language) })] as const]
              : []),
            ...(info ? [[t('report.formula'), local(info.formula)] as const] : []),
            [t('report.responsible'), line.responsible ?? line.figure.agency?.name ?? report.agency.name],
            ...(line.target === null ? [] : [[t('report.targetThen'), figureText(line.target, unit)] as const]),
            [t('report.cutOffAt'), formatDateTime(report.cutOffAt)],
            [t('report.frozen'), <b key="frozen">{figureText(line.figure.value, unit)}</b>],
            ...(today ? [[t('report.today'), <b key="today">{figureText(today.value, unit)}</b>] as const] : []),
          ]}
        />
        {line.quality && line.basis && (
          <div className="report-quality">
            <h3>{t('report.qualityThen')}</h3>
            <QualityLines quality={line.quality} basis={line.basis} />
          </div>
        )}
        <p className="note-box">
          <Icon name="clock" size={16} />
          <span>
            {t('report.frozenNote')}{' '}
            {today === null
              ? t(report.seesAll ? 'report.todayGone' : 'report.unseen')
              : same
                ? t('report.todaySame')
                : movedText(today)}{' '}
            {doneSince}
          </span>
        </p>
        {today && !same && (
          <>
            <h3>{t('report.today')}</h3>
            <FigureSum figure={today} />
          </>
        )}
      </div>
      <RowsTable pages={pages} cutOffAt={report.cutOffAt} />
    </SidePanel>
  )
}
