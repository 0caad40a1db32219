import { useLateReasons } from '../api/late-reasons.ts'
import { useText } from '../text/use-text.ts'
import type { KnownNames } from './detail-values.ts'

/** What other pages call the values that a row of the audit keeps as names of ours. */
export function useOurWords(): KnownNames['words'] {
  const { t, local } = useText()
  const { data: reasons = [] } = useLateReasons()
  const all = <K extends string>(keys: readonly K[], word: (key: K) => string) =>
    Object.fromEntries(keys.map((key) => [key, word(key)]))
  return {
    handling: all(['new', 'taken', 'in_work', 'done', 'dismissed'], (key) => t(`alert.handling.${key}`)),
    reach: all(['agency', 'subtree', 'province'], (key) => t(`settings.reach.${key}`)),
    relation: all(['powered_by', 'connected_through', 'hosted_on', 'caused_by'], (key) => t(`asset.relation.${key}`)),
    reason: Object.fromEntries(reasons.map(({ key, name }) => [key, local(name)])),
    countsAs: all(['people', 'data'], (key) => t(`late.settings.${key}`)),
    step: all(['province', 'agencies', 'assets', 'device', 'people'], (key) => t(`firstHour.${key}.title`)),
    unit: all(['hour', 'working_hour', 'day', 'working_day'], (key) => t(`extraField.rule.unitName.${key}`)),
  }
}
