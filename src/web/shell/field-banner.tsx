import { useEffect, useRef } from 'react'
import type { Summary } from '../../core/api/situation.ts'
import { hastenedAt } from '../../core/hastened-time.ts'
import { formatMoment, formatNumber } from '../kit/format.ts'
import { Icon } from '../kit/icon.tsx'
import { say } from '../kit/toast.tsx'
import { useNow } from '../kit/use-now.ts'
import { useText } from '../text/use-text.ts'

/** `14:32`, or `14:32 21/11` where it is not today's: the bar has little room. */
const shortMoment = (ms: number, nowMs: number) => formatMoment(ms, nowMs).replace(/\/\d{4}$/, '')

/** The time that replayed values carry now, in words that go on with it. */
function useReplayTime({ replay, serverTime }: Pick<Summary, 'replay' | 'serverTime'>): string {
  const now = useNow()
  if (!replay) return ''
  const told = { startedMs: Date.parse(serverTime), beginMs: Date.parse(replay.at), speed: replay.speed }
  return shortMoment(hastenedAt(told, Math.max(now, told.startedMs)), now)
}

/** Says once that hastened time has caught up, where that happens before one's eyes. */
function useCaughtUp(replay: Summary['replay']): void {
  const { t } = useText()
  const isHastened = replay !== null && replay.speed > 1
  const isEven = replay?.speed === 1
  const wasHastened = useRef(isHastened)
  useEffect(() => {
    if (isEven && wasHastened.current) say(t('bar.field.caughtUp'))
    wasHastened.current = isHastened
  }, [isHastened, isEven, t])
}

/**
 * Says that figures are not of today's devices: what is replayed, how fast and what time its values carry, how many devices are simulated.
 * Else nothing.
 */
export function FieldBanner({ summary }: { summary: Pick<Summary, 'replay' | 'simulated' | 'serverTime'> }) {
  const { t, language } = useText()
  const { replay, simulated } = summary
  const at = useReplayTime(summary)
  useCaughtUp(replay)
  if (!replay && !simulated) return null
  const speed = formatNumber(replay?.speed ?? 1, language)
  const devices = formatNumber(simulated?.devices ?? 0, language)
  const isEven = replay?.speed === 1
  const which = !replay ? 'simulated' : simulated ? (isEven ? 'evenBoth' : 'both') : isEven ? 'even' : 'replay'
  return (
    <span className="replay" title={t(`bar.field.${which}Hint`, { speed, devices, at })}>
      <Icon name="replay" size={14} />
      <span className="replay-long">{t(`bar.field.${which}`, { speed, devices, at })}</span>
      <span className="replay-short">{t(`bar.field.${which}Short`, { speed, devices, at })}</span>
    </span>
  )
}
