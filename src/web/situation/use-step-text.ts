import { useText } from '../text/use-text.ts'
import { vi } from '../text/vi.ts'

type KnownStep = keyof typeof vi.alert.step

function isKnown(step: string): step is KnownStep {
  return step in vi.alert.step
}

/** Why the centre itself ends an alert whose condition did not. */
const reasons = ['rule.edited', 'rule.off', 'rule.scope_left', 'asset.retired', 'asset.limit_gone'] as const

/** Says why the centre itself ended an alert, where a step's comment is its code. */
export function useWhyText() {
  const { t } = useText()
  return (comment: string) => {
    const reason = reasons.find((each) => each === comment)
    return reason ? t(`alert.why.${reason}`) : comment
  }
}

/** Names a step in an alert's life; a step this page does not know keeps the server's word. */
export function useStepText() {
  const { t } = useText()
  return (action: string) => {
    const step = action.replace(/^alert\./, '')
    return isKnown(step) ? t(`alert.step.${step}`) : action
  }
}
