import type { OutcomeFilter } from '../../core/alert-outcome.ts'
import { useText } from '../text/use-text.ts'

/** How an alert came out, in words. */
export function useOutcomeWords(): (outcome: OutcomeFilter) => string {
  const { t } = useText()
  return (outcome) => {
    if (outcome === 'false_alarm') return t('alert.falseAlarm')
    return outcome === 'firing' ? t('history.firing') : t(`alert.handling.${outcome}`)
  }
}
