import { useBroker } from '../api/connectors.ts'
import { Moment } from '../kit/age.tsx'
import { formatNumber } from '../kit/format.ts'
import { Icon } from '../kit/icon.tsx'
import { Facts } from '../kit/panel.tsx'
import { useText } from '../text/use-text.ts'

/** The operator's own broker: whether it is connected and since when, what failed last and how to mend it. Nothing where there is none. */
export function BrokerCard() {
  const { t, language } = useText()
  const { data: broker } = useBroker()
  if (!broker) return null
  const { connected, since, lastFault, taken, address } = broker
  return (
    <article className="card connector">
      <header>
        <div>
          <p className="crumb">{address}</p>
          <h3>{t('broker.title')}</h3>
        </div>
        <p className={`connector-state connector-${connected ? 'working' : 'failing'}`}>
          <Icon name={connected ? 'replay' : 'warn'} size={16} />
          <b>{t(connected ? 'broker.connected' : 'broker.away')}</b>
          <span>
            {t('connection.since', { time: '' })}
            <Moment at={since} />
          </span>
        </p>
      </header>
      {lastFault && !connected && (
        <p className="connector-says prose connector-says-bad">{t(`broker.fault.${lastFault.code}`)}</p>
      )}
      <Facts
        items={[
          [t('broker.taken'), formatNumber(taken, language)],
          ...(lastFault
            ? ([
                [t('broker.lastFault'), <Moment key="fault" at={lastFault.at} />],
                [t('broker.detail'), lastFault.detail],
              ] as const)
            : []),
        ]}
      />
    </article>
  )
}
