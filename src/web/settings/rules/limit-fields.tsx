import type { RuleChoices } from '../../../core/api/rules.ts'
import { operators } from '../../../core/condition.ts'
import type { CombinationPart } from '../../../core/rule.ts'
import { useText } from '../../text/use-text.ts'
import { ChoiceField, NumberField } from './rule-inputs.tsx'

type Type = RuleChoices['assetTypes'][number]

/** The series a condition is about. */
export function SeriesField(props: {
  id: string
  type: Type | null
  value: string
  fixed?: boolean
  onChange: (series: string) => void
}) {
  const { t, local } = useText()
  const options = (props.type?.series ?? []).map(
    ({ key, name, unit }) => [key, unit === '' ? local(name) : `${local(name)} (${unit})`] as const,
  )
  return (
    <ChoiceField
      id={props.id}
      label={t('rule.series')}
      value={props.value}
      options={options}
      disabled={props.fixed === true}
      hint={props.fixed ? t('rule.fixed') : undefined}
      onChange={props.onChange}
    />
  )
}

/** A limit on one series: how it is compared, with what, and how far back it must come. */
export function LimitFields<L extends CombinationPart>(props: {
  id: string
  type: Type | null
  limit: L
  fixed: boolean
  errors: Readonly<Record<string, string>>
  onChange: (limit: L) => void
}) {
  const { id, type, limit, errors, onChange } = props
  const { t, local } = useText()
  const { threshold } = limit
  const from = typeof threshold === 'number' ? '' : threshold.attribute
  const sources = [
    ['', t('rule.limitNumber')] as const,
    ...(type?.limits ?? []).map(({ key, label }) => [key, t('rule.limitAttribute', { name: local(label) })] as const),
  ]
  return (
    <>
      <div className="rules-two">
        <SeriesField
          id={`${id}-series`}
          type={type}
          value={limit.series}
          fixed={props.fixed}
          onChange={(series) => onChange({ ...limit, series })}
        />
        <ChoiceField
          id={`${id}-op`}
          label={t('rule.op')}
          value={limit.op}
          options={operators.map((op) => [op, t(`rule.opName.${op}`)] as const)}
          onChange={(op) => onChange({ ...limit, op })}
        />
      </div>
      <div className="rules-two">
        {sources.length > 1 && (
          <ChoiceField
            id={`${id}-from`}
            label={t('rule.limitFrom')}
            value={from}
            options={sources}
            onChange={(attribute) => onChange({ ...limit, threshold: attribute === '' ? Number.NaN : { attribute } })}
          />
        )}
        {typeof threshold === 'number' && (
          <NumberField
            id={`${id}-threshold`}
            label={t('rule.threshold')}
            value={threshold}
            error={errors[`${id}-threshold`]}
            onChange={(value) => onChange({ ...limit, threshold: value })}
          />
        )}
        <NumberField
          id={`${id}-clearMargin`}
          label={t('rule.margin')}
          value={limit.clearMargin}
          error={errors[`${id}-clearMargin`]}
          onChange={(clearMargin) => onChange({ ...limit, clearMargin })}
        />
      </div>
    </>
  )
}
