import { type Urgency, urgencyNames } from '../../core/bulletin-urgency.ts'
import { useText } from '../text/use-text.ts'

/** How urgent a bulletin is; nothing where it is not. */
export function UrgencyChip({ urgency }: { urgency: Urgency }) {
  const { local } = useText()
  if (urgency === 'normal') return null
  return <span className={`chip urgency-chip urgency-${urgency}`}>{local(urgencyNames[urgency])}</span>
}
