import type { AlertDetail } from '../../core/api/alerts.ts'
import { Moment } from '../kit/age.tsx'
import { useText } from '../text/use-text.ts'
import { useStepText, useWhyText } from './use-step-text.ts'

/** What was done about an alert, by whom and why, the first step first. */
export function AlertSteps({ title, steps }: { title: string; steps: AlertDetail['steps'] }) {
  const { t } = useText()
  const stepText = useStepText()
  const whyText = useWhyText()
  return (
    <div className="block">
      <h3>{title}</h3>
      <ol className="steps">
        {steps.map((step) => (
          <li key={`${step.at}-${step.action}`}>
            <Moment at={step.at} />
            <span>
              {stepText(step.action)}
              {step.comment && <span className="prose">: {step.by ? step.comment : whyText(step.comment)}</span>}
              <small>{step.by?.name ?? t('common.system')}</small>
            </span>
          </li>
        ))}
      </ol>
    </div>
  )
}
