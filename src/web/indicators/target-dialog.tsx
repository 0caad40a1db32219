import { type FormEvent, useState } from 'react'
import type { IndicatorInfo, NewTarget, Target } from '../../core/api/indicators.ts'
import { targetPeriods } from '../../core/target.ts'
import { useAgencies } from '../api/accounts.ts'
import { useSetTarget, useTargets } from '../api/indicators.ts'
import { Button } from '../kit/button.tsx'
import { Dialog } from '../kit/dialog.tsx'
import { ErrorSummary, Field } from '../kit/field.tsx'
import { formatDateTime, formatNumber } from '../kit/format.ts'
import { Pick } from '../kit/pick.tsx'
import { say } from '../kit/toast.tsx'
import { useProblemText } from '../kit/use-problem-text.ts'
import { useText } from '../text/use-text.ts'
import { PeriodPicker } from './period-picker.tsx'
import { readPercent } from './read-percent.ts'
import { useFigureText } from './use-figure-text.ts'
import { usePeriodText } from './use-period-text.ts'

function History({ indicator }: { indicator: IndicatorInfo }) {
  const { t } = useText()
  const figureText = useFigureText()
  const periodText = usePeriodText()
  const { data } = useTargets(indicator.key)
  if (!data) return null
  return (
    <section className="target-history">
      <h3>{t('target.history')}</h3>
      {data.items.length === 0 && <p className="quiet">{t('target.historyNone')}</p>}
      <ol>
        {data.items.map(({ id, period, value, why, setAt, setBy, responsible }) => (
          <li key={id}>
            <b>
              {t('target.historyLine', {
                period: periodText(period),
                value: value === null ? t('target.historyGone') : figureText(value, indicator.unit),
              })}
            </b>
            <span>{responsible ? `${responsible.name}. ${why}` : why}</span>
            <small>{t('target.historyBy', { name: setBy.name, time: formatDateTime(setAt) })}</small>
          </li>
        ))}
      </ol>
    </section>
  )
}

/** Sets what an indicator should be in a period, or takes that back; what was set before stands below. */
export function TargetDialog(props: {
  indicator: IndicatorInfo
  period: string
  /** What holds now. */
  target: Target | null
  onClose: () => void
}) {
  const { t, local, language } = useText()
  const { indicator, target, onClose } = props
  const agencies = useAgencies()
  const { data: history } = useTargets(indicator.key)
  const set = useSetTarget(indicator.key)
  const figureText = useFigureText()
  const problemText = useProblemText()
  const held = target?.value ?? null
  const [period, setPeriod] = useState(target?.period ?? targetPeriods(props.period)[0] ?? props.period)
  const [percent, setPercent] = useState(held === null ? '' : formatNumber(held * 100, language))
  const [responsible, setResponsible] = useState(target?.responsible ? String(target.responsible.id) : null)
  const [why, setWhy] = useState('')
  const [errors, setErrors] = useState<Record<string, string>>({})
  const mayTakeBack = (history?.items.find((each) => each.period === period)?.value ?? null) !== null

  function submit(value: number | null) {
    const found: Record<string, string> = {}
    if (Number.isNaN(value)) found['target-value'] = t('target.valueWrong')
    if (why.trim() === '') found['target-why'] = t('target.whyMissing')
    setErrors(found)
    if (Object.keys(found).length > 0) return
    const wanted: NewTarget = {
      ...{ period, value, why: why.trim() },
      responsibleId: value === null || responsible === null ? null : Number(responsible),
    }
    set.mutate(wanted, {
      onSuccess: () => {
        say(value === null ? t('target.takenBack') : t('target.saved', { value: figureText(value, indicator.unit) }))
        onClose()
      },
    })
  }

  return (
    <Dialog title={t('target.setTitle', { name: local(indicator.name) })} onClose={onClose}>
      <form
        className="form"
        noValidate
        onSubmit={(event: FormEvent) => {
          event.preventDefault()
          submit(readPercent(percent))
        }}
      >
        <ErrorSummary
          errors={errors}
          general={set.error ? `${t('error.saveTitle')} ${problemText(set.error)}` : undefined}
        />
        <Field
          label={t('target.value')}
          hint={t('target.valueHint', { side: t(`target.side.${indicator.better}`) })}
          id="target-value"
          error={errors['target-value']}
        >
          {(control) => (
            <input
              {...control}
              className="input input-short"
              inputMode="decimal"
              autoComplete="off"
              value={percent}
              onChange={(event) => setPercent(event.target.value)}
            />
          )}
        </Field>
        <div className="field">
          <span className="field-label">{t('target.forPeriod')}</span>
          <p className="field-hint">{t('target.periodHint')}</p>
          <PeriodPicker value={period} kinds={['month', 'quarter', 'year']} onChange={setPeriod} />
        </div>
        <Field label={t('target.responsible')} optional id="target-agency">
          {(control) => (
            <Pick
              control={control}
              options={(agencies.data ?? []).map(({ id, name }) => ({ value: String(id), label: name }))}
              value={responsible}
              onChange={setResponsible}
              placeholder={t('task.agencyPlaceholder')}
              nothing={t('task.agencyNone')}
            />
          )}
        </Field>
        <Field label={t('target.why')} hint={t('target.whyHint')} id="target-why" error={errors['target-why']}>
          {(control) => (
            <input
              {...control}
              className="input"
              maxLength={500}
              autoComplete="off"
              value={why}
              onChange={(event) => setWhy(event.target.value)}
            />
          )}
        </Field>
        <div className="form-actions">
          {mayTakeBack && (
            <Button onClick={() => submit(null)} disabled={set.isPending}>
              {t('target.takeBack')}
            </Button>
          )}
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button type="submit" look="primary" disabled={set.isPending}>
            {t('target.set')}
          </Button>
        </div>
      </form>
      <History indicator={indicator} />
    </Dialog>
  )
}
