import type { Summary } from '../../core/api/situation.ts'
import { formatNumber } from '../kit/format.ts'
import { Icon } from '../kit/icon.tsx'
import { useText } from '../text/use-text.ts'

/** Says that figures are not of today's devices: what is replayed and how fast, how many devices are simulated. Else nothing. */
export function FieldBanner({ replay, simulated }: Pick<Summary, 'replay' | 'simulated'>) {
  const { t, language } = useText()
  if (!replay && !simulated) return null
  const speed = formatNumber(replay?.speed ?? 1, language)
  const devices = formatNumber(simulated?.devices ?? 0, language)
  const which = replay && simulated ? 'both' : replay ? 'replay' : 'simulated'
  return (
    <span className="replay" title={t(`bar.field.${which}Hint`, { speed, devices })}>
      <Icon name="replay" size={14} />
      <span className="replay-long">{t(`bar.field.${which}`, { speed, devices })}</span>
      <span className="replay-short">{t(`bar.field.${which}Short`, { speed, devices })}</span>
    </span>
  )
}
