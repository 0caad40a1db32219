import { useText } from '../text/use-text.ts'
import { agoWords, durationWords, type Words } from './age-words.ts'

/** Puts ages and durations into the chosen language. Times in milliseconds. */
export function useWords() {
  const { t } = useText()
  function say(words: Words): string {
    if (words.key === 'date') return words.date
    if (words.key === 'yesterday') return t('age.yesterday', { time: words.time })
    if (words.key === 'hourMin') return t('age.hourMin', { h: words.h, m: words.m })
    return t(`age.${words.key}`, { n: words.n })
  }
  return {
    ago: (atMs: number, nowMs: number) => say(agoWords(atMs, nowMs)),
    duration: (ms: number, exact = false) => say(durationWords(ms, exact)),
  }
}
