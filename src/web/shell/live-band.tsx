import { useLiveState } from '../api/live.ts'
import { formatTimeWithSeconds } from '../kit/format.ts'
import { Icon } from '../kit/icon.tsx'
import { clockOffsetMs } from '../kit/server-clock.ts'
import { useText } from '../text/use-text.ts'

/** The band across the top while the stream of changes is cut, and for a moment after it is back. */
export function LiveBand() {
  const { t } = useText()
  const live = useLiveState()
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
