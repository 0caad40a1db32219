import { useCallback, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Language, Text } from '../../core/text.ts'
import { bindUnits } from './bind-units.ts'
import { withCount } from './with-count.ts'

/** The texts of the page in the chosen language, that language, and `local` for texts that arrive in both. */
export function useText() {
  const { t: plain, i18n } = useTranslation()
  // What is put in as `n` is how many there are: a language that tells one from many has a text for one.
  const t = useMemo(() => withCount(plain), [plain])
  const language: Language = i18n.language === 'en' ? 'en' : 'vi'
  // The same between draws, so that what is kept between them stays kept.
  const local = useCallback((text: Text) => bindUnits(text[language]), [language])
  return { t, language, local }
}
