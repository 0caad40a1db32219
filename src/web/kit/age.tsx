import type { Series } from '../../core/api/assets.ts'
import { useText } from '../text/use-text.ts'
import { freshnessOf, pulseOf } from './age-words.ts'
import { formatDate, formatDateTime, formatMoment, formatTimeWithSeconds } from './format.ts'
import { Pulse } from './pulse.tsx'
import { useNow } from './use-now.ts'
import { useWords } from './use-words.ts'

/** How fresh a series is: its pulse and the age of its last value, late and silent said in words. */
export function Age({ series }: { series: Series }) {
  const { t } = useText()
  const { ago, duration } = useWords()
  const now = useNow()
  const { lastAt, lastReceivedAt, cadenceS } = series
  if (lastReceivedAt === null || lastAt === null) {
    return (
      <span className="age age-silent">
        <Pulse beats={[]} />
        <span>{t('age.never')}</span>
      </span>
    )
  }
  const receivedMs = Date.parse(lastReceivedAt)
  const freshness = freshnessOf(receivedMs, cadenceS, now)
  const since = duration(now - receivedMs)
  const words = {
    fresh: ago(receivedMs, now),
    late: t('age.late', { duration: since }),
    silent: t('age.silent', { duration: since }),
  }
  const tip = t('age.tip', {
    at: formatDateTime(lastAt),
    received: formatTimeWithSeconds(lastReceivedAt),
    cadence: duration(cadenceS * 1_000),
  })
  return (
    <span className={`age age-${freshness}`} title={tip}>
      <Pulse
        beats={pulseOf(
          series.beats.map((beat) => Date.parse(beat)),
          cadenceS,
          now,
        )}
      />
      <span>{words[freshness]}</span>
    </span>
  )
}

/** How long since an instant, in words that tick: `2 phút`. The exact time is in its tooltip. */
export function Since({ at, exact = false }: { at: string; exact?: boolean }) {
  const { duration } = useWords()
  const now = useNow()
  return (
    <time dateTime={at} title={formatDateTime(at)}>
      {duration(now - Date.parse(at), exact)}
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
