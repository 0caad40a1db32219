import { Link, useNavigate } from '@tanstack/react-router'
import type { ReportDetail } from '../../core/api/reports.ts'
import { useCountAnew } from '../api/reports.ts'
import { Button } from '../kit/button.tsx'
import { formatDateTime } from '../kit/format.ts'
import { Icon } from '../kit/icon.tsx'
import { say } from '../kit/toast.tsx'
import { useProblemText } from '../kit/use-problem-text.ts'
import { useText } from '../text/use-text.ts'
import { ReportStateChip } from './report-state.tsx'

function Steps({ report }: { report: ReportDetail }) {
  const { t } = useText()
  return (
    <ol className="report-steps">
      <li>
        <b>{t('report.step.created')}</b>
        <span>{t('report.stepBy', { name: report.createdBy.name, time: formatDateTime(report.createdAt) })}</span>
      </li>
      {report.steps.map(({ kind, comment, at, by }) => (
        <li key={at}>
          <b>{t(`report.step.${kind}`)}</b>
          <span>{t('report.stepBy', { name: by.name, time: formatDateTime(at) })}</span>
          {comment && <q className="prose">{comment}</q>}
        </li>
      ))}
    </ol>
  )
}

function CountAnew({ report }: { report: ReportDetail }) {
  const { t } = useText()
  const anew = useCountAnew(report.id)
  const navigate = useNavigate()
  const problemText = useProblemText()
  const countAnew = () =>
    anew.mutate(undefined, {
      onSuccess: ({ id, version }) => {
        say(t('report.done.anew', { n: version }))
        void navigate({ to: '/bao-cao/$id', params: { id } })
      },
      onError: (error) => say(problemText(error)),
    })
  return (
    <>
      <Button onClick={countAnew} disabled={anew.isPending}>
        {t('report.anew')}
      </Button>
      <p className="quiet">{t('report.anewHint')}</p>
    </>
  )
}

function Versions({ report }: { report: ReportDetail }) {
  const { t } = useText()
  return (
    <ul className="report-versions">
      {report.versions.map((each) => (
        <li key={each.id}>
          <ReportStateChip report={each} />{' '}
          {each.id === report.id ? (
            <span className="quiet">{t('report.thisVersion')}</span>
          ) : (
            <Link className="link" to="/bao-cao/$id" params={{ id: each.id }}>
              {t('report.cutOff', { time: formatDateTime(each.cutOffAt) })}
            </Link>
          )}
        </li>
      ))}
    </ul>
  )
}

/** What became of a report: its steps towards approval and its versions. Stands where no number is open. */
export function ApprovalPanel({ report }: { report: ReportDetail }) {
  const { t } = useText()
  return (
    <aside className="panel panel-side report-hint" aria-label={t('report.approval')}>
      <div className="panel-head">
        <h2 className="panel-title">{t('report.approval')}</h2>
      </div>
      <div className="block">
        <Steps report={report} />
      </div>
      <div className="block">
        <h3>{t('report.versions')}</h3>
        <Versions report={report} />
        {report.mayCountAnew && <CountAnew report={report} />}
      </div>
      <div className="block">
        <p className="note-box">
          <Icon name="chart" size={16} />
          <span>{t('report.pickLine')}</span>
        </p>
      </div>
    </aside>
  )
}
