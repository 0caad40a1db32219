import type { Delivery, Message } from '../../core/api/messages.ts'
import { useRetries } from '../api/messages.ts'
import { useSession } from '../api/session.ts'
import { Moment } from '../kit/age.tsx'
import { Button } from '../kit/button.tsx'
import { Icon, type IconName } from '../kit/icon.tsx'
import { say } from '../kit/toast.tsx'
import { useProblemText } from '../kit/use-problem-text.ts'
import { useText } from '../text/use-text.ts'

const icons: Record<Delivery['state'], IconName> = {
  waiting: 'clock',
  sent: 'check',
  delivered: 'check',
  failed: 'warn',
}

function Way({ delivery }: { delivery: Delivery }) {
  const { t, local } = useText()
  const { can } = useSession()
  const retries = useRetries()
  const problemText = useProblemText()
  const { state, attempts, fault, receipt, nextAt, endedAt } = delivery
  const retry = () =>
    retries.delivery.mutate(delivery.id, {
      onSuccess: () => say(t('message.retried')),
      onError: (error) => say(problemText(error)),
    })
  return (
    <li className={`message-way message-${state}`}>
      <p>
        <Icon name={icons[state]} size={14} />
        <b>{t(`message.state.${state}`)}</b>
        <span>
          {local(delivery.channel.name)} · {delivery.address}
        </span>
        {endedAt && <Moment at={endedAt} />}
      </p>
      {state === 'waiting' && attempts > 0 && nextAt && (
        <p className="quiet">
          {t('message.tries', { n: attempts })}, {t('message.nextTry')} <Moment at={nextAt} />
        </p>
      )}
      {(fault ?? receipt) && <p className="message-says">{fault ?? receipt}</p>}
      {state === 'failed' && can('channels.manage') && (
        <Button small disabled={retries.delivery.isPending} onClick={retry}>
          {t('message.retry')}
        </Button>
      )}
    </li>
  )
}

/** One message: whom it told what, and how far it came on each way. */
export function MessageRow({ message }: { message: Message }) {
  const { t, local } = useText()
  const { at, agency, title, body, page, deliveries, source } = message
  return (
    <tr>
      <td className="num nowrap">
        <Moment at={at} />
      </td>
      <td>{agency.name}</td>
      <td className="wide message-text">
        {page ? (
          <a className="link" href={page} title={t('message.open')}>
            {local(title)}
          </a>
        ) : (
          <b>{local(title)}</b>
        )}
        <details>
          <summary>{t('message.whole')}</summary>
          <p className="prose">{local(body)}</p>
          <p className="quiet">{source.name ? local(source.name) : source.id}</p>
        </details>
      </td>
      <td className="message-ways">
        {deliveries.length === 0 ? (
          <p className="message-way message-none">
            <Icon name="minus" size={14} />
            {t('message.noDelivery')}
          </p>
        ) : (
          <ul>
            {deliveries.map((delivery) => (
              <Way key={delivery.id} delivery={delivery} />
            ))}
          </ul>
        )}
      </td>
    </tr>
  )
}
