import { severities } from '../../core/severity.ts'
import { useLineChoices } from '../api/line-choices.ts'
import { ErrorBox } from '../kit/error-box.tsx'
import { formatNumber } from '../kit/format.ts'
import { Mark } from '../kit/mark.tsx'
import { useText } from '../text/use-text.ts'
import { type LineFilter, severitiesOf, withSeverity } from './line-filter.ts'
import { type LineOrder, OrderChoice } from './order-choice.tsx'

interface Option {
  readonly value: string
  readonly name: string
  readonly alerts: number
}

/** Chooses what the inbox shows: severities, and what open alerts in sight are of. */
export function FilterPanel(props: {
  id: string
  filter: LineFilter
  onFilter: (filter: LineFilter) => void
  order: LineOrder
  onOrder: (order: LineOrder) => void
}) {
  const { id, filter, onFilter } = props
  const { t, local } = useText()
  const choices = useLineChoices()
  const chosen = severitiesOf(filter)
  if (choices.error && !choices.data) return <ErrorBox error={choices.error} onRetry={() => choices.refetch()} />
  const { areas = [], agencies = [], modules = [] } = choices.data ?? {}
  return (
    <div className="narrow" id={id}>
      <OrderChoice order={props.order} onOrder={props.onOrder} />
      <fieldset className="narrow-marks">
        <legend>{t('narrow.severity')}</legend>
        {severities.map((each) => (
          <label key={each}>
            <input
              type="checkbox"
              checked={chosen.includes(each)}
              onChange={() => onFilter(withSeverity(filter, each))}
            />
            <Mark kind={each} size={14} label={false} />
            {t(`severity.${each}`)}
          </label>
        ))}
      </fieldset>
      <Choice
        label={t('narrow.area')}
        value={filter.area}
        options={areas.map(({ code, ...rest }) => ({ ...rest, value: code }))}
        onChange={(area) => onFilter({ ...filter, area })}
      />
      <Choice
        label={t('narrow.agency')}
        value={filter.agency === undefined ? undefined : String(filter.agency)}
        options={agencies.map(({ id, ...rest }) => ({ ...rest, value: String(id) }))}
        onChange={(agency) => onFilter({ ...filter, agency: agency === undefined ? undefined : Number(agency) })}
      />
      <Choice
        label={t('narrow.module')}
        value={filter.module}
        options={modules.map(({ id, name, alerts }) => ({ value: id, name: local(name), alerts }))}
        onChange={(module) => onFilter({ ...filter, module })}
      />
    </div>
  )
}

/** One of what there is; what is chosen stays to be seen when no alert is of it any more. */
function Choice(props: {
  label: string
  value: string | undefined
  options: readonly Option[]
  onChange: (value: string | undefined) => void
}) {
  const { label, value, options, onChange } = props
  const { t, language } = useText()
  const isGone = value !== undefined && !options.some((option) => option.value === value)
  return (
    <label className="narrow-choice">
      <span>{label}</span>
      <select
        className="input"
        value={value ?? ''}
        onChange={({ target }) => onChange(target.value === '' ? undefined : target.value)}
      >
        <option value="">{t('narrow.any')}</option>
        {isGone && <option value={value}>{t('narrow.gone')}</option>}
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {`${option.name} (${formatNumber(option.alerts, language)})`}
          </option>
        ))}
      </select>
    </label>
  )
}
