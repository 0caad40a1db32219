import { type RefObject, useEffect, useState } from 'react'
import { useAgencies } from '../api/accounts.ts'
import { type Register, type RegisterFilter, useRecordCounts } from '../api/records.ts'
import { Button } from '../kit/button.tsx'
import { formatNumber } from '../kit/format.ts'
import { Icon } from '../kit/icon.tsx'
import { useText } from '../text/use-text.ts'
import { readTerms, toggleName } from './filter-terms.ts'
import { MoreFilters } from './more-filters.tsx'
import { SavedViews } from './saved-views/saved-views.tsx'
import { useFilterWords } from './use-filter-words.ts'

export type SetFilter = (change: Partial<RegisterFilter>) => void

/** How long typing rests before the list is asked. */
const restMs = 250

function Search(props: { text: string | undefined; box: RefObject<HTMLInputElement | null>; onSet: SetFilter }) {
  const { t } = useText()
  const { text = '', box, onSet } = props
  const [typed, setTyped] = useState(text)
  const [sent, setSent] = useState(text)
  if (text !== sent) {
    // Changed elsewhere, e.g. by taking the condition away: follow.
    setSent(text)
    setTyped(text)
  }
  useEffect(() => {
    if (typed.trim() === sent) return
    const timer = setTimeout(() => {
      setSent(typed.trim())
      onSet({ text: typed.trim() || undefined })
    }, restMs)
    return () => clearTimeout(timer)
  }, [typed, sent, onSet])
  return (
    <input
      ref={box}
      className="input register-search"
      type="search"
      value={typed}
      placeholder={t('register.search')}
      aria-label={t('register.search')}
      aria-keyshortcuts="/"
      onChange={(event) => setTyped(event.target.value)}
    />
  )
}

function Toggle(props: {
  text: string
  count: number | undefined
  on: boolean
  icon?: 'flag' | 'bell'
  onClick: () => void
}) {
  const { language } = useText()
  return (
    <button type="button" className="register-toggle" aria-pressed={props.on} onClick={props.onClick}>
      {props.icon && <Icon name={props.icon} size={14} />}
      {props.text}
      {props.count !== undefined && <b>{formatNumber(props.count, language)}</b>}
    </button>
  )
}

/** What the register shows: words, states and deadlines with how many each has, further fields; what is chosen can be taken away. */
export function RegisterFilters(props: {
  register: Register
  filter: RegisterFilter
  search: RefObject<HTMLInputElement | null>
  onSet: SetFilter
}) {
  const { register, filter, onSet } = props
  const { t, local } = useText()
  const { data: counts } = useRecordCounts(register, filter)
  const agencies = useAgencies()
  const conditions = useFilterWords(register, filter, agencies.data ?? [])
  const [isOpen, setOpen] = useState(readTerms(filter.is).size > 0 || filter.agency !== undefined)
  const states = new Set(filter.state?.split(','))
  const deadline = (which: 'overdue' | 'due_soon') => () =>
    onSet({ deadline: filter.deadline === which ? undefined : which })
  return (
    <div className="register-filters">
      <div className="filters">
        <Search text={filter.text} box={props.search} onSet={onSet} />
        <div className="register-strip">
          <fieldset className="register-toggles">
            <legend className="visually-hidden">{t('register.state')}</legend>
            {Object.entries(register.lifecycle.states).map(([key, { name }]) => (
              <Toggle
                key={key}
                text={local(name)}
                count={counts && (counts.states[key] ?? 0)}
                on={states.has(key)}
                onClick={() => onSet({ state: toggleName(filter.state, key) })}
              />
            ))}
          </fieldset>
          {register.deadlines.length > 0 && (
            <fieldset className="register-toggles">
              <legend className="visually-hidden">{t('register.deadline')}</legend>
              <Toggle
                icon="bell"
                text={t('deadline.due_soon')}
                count={counts?.dueSoon}
                on={filter.deadline === 'due_soon'}
                onClick={deadline('due_soon')}
              />
              <Toggle
                icon="flag"
                text={t('deadline.overdue')}
                count={counts?.overdue}
                on={filter.deadline === 'overdue'}
                onClick={deadline('overdue')}
              />
            </fieldset>
          )}
          <Button look="quiet" small aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
            <Icon name={isOpen ? 'minus' : 'plus'} size={14} />
            {t('register.moreFilters')}
          </Button>
          <SavedViews register={register} />
        </div>
      </div>
      {isOpen && <MoreFilters register={register} filter={filter} onSet={onSet} />}
      {conditions.length > 0 && (
        <div className="filters register-chosen">
          {conditions.map(({ key, text, without }) => (
            <button
              key={key}
              type="button"
              className="chip register-chip"
              aria-label={t('register.remove', { what: text })}
              onClick={() => onSet(without)}
            >
              {text}
              <Icon name="close" size={12} />
            </button>
          ))}
          <Button
            look="quiet"
            small
            onClick={() =>
              onSet({
                state: undefined,
                text: undefined,
                deadline: undefined,
                agency: undefined,
                is: undefined,
                from: undefined,
                to: undefined,
                dated: undefined,
              })
            }
          >
            {t('register.clear')}
          </Button>
        </div>
      )}
    </div>
  )
}
