import type { DeadlineRuleRow } from '../../core/api/extra-fields.ts'
import type { RegisterSettings } from '../api/record-settings.ts'
import { Button } from '../kit/button.tsx'
import { formatNumber } from '../kit/format.ts'
import { useText } from '../text/use-text.ts'

/** The deadlines of a register: from which state to which, how long, the law, and whether that is confirmed. */
export function RuleList(props: {
  settings: RegisterSettings
  allowed: boolean
  onEdit: (rule: DeadlineRuleRow) => void
}) {
  const { settings } = props
  const { t, local, language } = useText()
  const stateName = (key: string) => local(settings.states[key] ?? { vi: key, en: key })
  return (
    <ul className="fields-rules">
      {settings.deadlines.map((rule) => {
        const field = settings.fields[rule.byField ?? '']
        const unit = t(`extraField.rule.unitName.${rule.unit}`)
        return (
          <li key={rule.key}>
            <div>
              <b>{local(rule.name)}</b>{' '}
              <span className="chip">
                {!rule.enabled
                  ? t('extraField.rule.off')
                  : rule.confirmed
                    ? t('extraField.rule.confirmed')
                    : t('extraField.rule.unconfirmed')}
              </span>
              <p>
                {t('extraField.rule.length', { n: formatNumber(rule.amount, language), unit })},{' '}
                {t('extraField.rule.warn', { n: formatNumber(rule.warnWorkingHours, language) })}
              </p>
              {rule.from && (
                <p className="quiet">
                  {t('extraField.rule.from', { from: stateName(rule.from), to: rule.to.map(stateName).join('”, “') })}.{' '}
                  {field && t('extraField.rule.by', { field: local(field.label) })}
                </p>
              )}
              <p className="quiet">
                {t('extraField.rule.source')}: {rule.source}
              </p>
            </div>
            {props.allowed && (
              <Button
                small
                aria-label={t('extraField.rule.edit', { name: local(rule.name) })}
                onClick={() => props.onEdit(rule)}
              >
                {t('extraField.edit')}
              </Button>
            )}
          </li>
        )
      })}
    </ul>
  )
}
