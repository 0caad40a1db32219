import { useNavigate } from '@tanstack/react-router'
import { lazy, Suspense, useState } from 'react'
import type { AlertDetail } from '../../core/api/alerts.ts'
import { useOpenIncident } from '../api/incidents.ts'
import { useSession } from '../api/session.ts'
import { useTake } from '../inbox/use-take.ts'
import { Button } from '../kit/button.tsx'
import { useCommands } from '../kit/commands.ts'
import { Icon } from '../kit/icon.tsx'
import { say } from '../kit/toast.tsx'
import { useProblemText } from '../kit/use-problem-text.ts'
import { useText } from '../text/use-text.ts'

const DismissDialog = lazy(() => import('./dismiss-dialog.tsx').then((m) => ({ default: m.DismissDialog })))
const ShelveDialog = lazy(() => import('../inbox/shelve-dialog.tsx').then((m) => ({ default: m.ShelveDialog })))

const command = { group: 'here', icon: 'bell' } as const

/** What can be done with an alert, the likeliest at the right: take it, open an incident, or go to the one it has. */
export function AlertActions({ alert }: { alert: AlertDetail }) {
  const { t } = useText()
  const { can } = useSession()
  const take = useTake()
  const navigate = useNavigate()
  const problemText = useProblemText()
  const open = useOpenIncident()
  const [shelving, setShelving] = useState(false)
  const [dismissing, setDismissing] = useState(false)
  const { incident } = alert
  const finished = alert.handling === 'done' || alert.handling === 'dismissed'
  const fresh = alert.handling === 'new'
  const goTo = (id: string) => navigate({ to: '/su-co/$id', params: { id } })
  const openIncident = () =>
    open.mutate(alert.id, { onSuccess: (made) => goTo(made.id), onError: (error) => say(problemText(error)) })

  const mayHandle = !incident && !finished && can('alerts.handle')
  const mayOpen = mayHandle && can('incidents.manage')
  useCommands([
    ...(mayHandle && fresh ? [{ ...command, id: 'alert.take', text: t('keys.take'), run: () => take(alert) }] : []),
    ...(mayOpen ? [{ ...command, id: 'alert.open', text: t('alert.open'), keys: 'i', run: openIncident }] : []),
    ...(mayHandle
      ? [
          { ...command, id: 'alert.shelve', text: t('shelf.action'), keys: 's', run: () => setShelving(true) },
          { ...command, id: 'alert.dismiss', text: t('alert.dismiss'), run: () => setDismissing(true) },
        ]
      : []),
    ...(incident
      ? [
          {
            ...command,
            id: 'alert.incident',
            text: t('alert.goIncident', { number: incident.number }),
            keys: 'i',
            run: () => void goTo(incident.id),
          },
        ]
      : []),
  ])

  if (incident) {
    return (
      <Button look="primary" onClick={() => goTo(incident.id)}>
        <Icon name="flag" size={16} />
        {t('alert.goIncident', { number: incident.number })}
      </Button>
    )
  }
  if (finished) return <p>{t('alert.closed')}</p>
  if (!can('alerts.handle')) return <p>{t('alert.cannotHandle')}</p>
  return (
    <>
      <Button onClick={() => setShelving(true)}>{t('shelf.action')}</Button>
      <Button onClick={() => setDismissing(true)}>{t('alert.dismiss')}</Button>
      {can('incidents.manage') && (
        <Button look={fresh ? 'plain' : 'primary'} disabled={open.isPending} onClick={openIncident}>
          <Icon name="flag" size={16} />
          {t('alert.open')}
        </Button>
      )}
      {fresh && (
        <Button look="primary" onClick={() => take(alert)}>
          {t('inbox.take')}
        </Button>
      )}
      {shelving && (
        <Suspense>
          <ShelveDialog alert={alert} onClose={() => setShelving(false)} />
        </Suspense>
      )}
      {dismissing && (
        <Suspense>
          <DismissDialog alert={alert} onClose={() => setDismissing(false)} />
        </Suspense>
      )}
    </>
  )
}
