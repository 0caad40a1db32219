import type { AlertDetail, AlertLine } from '../../core/api/alerts.ts'
import { useLineActions } from '../api/alert-lines.ts'
import { useAlertActions } from '../api/alerts.ts'
import { formatNumber } from '../kit/format.ts'
import { TextDialog } from '../kit/text-dialog.tsx'
import { say } from '../kit/toast.tsx'
import { useText } from '../text/use-text.ts'

/** Asks for the reason before an alert, or the whole line it stands for, is dismissed. */
export function DismissDialog(props: {
  alert: Pick<AlertDetail, 'id' | 'title'>
  line: AlertLine | undefined
  onClose: () => void
}) {
  const { alert, line, onClose } = props
  const { t, local, language } = useText()
  const one = useAlertActions().dismiss
  const whole = useLineActions().dismiss
  const submit = (reason: string) => {
    if (!line) return one.mutate({ id: alert.id, reason }, { onSuccess: onClose })
    const { id, group } = line
    whole.mutate(
      { id, group, reason },
      {
        onSuccess: ({ left }) => {
          if (left > 0) say(t('line.left', { n: left }))
          onClose()
        },
      },
    )
  }
  return (
    <TextDialog
      title={t(line ? 'line.dismissTitle' : 'alert.dismissTitle')}
      label={t('alert.dismissReason')}
      hint={t('alert.dismissHint')}
      missing={t('alert.dismissMissing')}
      submit={line ? t('line.dismissAll', { n: formatNumber(line.count, language) }) : t('alert.dismissSubmit')}
      pending={one.isPending || whole.isPending}
      error={one.error ?? whole.error}
      onSubmit={submit}
      onClose={onClose}
    >
      <p className="prose">{local(alert.title)}</p>
    </TextDialog>
  )
}
