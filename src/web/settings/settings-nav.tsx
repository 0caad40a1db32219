import './settings.css'
import './settings-nav.css'
import { Link } from '@tanstack/react-router'
import { useSession } from '../api/session.ts'
import { Icon } from '../kit/icon.tsx'
import { useText } from '../text/use-text.ts'
import { settingsGroups } from './settings-parts.ts'

/** The parts of the settings that one may see, by what they are about. */
export function SettingsList({ className }: { className: string }) {
  const { t } = useText()
  const { can } = useSession()
  return settingsGroups.map(({ key, parts }) => {
    const seen = parts.filter(([, , verb]) => can(verb))
    return (
      seen.length > 0 && (
        <section key={key} className={className}>
          <h2>{t(`settings.group.${key}`)}</h2>
          <ul>
            {seen.map(([address, words]) => (
              <li key={address}>
                <Link to={address} activeOptions={{ exact: address === '/cai-dat', includeSearch: false }}>
                  {t(words)}
                </Link>
              </li>
            ))}
          </ul>
        </section>
      )
    )
  })
}

/** Beside a part of the settings: the others; where there is no room for them, the way back to their list. */
export function SettingsNav() {
  const { t } = useText()
  return (
    <nav className="settings-nav" aria-label={t('settings.title')}>
      <Link className="settings-back" to="/cai-dat/muc">
        <Icon name="left" size={14} />
        {t('settings.all')}
      </Link>
      <SettingsList className="settings-group" />
    </nav>
  )
}
