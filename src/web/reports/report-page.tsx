import '../kit/figures.css'
import './report.css'
import './report-print.css'
import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { useMemo } from 'react'
import { useReport } from '../api/reports.ts'
import { useSession } from '../api/session.ts'
import { usePeriodText } from '../indicators/use-period-text.ts'
import { ErrorBox } from '../kit/error-box.tsx'
import { formatDateTime } from '../kit/format.ts'
import { LoadingPage, PageHead } from '../kit/panel.tsx'
import { useRowKeys } from '../kit/use-row-keys.ts'
import { useTitle } from '../shell/use-title.ts'
import { useText } from '../text/use-text.ts'
import { ApprovalPanel } from './approval-panel.tsx'
import { headingsOf, Outline, OutlineMenu, partOfLine } from './outline.tsx'
import { Paper } from './paper.tsx'
import { ReportActions } from './report-actions.tsx'
import { ReportStateChip } from './report-state.tsx'
import { SectionEditor } from './section-editor.tsx'
import { SourcePanel } from './source-panel.tsx'
import { usePartRead } from './use-part-read.ts'

/** One report as a sheet; each figure opens where it comes from. `?line=` opens that figure at once. */
export function ReportPage() {
  const { t } = useText()
  const { id } = useParams({ from: '/shell/bao-cao/$id' })
  const { line: chosen, count: number } = useSearch({ from: '/shell/bao-cao/$id' })
  const navigate = useNavigate({ from: '/bao-cao/$id' })
  const { session } = useSession()
  const periodText = usePeriodText()
  const { data: report, error, refetch } = useReport(id)
  const headings = useMemo(() => (report ? headingsOf(report) : []), [report])
  const read = usePartRead(headings)
  useTitle(report?.title ?? t('report.title'))
  useRowKeys()
  if (error && !report) return <ErrorBox whole error={error} onRetry={() => refetch()} />
  if (!report) return <LoadingPage title={t('report.title')} />
  const line = report.lines.find((each) => each.key === chosen)
  const current = partOfLine(report, chosen) ?? read
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
        title={
          <>
            {report.title} <ReportStateChip report={report} />
          </>
        }
        actions={<ReportActions report={report} />}
      />
      <div className="report">
        <Outline headings={headings} current={current} />
        <OutlineMenu headings={headings} current={current} />
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
        <section className="report-paper" tabIndex={0} aria-label={t('report.title')}>
          <Paper
            report={report}
            place={place}
            chosen={{ line: line?.key, number }}
            onOpen={(key, own) => void navigate({ search: own ? { line: key, count: own } : { line: key } })}
            editor={report.mayWrite ? (section) => <SectionEditor report={report} section={section} /> : undefined}
          />
        </section>
        {line ? (
          <SourcePanel
            key={line.key}
            report={report}
            line={line}
            number={number}
            onClose={() => void navigate({ search: {} })}
          />
        ) : (
          <ApprovalPanel report={report} />
        )}
      </div>
    </div>
  )
}
