import { useLiveState } from '../api/live.ts'
import { formatTime } from '../kit/format.ts'
import { Icon } from '../kit/icon.tsx'
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
          {t('live.cut', { time: formatTime(live.sinceMs) })}
        </p>
      )}
      {live.status === 'back' && (
        <p className="live-band">
          <Icon name="check" size={16} />
          {t('live.back')}
        </p>
      )}
    </div>
  )
}
