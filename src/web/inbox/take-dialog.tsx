import type { AlertDetail, AlertLine } from '../../core/api/alerts.ts'
import { useLineActions } from '../api/alert-lines.ts'
import { useAlertActions } from '../api/alerts.ts'
import { formatNumber } from '../kit/format.ts'
import { TextDialog } from '../kit/text-dialog.tsx'
import { useText } from '../text/use-text.ts'

/** Takes an alert, or the whole line it stands for, with a comment that stands in the course of each for whoever comes next. */
export function TakeDialog(props: { alert: AlertDetail; line: AlertLine | undefined; onClose: () => void }) {
  const { alert, line, onClose } = props
  const { t, local, language } = useText()
  const one = useAlertActions().take
  const whole = useLineActions().take
  const submit = (comment: string) => {
    if (line) whole.mutate({ id: line.id, group: line.group, comment }, { onSuccess: onClose })
    else one.mutate({ id: alert.id, comment }, { onSuccess: onClose })
  }
  return (
    <TextDialog
      title={t('alert.takeTitle')}
      label={t('alert.takeComment')}
      hint={t('alert.takeHint')}
      missing={t('alert.takeMissing')}
      submit={line ? t('line.takeAll', { n: formatNumber(line.untaken, language) }) : t('inbox.take')}
      pending={one.isPending || whole.isPending}
      error={one.error ?? whole.error}
      onSubmit={submit}
      onClose={onClose}
    >
      <p className="prose">{local(alert.title)}</p>
    </TextDialog>
  )
}
