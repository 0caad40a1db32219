import { formatShare, formatValue } from '../kit/format.ts'
import { useText } from '../text/use-text.ts'

/** Writes the value of an indicator: a share as percent, anything else with its unit; a dash where nothing counts yet. */
export function useFigureText() {
  const { t, language } = useText()
  return (value: number | null, unit: string): string => {
    if (value === null) return t('common.empty')
    return unit === '%' ? formatShare(value, language) : formatValue(value, unit, language)
  }
}
