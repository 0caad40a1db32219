import './report.css'
import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import type { AlertCount } from '../../core/api/indicators.ts'
import type { ReportDetail, ReportLine } from '../../core/api/reports.ts'
import { useReport } from '../api/reports.ts'
import { useSession } from '../api/session.ts'
import { usePeriodText } from '../indicators/use-period-text.ts'
import { EmptyState } from '../kit/empty-state.tsx'
import { ErrorBox } from '../kit/error-box.tsx'
import { formatDateTime, partsOf } from '../kit/format.ts'
import { Icon } from '../kit/icon.tsx'
import { LoadingPage, PageHead } from '../kit/panel.tsx'
import { useRowKeys } from '../kit/use-row-keys.ts'
import { useTitle } from '../shell/use-title.ts'
import { useText } from '../text/use-text.ts'
import { SourcePanel } from './source-panel.tsx'

type PickLine = (line: string, count: AlertCount | undefined) => void

/** The rows that a number in a sentence counts; undefined: all of them. */
const countOf: Record<NonNullable<ReportLine['parts'][number]['counts']>, AlertCount | undefined> = {
  value: undefined,
  fired: undefined,
  inTime: 'in_time',
  late: 'late',
  notDue: 'not_due',
  dismissed: 'dismissed',
}

function Sentence({
  line,
  chosen,
  count,
  onOpen,
}: {
  line: ReportLine
  chosen: boolean
  count: AlertCount | undefined
  onOpen: PickLine
}) {
  const { t } = useText()
  return (
    <p>
      {line.parts.map(({ text, counts }, index) => {
        if (counts === null) return text
        const own = countOf[counts]
        // «1/2 … (50%)»: of two numbers over the same rows the share is the one shown as chosen.
        const on = chosen && own === count && counts !== 'fired'
        return (
          <button
            // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a frozen sentence never move
            key={index}
            type="button"
            className={`report-figure${on ? ' report-figure-on' : ''}`}
            aria-label={t('report.figure', { figure: text })}
            aria-pressed={on}
            onClick={() => onOpen(line.key, own)}
          >
            {text}
          </button>
        )
      })}
    </p>
  )
}

/** Official paper is written in Vietnamese whatever the language of the page. */
function Sheet(props: {
  report: ReportDetail
  place: string
  chosen: string | undefined
  count: AlertCount | undefined
  onOpen: PickLine
}) {
  const { t } = useText()
  const { report, place, chosen, count, onOpen } = props
  const { day, month, year } = partsOf(report.cutOffAt)
  return (
    <article className="sheet" lang="vi">
      <div className="sheet-head">
        <div>
          <b className="sheet-agency">{report.agency.name}</b>
          <span>{t('report.number', { number: report.number })}</span>
        </div>
        <div>
          <b>{t('report.motto1')}</b>
          <b>{t('report.motto2')}</b>
          <i>{t('report.dateline', { place, d: day, m: month, y: year })}</i>
        </div>
      </div>
      <h2>{report.title}</h2>
      <p className="sheet-note">
        {report.demonstration && `${t('report.demonstration')} `}
        {t('report.hint')}
      </p>
      {report.lines.length === 0 && <p>{t('report.noLines')}</p>}
      {report.lines.map((line) => (
        <Sentence key={line.key} line={line} chosen={line.key === chosen} count={count} onOpen={onOpen} />
      ))}
    </article>
  )
}

/** One report as a sheet; each figure opens where it comes from. `?line=` opens that figure at once. */
export function ReportPage() {
  const { t } = useText()
  const { id } = useParams({ from: '/shell/bao-cao/$id' })
  const { line: chosen, count: chosenCount } = useSearch({ from: '/shell/bao-cao/$id' })
  const navigate = useNavigate({ from: '/bao-cao/$id' })
  const { session } = useSession()
  const periodText = usePeriodText()
  const { data: report, error, refetch } = useReport(id)
  useTitle(report?.title ?? t('report.title'))
  useRowKeys()
  if (error && !report) return <ErrorBox whole error={error} onRetry={() => refetch()} />
  if (!report) return <LoadingPage title={t('report.title')} />
  const line = report.lines.find((each) => each.key === chosen)
  const count = chosenCount === 'all' ? undefined : chosenCount
  const place = session?.province.name.replace(/^(Thành phố|Tỉnh)\s+/u, '') ?? ''
  return (
    <div className="page">
      <PageHead
        crumb={
          <>
            <span>{report.number}</span>
            <span className="dot">{periodText(report.period)}</span>
            <span className="dot">{t('report.cutOff', { time: formatDateTime(report.cutOffAt) })}</span>
          </>
        }
        title={report.title}
        actions={
          <a className="btn btn-primary" href={`/api/reports/${report.id}/document.docx`} download>
            <Icon name="download" size={16} />
            {t('report.download')}
          </a>
        }
      />
      <div className="report">
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
        <section className="report-paper" tabIndex={0} aria-label={t('report.title')}>
          <Sheet
            report={report}
            place={place}
            chosen={chosen}
            count={count}
            onOpen={(key, own) => void navigate({ search: own ? { line: key, count: own } : { line: key } })}
          />
        </section>
        {line ? (
          <SourcePanel
            key={line.key}
            report={report}
            line={line}
            count={count}
            onClose={() => void navigate({ search: {} })}
          />
        ) : (
          <aside className="panel panel-side report-hint" aria-label={t('report.where')}>
            <EmptyState icon="chart" title={t('report.where')} hint={t('report.pickLine')} />
          </aside>
        )}
      </div>
    </div>
  )
}
