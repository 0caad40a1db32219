import './origin-line.css'
import type { Origin } from '../../core/api/common.ts'
import { formatDateTime } from '../kit/format.ts'
import { Icon } from '../kit/icon.tsx'
import { useText } from '../text/use-text.ts'

/** Says that a value is replayed or simulated, and when it was really measured. A device's own value needs no word. */
export function OriginLine({ origin, sourceAt }: { origin: Origin | null; sourceAt: string | null }) {
  const { t } = useText()
  if (origin === null || origin === 'device') return null
  const replayedAt = origin === 'replayed' && sourceAt !== null
  return (
    <p className="origin">
      <Icon name="replay" size={14} />
      {replayedAt ? t('origin.replayedAt', { time: formatDateTime(sourceAt) }) : t(`origin.${origin}`)}
    </p>
  )
}
