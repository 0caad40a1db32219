import i18next, { type PostProcessorModule } from 'i18next'
import { initReactI18next } from 'react-i18next'
import type { Language } from '../../core/text.ts'
import { bindUnits } from './bind-units.ts'
import { type FirstTexts, type Texts, vi } from './vi.ts'
import type { LateTexts } from './vi-late.ts'

declare module 'i18next' {
  interface CustomTypeOptions {
    resources: { translation: Texts }
  }
}

const storageKey = 'nhip.language'

/** The language chosen on this machine; Vietnamese until somebody chooses. */
export function storedLanguage(): Language {
  return localStorage.getItem(storageKey) === 'en' ? 'en' : 'vi'
}

/** Vietnamese comes with the page; English is fetched by those who read it. */
const textsOf = async (language: Language): Promise<FirstTexts> =>
  language === 'en' ? (await import('./en.ts')).en : vi

const lateTextsOf = async (language: Language): Promise<LateTexts> =>
  language === 'en' ? (await import('./en-late.ts')).enLate : (await import('./vi-late.ts')).viLate

let isLateWanted = false

/**
 * Fetches the texts of the settings and the connections beside one of their pages, which is not drawn before them.
 * @throws when they cannot be fetched
 */
export async function withLateTexts<Page>(page: Promise<Page>): Promise<Page> {
  const language: Language = i18next.language === 'en' ? 'en' : 'vi'
  const both = [page, lateTextsOf(language)] as const
  // A failure is told once both have ended: whoever fetched ahead must not hear of the other afterwards.
  await Promise.allSettled(both)
  const [loaded, texts] = await Promise.all(both)
  isLateWanted = true
  i18next.addResourceBundle(language, 'translation', texts)
  return loaded
}

/** Makes texts available to the page in the stored language and keeps `<html lang>` in step; in Vietnamese where it cannot be fetched. */
export async function startTexts(): Promise<void> {
  const stored = storedLanguage()
  const [language, texts] = await textsOf(stored).then(
    (found) => [stored, found] as const,
    () => ['vi', vi] as const,
  )
  document.documentElement.lang = language
  const units: PostProcessorModule = { type: 'postProcessor', name: 'units', process: bindUnits }
  void i18next
    .use(initReactI18next)
    .use(units)
    .init({
      lng: language,
      fallbackLng: false,
      resources: { [language]: { translation: texts } },
      interpolation: { escapeValue: false },
      postProcess: [units.name],
      // React escapes; the texts are here, so nothing is waited for.
      initAsync: false,
    })
}

/** Remembers on this machine which language the page begins with. */
export const rememberLanguage = (language: Language) => localStorage.setItem(storageKey, language)

/**
 * Switches the language of every text at once and remembers it on this machine.
 * @throws when its texts cannot be fetched: the language stays as it is
 */
export async function chooseLanguage(language: Language): Promise<void> {
  const [texts, late] = await Promise.all([textsOf(language), isLateWanted ? lateTextsOf(language) : null])
  i18next.addResourceBundle(language, 'translation', texts)
  if (late) i18next.addResourceBundle(language, 'translation', late)
  rememberLanguage(language)
  document.documentElement.lang = language
  await i18next.changeLanguage(language)
}
