import type { Series } from '../../core/api/assets.ts'
import { useText } from '../text/use-text.ts'
import { pulseOf } from './age-words.ts'
import { formatDate, formatDateTime, formatMoment, formatTimeWithSeconds } from './format.ts'
import { Pulse } from './pulse.tsx'
import { useSeriesAge } from './use-age.ts'
import { useAgeMs, useNow } from './use-now.ts'
import { useWords } from './use-words.ts'

/**
 * How fresh a series is: its pulse and the age of its last value, late and silent said in words. What comes at times only has no beats
 * to miss, so it has no pulse.
 */
export function Age({ series }: { series: Series }) {
  const { t } = useText()
  const { duration } = useWords()
  const { freshness, words, nowMs } = useSeriesAge(series)
  const { lastAt, lastReceivedAt, lastSourceAt, origin, cadenceS, sporadic } = series
  if (freshness === null || lastReceivedAt === null || lastAt === null) {
    return (
      <span className={`age${sporadic ? '' : ' age-silent'}`}>
        {!sporadic && <Pulse beats={[]} />}
        <span>{words}</span>
      </span>
    )
  }
  const source =
    origin === 'replayed' && lastSourceAt !== null
      ? t('origin.replayedAt', { time: formatDateTime(lastSourceAt) })
      : t(`origin.${origin ?? 'device'}`)
  const tip = t(sporadic ? 'age.tipSporadic' : 'age.tip', {
    at: `${formatTimeWithSeconds(lastAt)} ${formatDate(lastAt)}`,
    received: formatTimeWithSeconds(lastReceivedAt),
    source,
    cadence: duration(cadenceS * 1_000),
  })
  const beatsMs = series.beats.map((beat) => Date.parse(beat))
  return (
    <span className={`age age-${freshness}`} title={tip}>
      {!sporadic && <Pulse beats={pulseOf(beatsMs, cadenceS, nowMs)} />}
      <span>{words}</span>
    </span>
  )
}

/** Words of a minute and more change within this step. */
const wordsStepS = 30

/** How long since an instant, in words that tick: `2 phút`. The exact time is in its tooltip. */
export function Since({ at, exact = false }: { at: string; exact?: boolean }) {
  const { duration } = useWords()
  const ageMs = useAgeMs(Date.parse(at), wordsStepS)
  return (
    <time dateTime={at} title={formatDateTime(at)}>
      {duration(ageMs, exact)}
    </time>
  )
}

/** An instant as `14:32`, with the date where it is not today. */
export function Moment({ at }: { at: string }) {
  const now = useNow(60)
  return (
    <time dateTime={at} title={`${formatTimeWithSeconds(at)} ${formatDate(at)}`}>
      {formatMoment(at, now)}
    </time>
  )
}
