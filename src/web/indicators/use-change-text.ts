import { formatNumber, formatValue } from '../kit/format.ts'
import { useText } from '../text/use-text.ts'

/** What changed since the period before: of shares in percentage points, of anything else in its unit; `short`: the number alone. */
export function useChangeText() {
  const { t, language } = useText()
  return (before: number | null, now: number | null, unit: string, form: 'full' | 'short' = 'full'): string => {
    if (before === null || now === null) {
      if (form === 'short') return t('common.empty')
      return t(now === null ? 'indicator.noValue' : 'indicator.noBefore')
    }
    const isShare = unit === '%'
    const change = Math.round((now - before) * (isShare ? 1_000 : 100)) / (isShare ? 10 : 100)
    if (change === 0) return form === 'short' ? formatNumber(0, language) : t('indicator.same')
    const size = isShare ? formatNumber(Math.abs(change), language, 1) : formatValue(Math.abs(change), unit, language)
    const signed = change > 0 ? `+${size}` : `\u2212${size}`
    if (form === 'short') return signed
    return t(isShare ? 'indicator.changePoints' : 'indicator.change', { change: signed })
  }
}
