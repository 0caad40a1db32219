import { useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { outcomeFilters } from '../../core/alert-outcome.ts'
import { severities } from '../../core/severity.ts'
import { useLineChoices } from '../api/line-choices.ts'
import { Button } from '../kit/button.tsx'
import { ChoiceField } from '../kit/choice-field.tsx'
import { DayFilter } from '../kit/day-filter.tsx'
import { Icon } from '../kit/icon.tsx'
import { historySearch } from '../search.ts'
import { useText } from '../text/use-text.ts'
import { useOutcomeWords } from './use-outcome-words.ts'

/** What is chosen stays to be seen where it is not among the choices, or they are not there yet. */
const withChosen = (options: readonly (readonly [string, string])[], value: string | undefined) =>
  value === undefined || options.some(([key]) => key === value) ? options : [[value, value] as const, ...options]

/** Narrows the history; what is chosen stands in the address. On a phone behind a button that tells how many are set. */
export function HistoryFilters() {
  const { t, local } = useText()
  const outcomeWords = useOutcomeWords()
  const search = useSearch({ from: '/shell/canh-bao' })
  const navigate = useNavigate({ from: '/canh-bao' })
  const { data: choices } = useLineChoices('all')
  const set = (change: { [K in keyof typeof search]?: string | undefined }) => {
    const chosen = Object.entries({ ...search, ...change }).filter(([, value]) => value !== undefined)
    // Read again as an address is read, so that only what may stand there does.
    void navigate({ search: historySearch(Object.fromEntries(chosen)), replace: true })
  }
  const [isOpen, setOpen] = useState(false)
  const setCount = Object.values(search).filter((value) => value !== undefined).length
  return (
    <>
      <div className="history-filter-button">
        <Button aria-expanded={isOpen} aria-controls="history-filters" onClick={() => setOpen(!isOpen)}>
          <Icon name="filter" size={16} />
          {setCount === 0 ? t('history.filter') : t('history.filterSet', { n: setCount })}
        </Button>
      </div>
      <fieldset id="history-filters" className={isOpen ? 'history-filters history-filters-open' : 'history-filters'}>
        <legend className="visually-hidden">{t('history.filter')}</legend>
        {(['from', 'to'] as const).map((end) => (
          <DayFilter
            key={end}
            label={t(`history.${end}`)}
            value={search[end]}
            onChange={(day) => set({ [end]: day })}
          />
        ))}
        <ChoiceField
          label={t('narrow.severity')}
          value={search.severity ?? ''}
          all={t('narrow.any')}
          options={withChosen(
            severities.map((each) => [each, t(`severity.${each}`)]),
            search.severity,
          )}
          onChange={(severity) => set({ severity })}
        />
        <ChoiceField
          label={t('history.outcome')}
          value={search.outcome ?? ''}
          all={t('narrow.any')}
          options={outcomeFilters.map((each) => [each, outcomeWords(each)])}
          onChange={(outcome) => set({ outcome })}
        />
        <ChoiceField
          label={t('history.rule')}
          value={search.rule ?? ''}
          all={t('narrow.any')}
          options={withChosen(
            (choices?.rules ?? []).map(({ key, name }) => [key, local(name)]),
            search.rule,
          )}
          onChange={(rule) => set({ rule })}
        />
        <ChoiceField
          label={t('narrow.area')}
          value={search.area ?? ''}
          all={t('narrow.any')}
          options={withChosen(
            (choices?.areas ?? []).map(({ code, name }) => [code, name]),
            search.area,
          )}
          onChange={(area) => set({ area })}
        />
        <ChoiceField
          label={t('narrow.agency')}
          value={search.agency === undefined ? '' : String(search.agency)}
          all={t('narrow.any')}
          options={withChosen(
            (choices?.agencies ?? []).map(({ id, name }) => [String(id), name]),
            search.agency === undefined ? undefined : String(search.agency),
          )}
          onChange={(agency) => set({ agency })}
        />
        <ChoiceField
          label={t('narrow.module')}
          value={search.module ?? ''}
          all={t('narrow.any')}
          options={withChosen(
            (choices?.modules ?? []).map(({ id, name }) => [id, local(name)]),
            search.module,
          )}
          onChange={(module) => set({ module })}
        />
        {setCount > 0 && (
          <Button onClick={() => void navigate({ search: {}, replace: true })}>{t('history.clear')}</Button>
        )}
      </fieldset>
    </>
  )
}
