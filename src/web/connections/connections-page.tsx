import './connections.css'
import { useConnectors } from '../api/connectors.ts'
import { useSession } from '../api/session.ts'
import { EmptyState } from '../kit/empty-state.tsx'
import { ErrorBox } from '../kit/error-box.tsx'
import { Loading } from '../kit/loading.tsx'
import { PageHead } from '../kit/panel.tsx'
import { useTitle } from '../shell/use-title.ts'
import { useText } from '../text/use-text.ts'
import { BrokerCard } from './broker-card.tsx'
import { ConnectionTabs } from './connection-tabs.tsx'
import { ConnectorCard } from './connector-card.tsx'
import { Senders } from './senders.tsx'

/** What the centre fetches by itself and how that goes, and which devices send and which are silent. */
export function ConnectionsPage() {
  const { t } = useText()
  const { can } = useSession()
  const { data: connectors, error, isPending, refetch } = useConnectors()
  useTitle(t('connection.title'))
  return (
    <div className="page">
      <PageHead title={t('connection.title')} crumb={<span>{t('connection.lead')}</span>} />
      <ConnectionTabs />
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <div className="scroll" tabIndex={0}>
        <div className="connections">
          <section>
            <h2>{t('connection.connectors')}</h2>
            <p className="quiet">
              {t('connection.sinceStart')} {!can('connectors.manage') && t('connection.onlyManagers')}
            </p>
            {isPending && <Loading rows={4} />}
            {error && !connectors && <ErrorBox error={error} onRetry={() => void refetch()} />}
            {connectors?.length === 0 && (
              <EmptyState icon="link" title={t('connection.none')} hint={t('connection.noneHint')} />
            )}
            <div className="connector-list">
              <BrokerCard />
              {connectors?.map((connector) => (
                <ConnectorCard key={`${connector.module}/${connector.key}`} connector={connector} />
              ))}
            </div>
          </section>
          <Senders />
        </div>
      </div>
    </div>
  )
}
