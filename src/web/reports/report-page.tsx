import './report.css'
import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import type { ReportDetail, ReportLine } from '../../core/api/indicators.ts'
import { useReport } from '../api/reports.ts'
import { useSession } from '../api/session.ts'
import { usePeriodText } from '../indicators/use-period-text.ts'
import { EmptyState } from '../kit/empty-state.tsx'
import { ErrorBox } from '../kit/error-box.tsx'
import { formatDateTime, partsOf } from '../kit/format.ts'
import { Icon } from '../kit/icon.tsx'
import { Loading } from '../kit/loading.tsx'
import { PageHead } from '../kit/panel.tsx'
import { useTitle } from '../shell/use-title.ts'
import { useText } from '../text/use-text.ts'
import { SourcePanel } from './source-panel.tsx'
import { splitSentence } from './split-sentence.ts'

function Sentence({ line, chosen, onOpen }: { line: ReportLine; chosen: boolean; onOpen: () => void }) {
  const { t } = useText()
  const { before, after } = splitSentence(line.text, line.figureText)
  return (
    <p>
      {before}
      {line.figureText !== '' && (
        <button
          type="button"
          className={`report-figure${chosen ? ' report-figure-on' : ''}`}
          aria-label={t('report.figure', { figure: line.figureText })}
          aria-pressed={chosen}
          onClick={onOpen}
        >
          {line.figureText}
        </button>
      )}
      {after}
    </p>
  )
}

/** Official paper is written in Vietnamese whatever the language of the page. */
function Sheet(props: {
  report: ReportDetail
  place: string
  chosen: string | undefined
  onOpen: (key: string) => void
}) {
  const { t } = useText()
  const { report, place, chosen, onOpen } = props
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
        <Sentence key={line.key} line={line} chosen={line.key === chosen} onOpen={() => onOpen(line.key)} />
      ))}
    </article>
  )
}

/** One report as a sheet; each figure opens where it comes from. `?line=` opens that figure at once. */
export function ReportPage() {
  const { t } = useText()
  const { id } = useParams({ from: '/shell/bao-cao/$id' })
  const { line: chosen } = useSearch({ from: '/shell/bao-cao/$id' })
  const navigate = useNavigate({ from: '/bao-cao/$id' })
  const { session } = useSession()
  const periodText = usePeriodText()
  const { data: report, error, refetch } = useReport(id)
  useTitle(report?.title ?? t('report.title'))
  if (error && !report) return <ErrorBox error={error} onRetry={() => refetch()} />
  if (!report) return <Loading rows={8} />
  const line = report.lines.find((each) => each.key === chosen)
  const place = session?.province.name.replace(/^(Thành phố|Tỉnh)\s+/u, '') ?? ''
  return (
    <div className="page">
      <PageHead
        crumb={
          <>
            <span>{report.number}</span>
            <span>· {periodText(report.period)}</span>
            <span>· {t('report.cutOff', { time: formatDateTime(report.cutOffAt) })}</span>
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
            onOpen={(key) => void navigate({ search: { line: key } })}
          />
        </section>
        {line ? (
          <SourcePanel key={line.key} report={report} line={line} onClose={() => void navigate({ search: {} })} />
        ) : (
          <aside className="panel panel-side report-hint" aria-label={t('report.where')}>
            <EmptyState icon="chart" title={t('report.where')} hint={t('report.pickLine')} />
          </aside>
        )}
      </div>
    </div>
  )
}
