import './settings.css'
import { Link, useLocation } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import { useSession } from '../api/session.ts'
import { useText } from '../text/use-text.ts'

/** The parts of the settings, as far as one may see them. */
export function SettingsTabs() {
  const { t } = useText()
  const { can } = useSession()
  const tabs = useRef<HTMLElement>(null)
  const here = useLocation({ select: ({ pathname }) => pathname })
  // On a phone they are a strip that is wider than the page.
  useEffect(() => {
    const current = here && tabs.current?.querySelector<HTMLElement>('[aria-current="page"]')
    if (!current || !tabs.current) return
    const room = tabs.current.clientWidth - current.offsetWidth
    tabs.current.scrollLeft = current.offsetLeft - tabs.current.offsetLeft - room / 2
  }, [here])
  return (
    <nav ref={tabs} className="page-tabs" aria-label={t('settings.title')}>
      {can('accounts.read') && (
        <Link to="/cai-dat" activeOptions={{ exact: true, includeSearch: false }}>
          {t('settings.accounts')}
        </Link>
      )}
      {can('accounts.read') && <Link to="/cai-dat/vai-tro">{t('role.title')}</Link>}
      {can('agencies.read') && <Link to="/cai-dat/don-vi">{t('agencies.title')}</Link>}
      {can('areas.read') && <Link to="/cai-dat/dia-gioi">{t('areas.title')}</Link>}
      {can('areas.read') && <Link to="/cai-dat/ban-do">{t('ownMap.title')}</Link>}
      {can('records.manage_fields') && <Link to="/cai-dat/truong">{t('extraField.title')}</Link>}
      {can('records.manage_fields') && <Link to="/cai-dat/so-lieu">{t('figureKind.title')}</Link>}
      {can('rules.view') && <Link to="/cai-dat/quy-tac">{t('rule.title')}</Link>}
      {can('alerts.read') && <Link to="/cai-dat/bao-tri">{t('maintenance.title')}</Link>}
      {can('readings.keep') && <Link to="/cai-dat/so-do">{t('keeping.title')}</Link>}
      {can('audit.read') && <Link to="/cai-dat/nhat-ky">{t('audit.title')}</Link>}
      {can('accounts.manage') && <Link to="/cai-dat/man-hinh">{t('screen.title')}</Link>}
      {can('channels.manage') && <Link to="/cai-dat/kenh">{t('channel.title')}</Link>}
    </nav>
  )
}
