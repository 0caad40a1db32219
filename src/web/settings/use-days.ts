import { formatDate } from '../kit/format.ts'
import { useText } from '../text/use-text.ts'

/** Puts a span of days into words; `validTo` is the first day after it. */
export function useDays() {
  const { t } = useText()
  return (validFrom: string | null, validTo: string | null): string => {
    if (validTo === null)
      return validFrom === null ? t('areas.always') : t('areas.since', { day: formatDate(validFrom) })
    if (validFrom === null) return t('areas.until', { day: formatDate(validTo) })
    return t('areas.span', { from: formatDate(validFrom), to: formatDate(validTo) })
  }
}
