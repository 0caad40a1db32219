import { type FormEvent, useState } from 'react'
import type { DeadlineRuleRow } from '../../core/api/extra-fields.ts'
import { useSettingsActions } from '../api/record-settings.ts'
import { Button } from '../kit/button.tsx'
import { Dialog } from '../kit/dialog.tsx'
import { ErrorSummary, Field } from '../kit/field.tsx'
import { say } from '../kit/toast.tsx'
import { useProblemText } from '../kit/use-problem-text.ts'
import { useText } from '../text/use-text.ts'

const units = ['working_day', 'day', 'working_hour', 'hour'] as const
const maxAmount = 3_650
const maxWarn = 2_000

/** Sets how long something may take, when it warns, the law it comes from and whether that is confirmed. */
export function RuleDialog(props: { recordType: string; rule: DeadlineRuleRow; onClose: () => void }) {
  const { rule, onClose } = props
  const { t, local } = useText()
  const { setRule } = useSettingsActions(props.recordType)
  const problemText = useProblemText()
  const [wrong, setWrong] = useState<Record<string, string>>({})

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    const read = (part: string) => String(form.get(part) ?? '').trim()
    const amount = Number(read('amount') || Number.NaN)
    const warn = Number(read('warn').replace(',', '.') || Number.NaN)
    const source = read('source')
    const found = {
      ...(Number.isInteger(amount) && amount >= 1 && amount <= maxAmount
        ? {}
        : { 'rule-amount': t('extraField.rule.amountBad') }),
      ...(warn >= 0 && warn <= maxWarn ? {} : { 'rule-warn': t('extraField.rule.warnBad') }),
      ...(source === '' ? { 'rule-source': t('extraField.rule.sourceBad') } : {}),
    }
    setWrong(found)
    if (Object.keys(found).length > 0) return
    setRule.mutate(
      {
        key: rule.key,
        amount,
        unit: units.find((unit) => unit === read('unit')) ?? rule.unit,
        warnWorkingHours: warn,
        source,
        confirmed: form.has('confirmed'),
        enabled: form.has('enabled'),
      },
      {
        onSuccess: () => {
          say(t('extraField.rule.saved', { name: local(rule.name) }))
          onClose()
        },
      },
    )
  }

  return (
    <Dialog title={t('extraField.rule.edit', { name: local(rule.name) })} onClose={onClose}>
      <form className="form" onSubmit={submit} noValidate autoComplete="off">
        <ErrorSummary
          errors={wrong}
          general={setRule.error ? `${t('error.saveTitle')} ${problemText(setRule.error)}` : undefined}
        />
        <p className="note-box">{t('extraField.deadlinesHint')}</p>
        <Field label={t('extraField.rule.amount')} id="rule-amount" error={wrong['rule-amount']}>
          {(control) => (
            <input
              {...control}
              className="input input-short"
              name="amount"
              inputMode="numeric"
              defaultValue={rule.amount}
              data-autofocus
            />
          )}
        </Field>
        <Field label={t('extraField.rule.unit')}>
          {(control) => (
            <select {...control} className="input input-short" name="unit" defaultValue={rule.unit}>
              {units.map((unit) => (
                <option key={unit} value={unit}>
                  {t(`extraField.rule.unitName.${unit}`)}
                </option>
              ))}
            </select>
          )}
        </Field>
        <Field label={t('extraField.rule.warnLabel')} id="rule-warn" error={wrong['rule-warn']}>
          {(control) => (
            <input
              {...control}
              className="input input-short"
              name="warn"
              inputMode="decimal"
              defaultValue={rule.warnWorkingHours}
            />
          )}
        </Field>
        <Field
          label={t('extraField.rule.source')}
          id="rule-source"
          hint={t('extraField.rule.sourceHint')}
          error={wrong['rule-source']}
        >
          {(control) => (
            <textarea {...control} className="input" name="source" maxLength={500} defaultValue={rule.source} />
          )}
        </Field>
        <div className="checks">
          <label>
            <input type="checkbox" name="confirmed" defaultChecked={rule.confirmed} />
            {t('extraField.rule.confirmLabel')}
          </label>
          <label>
            <input type="checkbox" name="enabled" defaultChecked={rule.enabled} />
            {t('extraField.rule.enabledLabel')}
          </label>
        </div>
        <div className="form-actions">
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button type="submit" look="primary" disabled={setRule.isPending}>
            {t('extraField.rule.submit')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
