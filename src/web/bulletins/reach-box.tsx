import type { Reach } from '../../core/api/bulletins.ts'
import { CallLink } from '../incidents/call-link.tsx'
import { formatNumber } from '../kit/format.ts'
import { Icon } from '../kit/icon.tsx'
import { useProblemText } from '../kit/use-problem-text.ts'
import { useText } from '../text/use-text.ts'

type Without = Reach['without']

function Callers({ without }: { without: Without }) {
  const { t, language } = useText()
  return (
    <details className="reach-without">
      <summary>{t('bulletin.reach.without', { n: formatNumber(without.length, language) })}</summary>
      <ul>
        {without.map(({ agency, phone }) => (
          <li key={agency.id}>
            <span>{agency.name}</span>
            {phone ? (
              <>
                <span className="num">{phone}</span>
                <CallLink agency={agency.name} phone={phone} />
              </>
            ) : (
              <span className="quiet">{t('bulletin.reach.noPhone')}</span>
            )}
          </li>
        ))}
      </ul>
    </details>
  )
}

/** Whom a bulletin reaches, counted before it is sent: agencies, addresses by channel, and who must be called. */
export function ReachBox({ reach, error }: { reach: Reach | undefined; error: Error | null }) {
  const { t, language, local } = useText()
  const problemText = useProblemText()
  const number = (n: number) => formatNumber(n, language)
  const said = ({ agencies, addresses }: { agencies: number; addresses: number }) => ({
    agencies: number(agencies),
    addresses: number(addresses),
  })
  return (
    <section className="reach-box" aria-label={t('bulletin.reach.title')} aria-live="polite">
      <p className="reach-sum">
        <Icon name="horn" size={16} />
        <span>{t('bulletin.reach.title')}</span>
        <b>{reach ? t('bulletin.reach.sum', said(reach)) : error ? problemText(error) : t('bulletin.reach.pending')}</b>
      </p>
      {reach && reach.agencies === 0 && <p>{t('bulletin.reach.nobody')}</p>}
      {reach && (
        <ul className="reach-channels">
          {reach.channels.length === 0 && <li>{t('bulletin.reach.noChannel')}</li>}
          {reach.channels.map((channel) => (
            <li key={`${channel.module}/${channel.key}`}>
              <span>{local(channel.name)}</span>
              <span>{channel.enabled ? t('bulletin.reach.channel', said(channel)) : t('bulletin.reach.off')}</span>
            </li>
          ))}
        </ul>
      )}
      {reach && reach.without.length > 0 && <Callers without={reach.without} />}
    </section>
  )
}
