import { Link } from '@tanstack/react-router'
import type { IndicatorFigure } from '../../core/api/indicators.ts'
import type { ReportDetail, ReportLine } from '../../core/api/reports.ts'
import { countKeys, type SentenceNumber } from '../../core/counted-as.ts'
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
  number,
  onClose,
}: {
  report: ReportDetail
  line: ReportLine
  /** The number that is meant; of its rows only those that it counts. */
  number: SentenceNumber
  onClose: () => void
}) {
  const { t, local, language } = useText()
  const periodText = usePeriodText()
  const figureText = useFigureText()
  const { data: indicators } = useIndicators()
  const count = number === 'all' ? undefined : number
  const pages = useReportRows(report.id, line.key, count)
  const info = indicators?.items.find((each) => each.key === line.indicator)
  const unit = info?.unit ?? '%'
  const { today } = line
  const rowCount = line.figure[figureSum(line.figure, count).result]
  const same = today !== null && sameFigure(line.figure, today)
  const shown = (figure: IndicatorFigure) =>
    number === undefined
      ? figureText(figure.value, unit)
      : formatNumber(figure[count === undefined ? 'fired' : countKeys[count]], language)
  const movedText = (now: IndicatorFigure) =>
    shown(now) === shown(line.figure)
      ? t(number === undefined ? 'report.todayMoved' : 'report.todayNumberStays')
      : t('report.todayDiffers', { value: shown(now) })
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
            [t('report.frozen'), <b key="frozen">{shown(line.figure)}</b>],
            ...(today ? [[t('report.today'), <b key="today">{shown(today)}</b>] as const] : []),
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
