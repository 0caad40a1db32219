import { periodAt, periodKind } from '../../core/period.ts'
import { formatNumber, formatValue } from '../kit/format.ts'
import { serverNow } from '../kit/server-clock.ts'
import { useText } from '../text/use-text.ts'

/** What changed since the period before `period`: of shares in percentage points, of anything else in its unit; `short`: the number alone. */
export function useChangeText() {
  const { t, language } = useText()
  const beforeText = (period: string) => {
    const isToday = period === periodAt(new Date(serverNow()), 'day')
    return t(`indicator.before.${isToday ? 'yesterday' : periodKind(period)}`)
  }
  return (
    before: number | null,
    now: number | null,
    unit: string,
    period: string,
    form: 'full' | 'short' = 'full',
  ): string => {
    if (before === null || now === null) {
      if (form === 'short') return t('common.empty')
      return now === null ? t('indicator.noValue') : t('indicator.noBefore', { before: beforeText(period) })
    }
    const isShare = unit === '%'
    const change = Math.round((now - before) * (isShare ? 1_000 : 100)) / (isShare ? 10 : 100)
    if (change === 0)
      return form === 'short' ? formatNumber(0, language) : t('indicator.same', { before: beforeText(period) })
    const size = isShare ? formatNumber(Math.abs(change), language, 1) : formatValue(Math.abs(change), unit, language)
    const signed = change > 0 ? `+${size}` : `\u2212${size}`
    if (form === 'short') return signed
    return t(isShare ? 'indicator.changePoints' : 'indicator.change', {
      change: signed,
      before: beforeText(period),
    })
  }
}
