import { useEffect } from 'react'
import { ApiProblem } from '../api/client.ts'
import { usePastSummary } from '../api/past.ts'
import { useSummary } from '../api/situation.ts'
import { Button } from '../kit/button.tsx'
import { formatLongDate, formatNumber, formatTime, formatTimeWithSeconds } from '../kit/format.ts'
import { Icon } from '../kit/icon.tsx'
import { useLater } from '../kit/use-later.ts'
import { useNow } from '../kit/use-now.ts'
import { useProblemText } from '../kit/use-problem-text.ts'
import { useWords } from '../kit/use-words.ts'
import { useText } from '../text/use-text.ts'

/** Says that the page does not show the present, when it shows, and what waits now; Escape leads back. `at` is ISO. */
export function PastBand({ at, onBack }: { at: string; onBack: () => void }) {
  const { t, language } = useText()
  const { duration } = useWords()
  const problemText = useProblemText()
  const now = useNow()
  const { data: summary } = useSummary()
  const { error } = usePastSummary(at)
  const atMs = Date.parse(at)
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || event.defaultPrevented || document.querySelector('[role="dialog"]')) return
      event.preventDefault()
      onBack()
    }
    // Before the page closes what is chosen: the present is one key away.
    window.addEventListener('keydown', onKey, true)
    return () => window.removeEventListener('keydown', onKey, true)
  }, [onBack])
  const time = atMs % 60_000 === 0 ? formatTime(atMs) : formatTimeWithSeconds(atMs)
  const problem = error instanceof ApiProblem && error.code === 'before_past' ? t('past.before') : null
  return (
    <div className="past-band">
      <Icon name="replay" size={18} />
      {/* Once it stands still: a moment that is dragged or played through is not read out. */}
      <span className="visually-hidden" role="status">
        {useLater(t('past.looking', { time }), 1_000)}
      </span>
      <b>{t('past.looking', { time })}</b>
      <span>
        {formatLongDate(atMs, language)}, {t('past.ago', { duration: duration(now - atMs, true) })}
      </span>
      <span>{error ? (problem ?? problemText(error)) : t('past.notNow')}</span>
      {(summary?.untaken ?? 0) > 0 && (
        <span>{t('past.waiting', { n: formatNumber(summary?.untaken ?? 0, language) })}</span>
      )}
      <Button small onClick={onBack}>
        {t('past.back')} <span className="past-key">(Esc)</span>
      </Button>
    </div>
  )
}
