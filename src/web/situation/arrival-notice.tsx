import './arrival-notice.css'
import { Link } from '@tanstack/react-router'
import type { Summary } from '../../core/api/situation.ts'
import { useBroker, useConnectors } from '../api/connectors.ts'
import { useSession } from '../api/session.ts'
import { formatMoment, formatNumber } from '../kit/format.ts'
import { Icon } from '../kit/icon.tsx'
import { useNow } from '../kit/use-now.ts'
import { useWords } from '../kit/use-words.ts'
import { useText } from '../text/use-text.ts'

/** Which connections fail, by name, for who may know. */
function Failing() {
  const { t, local } = useText()
  const { data: connectors } = useConnectors()
  const { data: broker } = useBroker()
  const names = connectors?.filter(({ state }) => state === 'failing').map(({ name }) => local(name)) ?? []
  if (broker && !broker.connected) names.push(broker.address)
  return (
    <span>
      {names.length > 0 ? t('arrival.failing', { names: names.join(', ') }) : t('arrival.noneFailing')}{' '}
      <Link to="/ket-noi">{t('arrival.toConnections')}</Link>
    </span>
  )
}

/** Across the page while nothing at all arrives: since when, of how many, and which connections fail. A calm list is no comfort then. */
export function ArrivalNotice({ sources }: Pick<Summary, 'sources'>) {
  const { t, language } = useText()
  const { can } = useSession()
  const { duration } = useWords()
  const now = useNow(30)
  const { lastHeardAt, total } = sources
  if (lastHeardAt === null) return null
  return (
    <div className="arrival-notice" role="alert">
      <p>
        <Icon name="warn" size={20} />
        <b>{t('arrival.nothing', { time: formatMoment(lastHeardAt, now) })}</b>
        <span>
          {t('arrival.nothingFor', {
            duration: duration(now - Date.parse(lastHeardAt), true),
            total: formatNumber(total, language),
          })}
        </span>
        {can('connectors.read') && <Failing />}
      </p>
    </div>
  )
}
