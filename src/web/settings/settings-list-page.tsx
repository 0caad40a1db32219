import '../registers/registers.css'
import { PageHead } from '../kit/panel.tsx'
import { useTitle } from '../shell/use-title.ts'
import { useText } from '../text/use-text.ts'
import { SettingsList } from './settings-nav.tsx'

/** Every part of the settings that one may see: where a phone begins. */
export function SettingsListPage() {
  const { t } = useText()
  useTitle(t('settings.title'))
  return (
    <div className="page">
      <PageHead title={t('settings.title')} />
      <nav className="registers" aria-label={t('settings.title')}>
        <SettingsList className="card registers-module" />
      </nav>
    </div>
  )
}
