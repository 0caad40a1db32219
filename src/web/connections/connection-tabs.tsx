import './dead-letters.css'
import { Link } from '@tanstack/react-router'
import { useSession } from '../api/session.ts'
import { useText } from '../text/use-text.ts'

/** The parts of the connections, as far as one may see them. */
export function ConnectionTabs() {
  const { t } = useText()
  const { can } = useSession()
  if (!can('dead_letters.view')) return null
  return (
    <nav className="page-tabs" aria-label={t('connection.title')}>
      <Link to="/ket-noi" activeOptions={{ exact: true, includeSearch: false }}>
        {t('letter.connections')}
      </Link>
      <Link to="/ket-noi/bi-tu-choi">{t('letter.title')}</Link>
    </nav>
  )
}
