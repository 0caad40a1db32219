import i18next, { type PostProcessorModule } from 'i18next'
import { initReactI18next } from 'react-i18next'
import type { Language } from '../../core/text.ts'
import { bindUnits } from './bind-units.ts'
import { en } from './en.ts'
import { type Texts, vi } from './vi.ts'

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

/** Makes texts available to the page in the stored language and keeps `<html lang>` in step. */
export function startTexts(): void {
  const language = storedLanguage()
  document.documentElement.lang = language
  const units: PostProcessorModule = { type: 'postProcessor', name: 'units', process: bindUnits }
  void i18next
    .use(initReactI18next)
    .use(units)
    .init({
      lng: language,
      fallbackLng: false,
      resources: { vi: { translation: vi }, en: { translation: en } },
      interpolation: { escapeValue: false },
      postProcess: [units.name],
      // React escapes; texts are in the bundle, so nothing is waited for.
      initAsync: false,
    })
}

/** Switches the language of every text at once and remembers it on this machine. */
export function chooseLanguage(language: Language): void {
  localStorage.setItem(storageKey, language)
  document.documentElement.lang = language
  void i18next.changeLanguage(language)
}
