import { useNavigate, useSearch } from '@tanstack/react-router'
import { Outcome } from '../../core/api/alert-history.ts'
import { severities } from '../../core/severity.ts'
import { useHistoryChoices } from '../api/alert-history.ts'
import { Button } from '../kit/button.tsx'
import { DateInput } from '../kit/date-input.tsx'
import { Field } from '../kit/field.tsx'
import { historySearch } from '../search.ts'
import { useText } from '../text/use-text.ts'
import { useOutcomeWords } from './use-outcome-words.ts'

const isDay = (value: unknown): value is string => typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value)

function Choice(props: {
  label: string
  value: string | undefined
  options: readonly (readonly [string, string])[]
  onChange: (value: string | undefined) => void
}) {
  const { t } = useText()
  const { value, options } = props
  return (
    <Field label={props.label}>
      {(control) => (
        <select
          {...control}
          className="input"
          value={value ?? ''}
          onChange={({ target }) => props.onChange(target.value || undefined)}
        >
          <option value="">{t('narrow.any')}</option>
          {value !== undefined && !options.some(([key]) => key === value) && <option value={value}>{value}</option>}
          {options.map(([key, words]) => (
            <option key={key} value={key}>
              {words}
            </option>
          ))}
        </select>
      )}
    </Field>
  )
}

/** Narrows the history; what is chosen stands in the address. */
export function HistoryFilters() {
  const { t, local } = useText()
  const outcomeWords = useOutcomeWords()
  const search = useSearch({ from: '/shell/canh-bao' })
  const navigate = useNavigate({ from: '/canh-bao' })
  const { data: choices } = useHistoryChoices()
  const set = (change: { [K in keyof typeof search]?: string | undefined }) => {
    const chosen = Object.entries({ ...search, ...change }).filter(([, value]) => value !== undefined)
    // Read again as an address is read, so that only what may stand there does.
    void navigate({ search: historySearch(Object.fromEntries(chosen)), replace: true })
  }
  return (
    <fieldset className="history-filters">
      <legend className="visually-hidden">{t('history.filter')}</legend>
      {(['from', 'to'] as const).map((end) => (
        <Field key={end} label={t(`history.${end}`)}>
          {(control) => (
            <DateInput
              control={control}
              value={search[end] ?? null}
              onChange={(value) => (value === null || isDay(value)) && set({ [end]: value ?? undefined })}
            />
          )}
        </Field>
      ))}
      <Choice
        label={t('narrow.severity')}
        value={search.severity}
        options={severities.map((each) => [each, t(`severity.${each}`)])}
        onChange={(severity) => set({ severity })}
      />
      <Choice
        label={t('history.outcome')}
        value={search.outcome}
        options={Outcome.options.map((each) => [each, outcomeWords(each)])}
        onChange={(outcome) => set({ outcome })}
      />
      <Choice
        label={t('history.rule')}
        value={search.rule}
        options={(choices?.rules ?? []).map(({ key, name }) => [key, local(name)])}
        onChange={(rule) => set({ rule })}
      />
      <Choice
        label={t('narrow.area')}
        value={search.area}
        options={(choices?.areas ?? []).map(({ code, name }) => [code, name])}
        onChange={(area) => set({ area })}
      />
      <Choice
        label={t('narrow.agency')}
        value={search.agency === undefined ? undefined : String(search.agency)}
        options={(choices?.agencies ?? []).map(({ id, name }) => [String(id), name])}
        onChange={(agency) => set({ agency })}
      />
      <Choice
        label={t('narrow.module')}
        value={search.module}
        options={(choices?.modules ?? []).map(({ id, name }) => [id, local(name)])}
        onChange={(module) => set({ module })}
      />
      {Object.values(search).some((value) => value !== undefined) && (
        <Button onClick={() => void navigate({ search: {}, replace: true })}>{t('history.clear')}</Button>
      )}
    </fieldset>
  )
}
