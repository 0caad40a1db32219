import type { RuleChoices, RuleRow } from '../../../core/api/rules.ts'
import { operators } from '../../../core/condition.ts'
import type { RuleKind } from '../../../core/rule.ts'
import { Button } from '../../kit/button.tsx'
import { Field } from '../../kit/field.tsx'
import { PickSeveral } from '../../kit/pick-several.tsx'
import { useText } from '../../text/use-text.ts'
import { LimitFields, SeriesField } from './limit-fields.tsx'
import { ChoiceField, MinutesField, NumberField } from './rule-inputs.tsx'

interface Props<K extends RuleKind> {
  readonly condition: K
  readonly type: RuleChoices['assetTypes'][number] | null
  readonly rules: readonly RuleRow[]
  /** The rule stands: what names its alerts stays. */
  readonly fixed: boolean
  readonly errors: Readonly<Record<string, string>>
  readonly onChange: (condition: RuleKind) => void
}

function RateFields({ condition, type, fixed, errors, onChange }: Props<RuleKind & { kind: 'rate' }>) {
  const { t } = useText()
  const set = (change: Partial<typeof condition>) => onChange({ ...condition, ...change })
  return (
    <>
      <div className="rules-two">
        <SeriesField
          id="condition-series"
          type={type}
          value={condition.series}
          fixed={fixed}
          onChange={(series) => set({ series })}
        />
        <ChoiceField
          id="condition-op"
          label={t('rule.op')}
          value={condition.op}
          options={operators.map((op) => [op, t(`rule.opName.${op}`)] as const)}
          onChange={(op) => set({ op })}
        />
      </div>
      <div className="rules-two">
        <NumberField
          id="condition-perHour"
          label={t('rule.perHour')}
          value={condition.perHour}
          error={errors['condition-perHour']}
          onChange={(perHour) => set({ perHour })}
        />
        <MinutesField
          id="condition-windowS"
          label={t('rule.windowMin')}
          seconds={condition.windowS}
          error={errors['condition-windowS']}
          onChange={(windowS) => set({ windowS })}
        />
      </div>
      <NumberField
        id="condition-clearMargin"
        label={t('rule.margin')}
        value={condition.clearMargin}
        error={errors['condition-clearMargin']}
        onChange={(clearMargin) => set({ clearMargin })}
      />
    </>
  )
}

function HappeningFields({ condition, rules, errors, onChange }: Props<RuleKind & { kind: 'happening' }>) {
  const { t, local } = useText()
  const set = (change: Partial<typeof condition>) => onChange({ ...condition, ...change })
  const options = rules.map(({ key, definition }) => ({ value: key, label: local(definition.name) }))
  return (
    <>
      <div className="rules-two">
        <ChoiceField
          id="condition-happening"
          label={t('rule.happening')}
          value={condition.happening}
          options={(['alert.firing', 'alert.resolved'] as const).map((kind) => [
            kind,
            t(kind === 'alert.firing' ? 'rule.happeningName.alert.firing' : 'rule.happeningName.alert.resolved'),
          ])}
          onChange={(happening) => set({ happening })}
        />
        <NumberField
          id="condition-count"
          label={t('rule.times')}
          value={condition.count}
          error={errors['condition-count']}
          onChange={(count) => set({ count })}
        />
      </div>
      <div className="rules-two">
        <MinutesField
          id="condition-withinS"
          label={t('rule.withinMin')}
          seconds={condition.withinS}
          error={errors['condition-withinS']}
          onChange={(withinS) => set({ withinS })}
        />
        <MinutesField
          id="condition-quietS"
          label={t('rule.quietMin')}
          seconds={condition.quietS}
          error={errors['condition-quietS']}
          onChange={(quietS) => set({ quietS })}
        />
      </div>
      <Field label={t('rule.onlyRules')}>
        {(control) => (
          <PickSeveral
            control={control}
            options={options}
            value={condition.rules}
            onChange={(chosen) => set({ rules: chosen })}
            placeholder={t('rule.onlyRulesNone')}
            nothing={t('rule.nothing')}
          />
        )}
      </Field>
    </>
  )
}

function CombinationFields({ condition, type, fixed, errors, onChange }: Props<RuleKind & { kind: 'combination' }>) {
  const { t } = useText()
  const set = (change: Partial<typeof condition>) => onChange({ ...condition, ...change })
  const { parts } = condition
  return (
    <>
      <ChoiceField
        id="condition-match"
        label={t('rule.match')}
        value={condition.match}
        options={[
          ['all', t('rule.matchName.all')],
          ['any', t('rule.matchName.any')],
        ]}
        onChange={(match) => set({ match })}
      />
      {parts.map((part, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a part has no name of its own
        <fieldset key={`${parts.length}-${index}`} className="rules-part">
          <legend>{t('rule.part', { n: index + 1 })}</legend>
          <LimitFields
            id={`condition-parts-${index}`}
            type={type}
            limit={part}
            fixed={fixed && index === 0}
            errors={errors}
            onChange={(changed) => set({ parts: parts.with(index, changed) })}
          />
          {index > 0 && parts.length > 2 && (
            <Button small onClick={() => set({ parts: parts.toSpliced(index, 1) })}>
              {t('rule.dropPart', { n: index + 1 })}
            </Button>
          )}
        </fieldset>
      ))}
      {parts.length < 8 && (
        <Button
          small
          onClick={() =>
            set({
              parts: [
                ...parts,
                { series: type?.series[0]?.key ?? '', op: '>=', threshold: Number.NaN, clearMargin: 0 },
              ],
            })
          }
        >
          {t('rule.addPart')}
        </Button>
      )}
      <MinutesField
        id="condition-maxAgeS"
        label={t('rule.maxAgeMin')}
        seconds={condition.maxAgeS}
        error={errors['condition-maxAgeS']}
        onChange={(maxAgeS) => set({ maxAgeS })}
      />
    </>
  )
}

/** The fields of a condition, by its kind. */
export function ConditionFields(props: Props<RuleKind>) {
  const { condition, errors, onChange } = props
  const { t } = useText()
  return (
    <>
      {condition.kind === 'threshold' && (
        <LimitFields {...props} id="condition" limit={condition} onChange={onChange} />
      )}
      {condition.kind === 'rate' && <RateFields {...props} condition={condition} />}
      {condition.kind === 'happening' && <HappeningFields {...props} condition={condition} />}
      {condition.kind === 'combination' && <CombinationFields {...props} condition={condition} />}
      {condition.kind === 'silence' && (
        <div className="rules-two">
          <SeriesField
            id="condition-series"
            type={props.type}
            value={condition.series}
            fixed={props.fixed}
            onChange={(series) => onChange({ ...condition, series })}
          />
          <MinutesField
            id="condition-afterS"
            label={t('rule.afterMin')}
            seconds={condition.afterS}
            error={errors['condition-afterS']}
            onChange={(afterS) => onChange({ ...condition, afterS })}
          />
        </div>
      )}
      {'forS' in condition && (
        <MinutesField
          id="condition-forS"
          label={t('rule.forMin')}
          seconds={condition.forS}
          error={errors['condition-forS']}
          onChange={(forS) => onChange({ ...condition, forS })}
        />
      )}
    </>
  )
}
