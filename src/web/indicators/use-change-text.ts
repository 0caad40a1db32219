import { formatNumber, formatValue } from '../kit/format.ts'
import { useText } from '../text/use-text.ts'

/** What changed since the period before: of shares in percentage points, of anything else in its unit. */
export function useChangeText() {
  const { t, language } = useText()
  return (before: number | null, now: number | null, unit: string): string => {
    if (now === null) return t('indicator.noValue')
    if (before === null) return t('indicator.noBefore')
    const isShare = unit === '%'
    const change = Math.round((now - before) * (isShare ? 1_000 : 100)) / (isShare ? 10 : 100)
    if (change === 0) return t('indicator.same')
    const size = isShare ? formatNumber(Math.abs(change), language, 1) : formatValue(Math.abs(change), unit, language)
    const signed = change > 0 ? `+${size}` : `\u2212${size}`
    return t(isShare ? 'indicator.changePoints' : 'indicator.change', { change: signed })
  }
}
