import { Link } from '@tanstack/react-router'
import { useSession } from '../api/session.ts'
import { useSummary } from '../api/situation.ts'
import { EmptyState } from '../kit/empty-state.tsx'
import { formatNumber, formatTime } from '../kit/format.ts'
import { useText } from '../text/use-text.ts'

/** Why no alert is open: nothing is wrong, nothing arrives, nothing has arrived yet, or there is nothing to hear of. Never one for another. */
export function InboxEmpty() {
  const { t, language } = useText()
  const { can } = useSession()
  const { data: summary } = useSummary()
  if (!summary) return null
  const { arriving, total, devices, lastHeardAt, devicesNeverSent } = summary.sources
  const number = (n: number) => formatNumber(n, language)
  const toConnections = can('connectors.read') && (
    <Link to="/ket-noi" className="btn btn-plain">
      {t('arrival.toConnections')}
    </Link>
  )
  if (total > 0 && arriving === 0) {
    return (
      <EmptyState icon="warn" hatched title={t('inbox.nothing')} hint={t('inbox.nothingHint')} action={toConnections} />
    )
  }
  if (total > 0) {
    const hint = t('arrival.calm', {
      arriving: number(arriving),
      total: number(total),
      devices: number(devices),
      time: lastHeardAt ? formatTime(lastHeardAt) : t('common.empty'),
    })
    return <EmptyState icon="check" title={t('inbox.empty')} hint={hint} />
  }
  if (devicesNeverSent > 0) {
    const hint = t('arrival.unheardHint', { n: number(devicesNeverSent) })
    return <EmptyState icon="warn" hatched title={t('arrival.unheard')} hint={hint} action={toConnections} />
  }
  return (
    <EmptyState
      icon="device"
      title={t('arrival.none')}
      hint={t(can('assets.create') ? 'arrival.noneHint' : 'arrival.noneAsk')}
      action={
        can('assets.create') && (
          <Link to="/thiet-bi" className="btn btn-primary">
            {t('arrival.toDevices')}
          </Link>
        )
      }
    />
  )
}
