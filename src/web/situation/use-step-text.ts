import { useText } from '../text/use-text.ts'
import { vi } from '../text/vi.ts'

type KnownStep = keyof typeof vi.alert.step

function isKnown(step: string): step is KnownStep {
  return step in vi.alert.step
}

/** Names a step in an alert's life; a step this page does not know keeps the server's word. */
export function useStepText() {
  const { t } = useText()
  return (action: string) => {
    const step = action.replace(/^alert\./, '')
    return isKnown(step) ? t(`alert.step.${step}`) : action
  }
}
