import { useKeptAt } from '../api/kept.ts'
import { useLiveState } from '../api/live.ts'
import { formatMoment, formatTimeWithSeconds } from '../kit/format.ts'
import { Icon } from '../kit/icon.tsx'
import { clockOffsetMs } from '../kit/server-clock.ts'
import { useNow } from '../kit/use-now.ts'
import { useWords } from '../kit/use-words.ts'
import { useText } from '../text/use-text.ts'

/** What is shown was kept on this machine: when it was so, and how long ago that is. */
function KeptBand({ keptAtMs }: { keptAtMs: number }) {
  const { t } = useText()
  const { duration } = useWords()
  const now = useNow(30)
  const nowMs = Math.max(Date.now(), now)
  return (
    <div role="status" aria-live="polite">
      <p className="live-band live-cut">
        <Icon name="warn" size={16} />
        {t('live.kept', { time: formatMoment(keptAtMs, nowMs), age: duration(Math.max(60_000, nowMs - keptAtMs)) })}
      </p>
    </div>
  )
}

/** The band across the top while the stream of changes is cut, and for a moment after it is back. */
export function LiveBand() {
  const { t } = useText()
  const live = useLiveState()
  const keptAtMs = useKeptAt()
  if (keptAtMs !== null) return <KeptBand keptAtMs={keptAtMs} />
  return (
    <div role="status" aria-live="polite">
      {live.status === 'cut' && (
        <p className="live-band live-cut">
          <Icon name="warn" size={16} />
          {t('live.cut', { time: formatTimeWithSeconds(live.sinceMs + clockOffsetMs()) })}
        </p>
      )}
      {live.status === 'stalled' && (
        <p className="live-band live-cut">
          <Icon name="warn" size={16} />
          {t('live.stalled', { time: formatTimeWithSeconds(live.sinceMs) })}
        </p>
      )}
      {live.status === 'back' && (
        <p className="live-band">
          <Icon name="check" size={16} />
          {live.missed === null ? t('live.backAnew') : t('live.back', { n: live.missed })}
        </p>
      )}
    </div>
  )
}
