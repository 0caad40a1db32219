import { useNavigate } from '@tanstack/react-router'
import { lazy, Suspense, useState } from 'react'
import type { AlertDetail } from '../../core/api/alerts.ts'
import { useSession } from '../api/session.ts'
import { useClose } from '../inbox/use-close.ts'
import { useLineOf } from '../inbox/use-line-of.ts'
import { useTake } from '../inbox/use-take.ts'
import { useTakeLine } from '../inbox/use-take-line.ts'
import { Button } from '../kit/button.tsx'
import { useCommands } from '../kit/commands.ts'
import { formatNumber } from '../kit/format.ts'
import { Icon } from '../kit/icon.tsx'
import { useText } from '../text/use-text.ts'

const DismissDialog = lazy(() => import('../inbox/dismiss-dialog.tsx').then((m) => ({ default: m.DismissDialog })))
const OpenDialog = lazy(() => import('../inbox/open-dialog.tsx').then((m) => ({ default: m.OpenDialog })))
const JoinDialog = lazy(() => import('../inbox/join-dialog.tsx').then((m) => ({ default: m.JoinDialog })))
const CloseDialog = lazy(() => import('../inbox/close-dialog.tsx').then((m) => ({ default: m.CloseDialog })))
const TakeDialog = lazy(() => import('../inbox/take-dialog.tsx').then((m) => ({ default: m.TakeDialog })))
const ShelveDialog = lazy(() => import('../inbox/shelve-dialog.tsx').then((m) => ({ default: m.ShelveDialog })))

const MoreActs = lazy(() => import('./more-acts.tsx').then((m) => ({ default: m.MoreActs })))

const command = { group: 'here', icon: 'bell' } as const

/**
 * What can be done with an alert, or with the whole line it stands for, the likeliest at the right: take it, open an incident, close it once it has
 * calmed, or go to the incident it has.
 */
export function AlertActions({ alert }: { alert: AlertDetail }) {
  const { t, language } = useText()
  const number = (n: number) => formatNumber(n, language)
  const { can } = useSession()
  const takeOne = useTake()
  const takeLine = useTakeLine()
  const line = useLineOf(alert)
  const navigate = useNavigate()
  const [asking, setAsking] = useState<'take' | 'open' | 'close' | 'shelve' | 'dismiss' | 'join'>()
  const closeNow = useClose()
  const stop = () => setAsking(undefined)
  const take = () => (line ? takeLine(line) : takeOne(alert))
  const { incident } = alert
  const finished = alert.handling === 'done' || alert.handling === 'dismissed'
  const fresh = alert.handling === 'new'
  const goTo = (id: string) => navigate({ to: '/su-co/$id', params: { id } })
  const openIncident = () => setAsking('open')

  const mayHandle = !incident && !finished && can('alerts.handle')
  const isCalm = mayHandle && alert.condition === 'resolved'
  const closing = { alert, line: line?.group === 'calmed' ? line : undefined }
  const close = () => closeNow(closing)
  const mayOpen = mayHandle && can('incidents.manage')
  useCommands([
    ...(mayHandle && fresh && !isCalm
      ? [
          { ...command, id: 'alert.take', text: t('keys.take'), run: take },
          { ...command, id: 'alert.comment', text: t('alert.takeWith'), keys: 'c', run: () => setAsking('take') },
        ]
      : []),
    ...(isCalm
      ? [
          { ...command, id: 'alert.close', text: t('keys.close'), run: close },
          { ...command, id: 'alert.closeWith', text: t('alert.closeWith'), run: () => setAsking('close') },
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
  const asks = (text: string, what: typeof asking, keys?: string) => ({
    text,
    run: () => setAsking(what),
    ...(keys && { keys }),
  })
  const n = number(line?.count ?? 0)
  const acts = [
    ...(fresh && !isCalm ? [asks(t('alert.takeWith'), 'take', 'c')] : []),
    ...(isCalm ? [asks(t('alert.closeWith'), 'close')] : []),
    ...(can('incidents.manage') ? [asks(t('alert.join'), 'join')] : []),
    asks(line ? t('line.shelveAll', { n }) : t('shelf.action'), 'shelve', 's'),
    asks(line ? t('line.dismissAll', { n }) : t('alert.dismiss'), 'dismiss'),
  ]
  return (
    <>
      <Suspense fallback={<Button disabled>{t('alert.more')}</Button>}>
        <MoreActs acts={acts} />
      </Suspense>
      {can('incidents.manage') && (
        <Button look={fresh || isCalm ? 'plain' : 'primary'} onClick={openIncident}>
          <Icon name="flag" size={16} />
          {t('alert.open')}
        </Button>
      )}
      {fresh && !isCalm && (
        <Button look="primary" onClick={take}>
          {line ? t('line.takeAll', { n: number(line.untaken) }) : t('inbox.take')}
        </Button>
      )}
      {isCalm && (
        <Button look="primary" onClick={close}>
          {closing.line && closing.line.closable > 1
            ? t('line.closeAll', { n: number(closing.line.closable) })
            : t('alert.closeIt')}
        </Button>
      )}
      <Suspense>
        {asking === 'close' && <CloseDialog {...closing} onClose={stop} />}
        {asking === 'open' && <OpenDialog alert={alert} onClose={stop} />}
        {asking === 'join' && <JoinDialog alert={alert} line={line} onClose={stop} onJoined={goTo} />}
        {asking === 'take' && <TakeDialog alert={alert} line={line} onClose={stop} />}
        {asking === 'shelve' && (
          <ShelveDialog
            alert={line ? { ...alert, severity: line.severity } : alert}
            {...(line ? { line } : {})}
            onClose={stop}
          />
        )}
        {asking === 'dismiss' && <DismissDialog alert={alert} line={line} onClose={stop} />}
      </Suspense>
    </>
  )
}
