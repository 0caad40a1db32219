import { useNavigate } from '@tanstack/react-router'
import type { Alert } from '../../core/api/alerts.ts'
import { useOpenIncident } from '../api/incidents.ts'
import { TextDialog } from '../kit/text-dialog.tsx'
import { say } from '../kit/toast.tsx'
import { useText } from '../text/use-text.ts'

/** Opens an incident from an alert, and from the line it heads, under a name that may be changed first; then goes there. */
export function OpenDialog({ alert, onClose }: { alert: Pick<Alert, 'id' | 'title'>; onClose: () => void }) {
  const { t, local } = useText()
  const open = useOpenIncident()
  const navigate = useNavigate()
  return (
    <TextDialog
      title={t('alert.open')}
      label={t('alert.openName')}
      hint={t('alert.openHint')}
      missing={t('alert.openMissing')}
      submit={t('alert.open')}
      pending={open.isPending}
      short
      most={300}
      initial={local(alert.title)}
      error={open.error}
      onSubmit={(title) =>
        open.mutate(
          { alertId: alert.id, title },
          {
            onSuccess: ({ id, number }) => {
              // In the place of what was said before: an alert of an incident can no longer be given back.
              say(t('alert.opened', { number }))
              void navigate({ to: '/su-co/$id', params: { id } })
            },
          },
        )
      }
      onClose={onClose}
    />
  )
}
