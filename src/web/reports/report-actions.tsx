import { useState } from 'react'
import type { ReportDetail } from '../../core/api/reports.ts'
import type { ReportMove } from '../../core/report-state.ts'
import { useMoveReport } from '../api/reports.ts'
import { Button } from '../kit/button.tsx'
import { useCommands } from '../kit/commands.ts'
import { Icon } from '../kit/icon.tsx'
import { TextDialog } from '../kit/text-dialog.tsx'
import { say } from '../kit/toast.tsx'
import { useProblemText } from '../kit/use-problem-text.ts'
import { useText } from '../text/use-text.ts'

/** What may be done with a report: sent, taken back, returned, approved, printed, downloaded. */
export function ReportActions({ report }: { report: ReportDetail }) {
  const { t } = useText()
  const move = useMoveReport(report.id)
  const problemText = useProblemText()
  const [isReturning, setIsReturning] = useState(false)
  const refusalOf = (wanted: ReportMove) => report.moves.find((each) => each.move === wanted)?.refusal
  const may = (wanted: ReportMove) => refusalOf(wanted) === null
  const isBusy = move.isPending
  const tell = (error: unknown) => say(problemText(error))
  const make = (wanted: 'send' | 'withdraw' | 'approve') =>
    move.mutate({ move: wanted }, { onSuccess: () => say(t(`report.done.${wanted}`)), onError: tell })
  const print = () => window.print()
  useCommands([{ id: 'report.print', group: 'here', icon: 'print', text: t('report.print'), keys: 'p', run: print }])
  return (
    <>
      {refusalOf('approve') === 'second_person' && <span className="quiet">{t('report.secondPerson')}</span>}
      {may('withdraw') && (
        <Button onClick={() => make('withdraw')} disabled={isBusy}>
          {t('report.move.withdraw')}
        </Button>
      )}
      <Button onClick={print}>
        <Icon name="print" size={16} />
        {t('report.print')}
      </Button>
      <a
        className={`btn ${report.state === 'approved' ? 'btn-primary' : 'btn-plain'}`}
        href={`/api/reports/${report.id}/document.docx`}
        download
      >
        <Icon name="download" size={16} />
        {t('report.download')}
      </a>
      {may('send') && (
        <Button look="primary" onClick={() => make('send')} disabled={isBusy}>
          {t('report.move.send')}
        </Button>
      )}
      {may('return') && (
        <Button onClick={() => setIsReturning(true)} disabled={isBusy}>
          {t('report.move.return')}
        </Button>
      )}
      {may('approve') && (
        <Button look="primary" onClick={() => make('approve')} disabled={isBusy}>
          {t('report.move.approve')}
        </Button>
      )}
      {isReturning && (
        <TextDialog
          title={t('report.move.return')}
          label={t('report.reason')}
          hint={t('report.reasonHint')}
          missing={t('report.reasonMissing')}
          submit={t('report.move.return')}
          pending={move.isPending}
          error={move.error}
          onClose={() => setIsReturning(false)}
          onSubmit={(reason) =>
            move.mutate(
              { move: 'return', reason },
              {
                onSuccess: () => {
                  say(t('report.done.return'))
                  setIsReturning(false)
                },
              },
            )
          }
        />
      )}
    </>
  )
}
