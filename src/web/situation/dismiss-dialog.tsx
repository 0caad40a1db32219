import type { AlertDetail } from '../../core/api/alerts.ts'
import { useAlertActions } from '../api/alerts.ts'
import { TextDialog } from '../kit/text-dialog.tsx'
import { useText } from '../text/use-text.ts'

/** Asks for the reason before an alert is dismissed. */
export function DismissDialog({ alert, onClose }: { alert: AlertDetail; onClose: () => void }) {
  const { t, local } = useText()
  const { dismiss } = useAlertActions()
  return (
    <TextDialog
      title={t('alert.dismissTitle')}
      label={t('alert.dismissReason')}
      hint={t('alert.dismissHint')}
      missing={t('alert.dismissMissing')}
      submit={t('alert.dismissSubmit')}
      pending={dismiss.isPending}
      error={dismiss.error}
      onSubmit={(reason) => dismiss.mutate({ id: alert.id, reason }, { onSuccess: onClose })}
      onClose={onClose}
    >
      <p className="prose">{local(alert.title)}</p>
    </TextDialog>
  )
}
