import type { Language } from '../../core/text.ts'
import { Icon } from '../kit/icon.tsx'
import { chooseTheme, useTheme } from '../kit/theme.ts'
import { chooseLanguage, rememberLanguage } from '../text/i18n.ts'
import { useText } from '../text/use-text.ts'
import { centreAnswers } from './renew.ts'

/**
 * Switches the language. Where its texts cannot be had while the centre answers, the page is loaded anew in that language: it was built anew
 * meanwhile, or the browser does not ask a second time for what it did not get. A centre that does not answer is told by the page itself.
 */
export async function changeLanguage(language: Language): Promise<void> {
  await chooseLanguage(language).catch(async () => {
    if (!(await centreAnswers())) return
    rememberLanguage(language)
    location.reload()
  })
}

/** Switches the language of the page. */
export function LanguageSwitch() {
  const { t, language } = useText()
  const other = language === 'vi' ? 'en' : 'vi'
  return (
    <button
      type="button"
      className="icon-button language"
      lang={other}
      aria-label={`${t('bar.languageShort')} – ${t('bar.language')}`}
      title={t('bar.language')}
      onClick={() => void changeLanguage(other)}
    >
      <span aria-hidden="true">{t('bar.languageShort')}</span>
    </button>
  )
}

/** Switches between light and dark. */
export function ThemeSwitch() {
  const { t } = useText()
  const dark = useTheme() === 'dark'
  const label = dark ? t('bar.toLight') : t('bar.toDark')
  return (
    <button
      type="button"
      className="icon-button theme-switch"
      aria-label={label}
      title={label}
      onClick={() => chooseTheme(dark ? 'light' : 'dark')}
    >
      <Icon name={dark ? 'sun' : 'moon'} />
    </button>
  )
}
