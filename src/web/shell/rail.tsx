import { useMediaQuery } from '@mantine/hooks'
import { Link, useLocation } from '@tanstack/react-router'
import { useId, useRef } from 'react'
import { useSession } from '../api/session.ts'
import { useSummary } from '../api/situation.ts'
import { Icon, type IconName } from '../kit/icon.tsx'
import { opensSettings } from '../settings/opens-settings.ts'
import { useText } from '../text/use-text.ts'

type To =
  | '/'
  | '/su-co'
  | '/viec'
  | '/chi-so'
  | '/bao-cao'
  | '/so'
  | '/thiet-bi'
  | '/tin-nhan'
  | '/ket-noi'
  | '/cai-dat'
  | '/cai-dat/muc'

interface EntryProps {
  readonly to: To
  readonly icon: IconName
  readonly text: string
  readonly count?: number | undefined
  /** One is there on addresses that begin with this, too. */
  readonly also?: readonly string[]
  readonly onFollow?: () => void
}

function Entry({ to, icon, text, count, also, onFollow }: EntryProps) {
  const isThere = useLocation({
    select: ({ pathname }) => also?.some((each) => pathname.startsWith(each)),
  })
  return (
    <Link
      to={to}
      activeOptions={{ exact: to === '/', includeSearch: false }}
      activeProps={{ 'aria-current': 'page' }}
      {...(isThere ? { 'aria-current': 'page' } : {})}
      onClick={onFollow}
    >
      <Icon name={icon} size={20} />
      <span>{text}</span>
      {count !== undefined && count > 0 && <em>{count}</em>}
    </Link>
  )
}

/** Navigation: at the left of a desk, tabs at the bottom of a phone, where a sheet holds what does not fit. */
export function Rail() {
  const { t } = useText()
  const { can } = useSession()
  const { data: summary } = useSummary()
  const isPhone = useMediaQuery('(max-width: 700px)', undefined, { getInitialValueInEffect: false })
  const restId = useId()
  const rest = useRef<HTMLDivElement>(null)
  const close = () => rest.current?.hidePopover()
  return (
    <nav className="rail" aria-label={t('nav.label')}>
      <Entry to="/" icon="map" text={t('nav.situation')} />
      <Entry to="/su-co" icon="flag" text={t('nav.incidents')} count={summary?.incidentsOpen} />
      <Entry to="/viec" icon="tasks" text={t('nav.tasks')} count={summary?.tasksOverdue} />
      <Entry to="/so" icon="note" text={t('nav.registers')} also={['/m/', '/nhap-du-lieu']} />
      <Entry to="/thiet-bi" icon="device" text={t('nav.assets')} />
      <button type="button" className="rail-more" popoverTarget={restId}>
        <Icon name="menu" size={20} />
        <span>{t('nav.more')}</span>
      </button>
      <div ref={rest} id={restId} popover="auto" className="rail-rest">
        <Entry to="/chi-so" icon="chart" text={t('nav.indicators')} onFollow={close} />
        <Entry to="/bao-cao" icon="doc" text={t('nav.reports')} onFollow={close} />
        {can('messages.read') && <Entry to="/tin-nhan" icon="bell" text={t('nav.messages')} onFollow={close} />}
        <span className="grow" />
        {can('connectors.read') && <Entry to="/ket-noi" icon="link" text={t('nav.connections')} onFollow={close} />}
        {opensSettings.some(can) && (
          <Entry
            // A phone has no room for the parts beside one of them; without the accounts there is no first of them.
            to={isPhone || !can('accounts.read') ? '/cai-dat/muc' : '/cai-dat'}
            icon="gear"
            text={t('nav.settings')}
            also={['/cai-dat']}
            onFollow={close}
          />
        )}
      </div>
    </nav>
  )
}
