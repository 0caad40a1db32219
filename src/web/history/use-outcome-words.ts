import type { Outcome } from '../../core/alert-outcome.ts'
import { useText } from '../text/use-text.ts'

/** How an alert came out, in words. */
export function useOutcomeWords(): (outcome: Outcome) => string {
  const { t } = useText()
  return (outcome) => (outcome === 'false_alarm' ? t('alert.falseAlarm') : t(`alert.handling.${outcome}`))
}
