import { useText } from '../text/use-text.ts'
import { unitOf } from './period.ts'

/** Names a period in words: `Tháng 11/2026`. */
export function usePeriodText() {
  const { t } = useText()
  return (key: string): string => {
    const y = key.slice(0, 4)
    const unit = unitOf(key)
    if (unit === 'year') return t('indicator.year', { y })
    return unit === 'quarter'
      ? t('indicator.quarter', { q: key.slice(6), y })
      : t('indicator.month', { m: key.slice(5), y })
  }
}
