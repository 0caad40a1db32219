import { useNavigate } from '@tanstack/react-router'
import { lazy, Suspense, useState } from 'react'
import type { AlertDetail } from '../../core/api/alerts.ts'
import { useOpenIncident } from '../api/incidents.ts'
import { useSession } from '../api/session.ts'
import { useLineOf } from '../inbox/use-line-of.ts'
import { useTake } from '../inbox/use-take.ts'
import { useTakeLine } from '../inbox/use-take-line.ts'
import { Button } from '../kit/button.tsx'
import { useCommands } from '../kit/commands.ts'
import { formatNumber } from '../kit/format.ts'
import { Icon } from '../kit/icon.tsx'
import { say } from '../kit/toast.tsx'
import { useProblemText } from '../kit/use-problem-text.ts'
import { useText } from '../text/use-text.ts'

const DismissDialog = lazy(() => import('../inbox/dismiss-dialog.tsx').then((m) => ({ default: m.DismissDialog })))
const JoinDialog = lazy(() => import('../inbox/join-dialog.tsx').then((m) => ({ default: m.JoinDialog })))
const TakeDialog = lazy(() => import('../inbox/take-dialog.tsx').then((m) => ({ default: m.TakeDialog })))
const ShelveDialog = lazy(() => import('../inbox/shelve-dialog.tsx').then((m) => ({ default: m.ShelveDialog })))

const command = { group: 'here', icon: 'bell' } as const

/** What can be done with an alert, or with the whole line it stands for, the likeliest at the right: take it, open an incident, or go to the one it has. */
export function AlertActions({ alert }: { alert: AlertDetail }) {
  const { t, language } = useText()
  const number = (n: number) => formatNumber(n, language)
  const { can } = useSession()
  const takeOne = useTake()
  const takeLine = useTakeLine()
  const line = useLineOf(alert)
  const navigate = useNavigate()
  const problemText = useProblemText()
  const open = useOpenIncident()
  const [asking, setAsking] = useState<'take' | 'shelve' | 'dismiss' | 'join'>()
  const close = () => setAsking(undefined)
  const take = () => (line ? takeLine(line) : takeOne(alert))
  const { incident } = alert
  const finished = alert.handling === 'done' || alert.handling === 'dismissed'
  const fresh = alert.handling === 'new'
  const goTo = (id: string) => navigate({ to: '/su-co/$id', params: { id } })
  const openIncident = () =>
    open.mutate(alert.id, { onSuccess: (made) => goTo(made.id), onError: (error) => say(problemText(error)) })

  const mayHandle = !incident && !finished && can('alerts.handle')
  const mayOpen = mayHandle && can('incidents.manage')
  useCommands([
    ...(mayHandle && fresh
      ? [
          { ...command, id: 'alert.take', text: t('keys.take'), run: take },
          { ...command, id: 'alert.comment', text: t('alert.takeWith'), keys: 'c', run: () => setAsking('take') },
        ]
      : []),
    ...(mayOpen
      ? [
          { ...command, id: 'alert.open', text: t('alert.open'), keys: 'i', run: openIncident },
          { ...command, id: 'alert.join', text: t('alert.join'), run: () => setAsking('join') },
        ]
      : []),
    ...(mayHandle
      ? [
          { ...command, id: 'alert.shelve', text: t('shelf.action'), keys: 's', run: () => setAsking('shelve') },
          { ...command, id: 'alert.dismiss', text: t('alert.dismiss'), run: () => setAsking('dismiss') },
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
      <Button onClick={() => setAsking('shelve')}>
        {line ? t('line.shelveAll', { n: number(line.count) }) : t('shelf.action')}
      </Button>
      <Button onClick={() => setAsking('dismiss')}>
        {line ? t('line.dismissAll', { n: number(line.count) }) : t('alert.dismiss')}
      </Button>
      {can('incidents.manage') && <Button onClick={() => setAsking('join')}>{t('alert.join')}</Button>}
      {can('incidents.manage') && (
        <Button look={fresh ? 'plain' : 'primary'} disabled={open.isPending} onClick={openIncident}>
          <Icon name="flag" size={16} />
          {t('alert.open')}
        </Button>
      )}
      {fresh && <Button onClick={() => setAsking('take')}>{t('alert.takeWith')}</Button>}
      {fresh && (
        <Button look="primary" onClick={take}>
          {line ? t('line.takeAll', { n: number(line.untaken) }) : t('inbox.take')}
        </Button>
      )}
      <Suspense>
        {asking === 'join' && <JoinDialog alert={alert} line={line} onClose={close} onJoined={goTo} />}
        {asking === 'take' && <TakeDialog alert={alert} line={line} onClose={close} />}
        {asking === 'shelve' && (
          <ShelveDialog
            alert={line ? { ...alert, severity: line.severity } : alert}
            {...(line ? { line } : {})}
            onClose={close}
          />
        )}
        {asking === 'dismiss' && <DismissDialog alert={alert} line={line} onClose={close} />}
      </Suspense>
    </>
  )
}
