import type { Term } from '../../core/api/term.ts'
import { useText } from '../text/use-text.ts'

/** A term in words: `6 giờ`, `1 ngày làm việc`. */
export function useTermText(): (term: Term) => string {
  const { t } = useText()
  return ({ amount, unit }) => t(`term.${unit}`, { n: amount })
}
