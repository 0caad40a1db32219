import { lazy, Suspense, useState } from 'react'
import { type Connector, useChangeConnector, useTryConnector } from '../api/connectors.ts'
import { useSession } from '../api/session.ts'
import { Moment } from '../kit/age.tsx'
import { Button } from '../kit/button.tsx'
import { formatNumber } from '../kit/format.ts'
import { Icon } from '../kit/icon.tsx'
import { Facts } from '../kit/panel.tsx'
import { say } from '../kit/toast.tsx'
import { useProblemText } from '../kit/use-problem-text.ts'
import { useText } from '../text/use-text.ts'

const SettingsDialog = lazy(() => import('./settings-dialog.tsx').then((m) => ({ default: m.SettingsDialog })))
const ConfirmDialog = lazy(() => import('./confirm-dialog.tsx').then((m) => ({ default: m.ConfirmDialog })))
const TrialDialog = lazy(() => import('./trial-dialog.tsx').then((m) => ({ default: m.TrialDialog })))

function State({ connector }: { connector: Connector }) {
  const { t } = useText()
  const { state, stateAt } = connector
  return (
    <p className={`connector-state connector-${state}`}>
      <Icon name={state === 'failing' ? 'warn' : state === 'off' ? 'minus' : 'replay'} size={16} />
      <b>{t(`connection.state.${state}`)}</b>
      {stateAt && (
        <span>
          {t('connection.since', { time: '' })}
          <Moment at={stateAt} />
        </span>
      )}
    </p>
  )
}

/** What may be done with a connector; only who manages connectors sees it. */
function Actions({ connector }: { connector: Connector }) {
  const { t, local } = useText()
  const { can } = useSession()
  const change = useChangeConnector(connector)
  const trial = useTryConnector(connector)
  const problemText = useProblemText()
  const [asking, setAsking] = useState<'settings' | 'off' | 'restart' | 'trial'>()
  if (!can('connectors.manage')) return null
  const name = local(connector.name)
  const run = (body: { enabled?: boolean }, done: string) =>
    change.mutate(body, {
      onSuccess: () => {
        say(done)
        setAsking(undefined)
      },
      onError: (error) => say(problemText(error)),
    })
  return (
    <div className="connector-actions">
      <Button
        onClick={() => {
          setAsking('trial')
          trial.mutate()
        }}
      >
        {t('trial.button')}
      </Button>
      {connector.fields && <Button onClick={() => setAsking('settings')}>{t('connection.settings')}</Button>}
      {connector.enabled ? (
        <>
          <Button onClick={() => setAsking('restart')}>{t('connection.restart')}</Button>
          <Button onClick={() => setAsking('off')}>{t('connection.switchOff')}</Button>
        </>
      ) : (
        <Button
          look="primary"
          disabled={change.isPending}
          onClick={() => run({ enabled: true }, t('connection.doneOn', { name }))}
        >
          {t('connection.switchOn')}
        </Button>
      )}
      <Suspense>
        {asking === 'trial' && <TrialDialog connector={connector} trial={trial} onClose={() => setAsking(undefined)} />}
        {asking === 'settings' && <SettingsDialog connector={connector} onClose={() => setAsking(undefined)} />}
        {(asking === 'off' || asking === 'restart') && (
          <ConfirmDialog
            connector={connector}
            what={asking}
            isPending={change.isPending}
            onConfirm={() =>
              asking === 'off'
                ? run({ enabled: false }, t('connection.doneOff', { name }))
                : run({}, t('connection.doneRestart', { name }))
            }
            onClose={() => setAsking(undefined)}
          />
        )}
      </Suspense>
    </div>
  )
}

/** One connector: how it goes and since when, what it says, what it has brought. */
export function ConnectorCard({ connector }: { connector: Connector }) {
  const { t, language, local } = useText()
  const { sentence, startedAt, lastSentAt, sent, refused, failures } = connector
  return (
    <article className="card connector">
      <header>
        <div>
          <p className="crumb">{local(connector.moduleName)}</p>
          <h3>{local(connector.name)}</h3>
        </div>
        <State connector={connector} />
      </header>
      <p className={`connector-says prose${connector.state === 'failing' ? ' connector-says-bad' : ''}`}>
        {sentence ? local(sentence) : t('connection.saysNothing')}
      </p>
      <Facts
        items={[
          [t('connection.lastSent'), lastSentAt ? <Moment key="last" at={lastSentAt} /> : t('connection.never')],
          [t('connection.sent'), formatNumber(sent, language)],
          [t('connection.refused'), formatNumber(refused, language)],
          [t('connection.failures'), formatNumber(failures, language)],
          [t('connection.startedAt'), startedAt ? <Moment key="start" at={startedAt} /> : t('common.empty')],
        ]}
      />
      <Actions connector={connector} />
    </article>
  )
}
