import { Link, useLocation } from '@tanstack/react-router'
import { useSession } from '../api/session.ts'
import { useSummary } from '../api/situation.ts'
import { Icon, type IconName } from '../kit/icon.tsx'
import { useText } from '../text/use-text.ts'

type To = '/' | '/su-co' | '/viec' | '/chi-so' | '/bao-cao' | '/so' | '/thiet-bi' | '/ket-noi' | '/cai-dat'

interface EntryProps {
  readonly to: To
  readonly icon: IconName
  readonly text: string
  readonly count?: number | undefined
  /** Left out of a phone's tabs, where a page of the same field of work leads to it. */
  readonly desk?: boolean
  /** One is there on addresses that begin with this, too. */
  readonly also?: string
}

function Entry({ to, icon, text, count, desk, also }: EntryProps) {
  const isThere = useLocation({ select: ({ pathname }) => also !== undefined && pathname.startsWith(also) })
  return (
    <Link
      to={to}
      className={desk ? 'rail-desk' : undefined}
      activeOptions={{ exact: to === '/', includeSearch: false }}
      activeProps={{ 'aria-current': 'page' }}
      {...(isThere ? { 'aria-current': 'page' } : {})}
    >
      <Icon name={icon} size={20} />
      <span>{text}</span>
      {count !== undefined && count > 0 && <em>{count}</em>}
    </Link>
  )
}

/** Navigation: at the left of a desk, tabs at the bottom of a phone. */
export function Rail() {
  const { t } = useText()
  const { can } = useSession()
  const { data: summary } = useSummary()
  return (
    <nav className="rail" aria-label={t('nav.label')}>
      <Entry to="/" icon="map" text={t('nav.situation')} />
      <Entry to="/su-co" icon="flag" text={t('nav.incidents')} count={summary?.incidentsOpen} />
      <Entry to="/viec" icon="tasks" text={t('nav.tasks')} count={summary?.tasksOverdue} />
      <Entry to="/chi-so" icon="chart" text={t('nav.indicators')} />
      <Entry to="/bao-cao" icon="doc" text={t('nav.reports')} />
      <Entry to="/so" icon="note" text={t('nav.registers')} also="/m/" />
      <Entry to="/thiet-bi" icon="device" text={t('nav.assets')} />
      <span className="grow" />
      {can('connectors.read') && <Entry to="/ket-noi" icon="link" text={t('nav.connections')} desk />}
      {can('accounts.read') && <Entry to="/cai-dat" icon="gear" text={t('nav.settings')} />}
    </nav>
  )
}
