import type { Series } from '../../core/api/assets.ts'
import { useText } from '../text/use-text.ts'
import { type Freshness, freshnessOf } from './age-words.ts'
import { useAgeMs } from './use-now.ts'
import { useWords } from './use-words.ts'

/** How old the last value of a series is. */
export interface SeriesAge {
  /** Null where nothing came yet. What comes at times only is never late or silent. */
  readonly freshness: Freshness | null
  readonly words: string
  /** Now by the server's clock, milliseconds since 1970, as exact as the words. */
  readonly nowMs: number
}

/** The age of a series' last value, in words that tick; only the component that asks is drawn again. */
export function useSeriesAge({
  lastReceivedAt,
  cadenceS,
  sporadic,
}: Pick<Series, 'lastReceivedAt' | 'cadenceS' | 'sporadic'>): SeriesAge {
  const { t } = useText()
  const { ago, duration } = useWords()
  const receivedMs = lastReceivedAt === null ? null : Date.parse(lastReceivedAt)
  const ageMs = useAgeMs(receivedMs ?? 0, cadenceS)
  if (receivedMs === null) return { freshness: null, words: t('age.never'), nowMs: ageMs }
  const nowMs = receivedMs + ageMs
  const freshness = sporadic ? 'fresh' : freshnessOf(receivedMs, cadenceS, nowMs)
  const since = duration(ageMs)
  const words = {
    fresh: ago(receivedMs, nowMs),
    late: t('age.late', { duration: since }),
    silent: t('age.silent', { duration: since }),
  }
  return { freshness, words: words[freshness], nowMs }
}
