import './inbox.css'
import { useRef, useState } from 'react'
import type { Alert } from '../../core/api/alerts.ts'
import { useOpenAlerts } from '../api/alerts.ts'
import { useSummary } from '../api/situation.ts'
import { Button } from '../kit/button.tsx'
import { EmptyState } from '../kit/empty-state.tsx'
import { ErrorBox } from '../kit/error-box.tsx'
import { Loading } from '../kit/loading.tsx'
import { useText } from '../text/use-text.ts'
import { AlertLine } from './alert-line.tsx'
import { groupAlerts, groupOf, type InboxGroup } from './group-alerts.ts'
import { useHeldBack } from './use-held-back.ts'
import { useInboxKeys } from './use-inbox-keys.ts'
import { useTake } from './use-take.ts'

function InboxEmpty() {
  const { t } = useText()
  const { data: summary } = useSummary()
  if (!summary) return null
  const { arriving, total } = summary.sources
  // Nothing wrong is not nothing arriving.
  return total > 0 && arriving === 0 ? (
    <EmptyState icon="warn" hatched title={t('inbox.nothing')} hint={t('inbox.nothingHint')} />
  ) : (
    <EmptyState
      icon="check"
      title={t('inbox.empty')}
      hint={total > 0 ? t('inbox.emptyHint', { arriving, total }) : t('inbox.emptyNoSources')}
    />
  )
}

/** The list of open alerts in its three groups. `onOpen` chooses an alert; keys J, K and A work while it is on screen. */
export function Inbox({ chosen, onOpen }: { chosen: string | undefined; onOpen: (alert: Alert) => void }) {
  const { t } = useText()
  const { list, items } = useOpenAlerts()
  const take = useTake()
  const [held, setHeld] = useState<{ id: string; group: InboxGroup } | null>(null)
  const body = useRef<HTMLDivElement>(null)
  const back = useHeldBack(items ?? [])
  const groups = groupAlerts(back.shown, held)
  const inOrder = groups.flatMap((group) => group.items)
  useInboxKeys({ alerts: inOrder, chosen, onOpen, onTake: take })

  const hold = (alert: Alert) =>
    setHeld((now) => (now?.id === alert.id ? now : { id: alert.id, group: groupOf(alert) }))
  return (
    <section className="panel inbox" aria-label={t('inbox.label')}>
      <div className="panel-head">
        <h2 className="panel-title">{t('inbox.title')}</h2>
        {back.waiting > 0 ? (
          <Button look="quiet" small onClick={back.release}>
            {t('inbox.incoming', { n: back.waiting })}
          </Button>
        ) : (
          <span className="inbox-keys">{t('inbox.keys')}</span>
        )}
      </div>
      <div className="scroll" ref={body} onPointerMove={back.touch} onPointerLeave={back.release}>
        {list.isPending && <Loading rows={6} />}
        {list.error && !items && <ErrorBox error={list.error} onRetry={() => list.refetch()} />}
        {items?.length === 0 && <InboxEmpty />}
        {groups.map(({ group, items: alerts }) => (
          <section key={group} aria-label={t(`inbox.${group}`)}>
            <h3 className="inbox-group">
              {t(`inbox.${group}`)} <span>{alerts.length}</span>
            </h3>
            <ul>
              {alerts.map((alert) => (
                <AlertLine
                  key={alert.id}
                  alert={alert}
                  chosen={alert.id === chosen}
                  onOpen={onOpen}
                  onTake={take}
                  onHold={hold}
                  onLeave={() => setHeld(null)}
                />
              ))}
            </ul>
          </section>
        ))}
        {list.hasNextPage && (
          <div className="foot">
            <Button onClick={() => list.fetchNextPage()}>{t('common.more')}</Button>
          </div>
        )}
      </div>
    </section>
  )
}
