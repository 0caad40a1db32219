import { periodKind } from '../../core/period.ts'
import { useText } from '../text/use-text.ts'

/** Names a period in words: `Tháng 11/2026`. */
export function usePeriodText() {
  const { t } = useText()
  return (key: string): string => {
    const [y = '', m = '', d = ''] = key.split('-')
    const texts = {
      day: () => t('indicator.day', { d, m, y }),
      month: () => t('indicator.month', { m, y }),
      quarter: () => t('indicator.quarter', { q: m.slice(1), y }),
      year: () => t('indicator.year', { y }),
    }
    return texts[periodKind(key)]()
  }
}
