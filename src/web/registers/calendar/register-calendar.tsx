import './calendar.css'
import { Link } from '@tanstack/react-router'
import { useEffect } from 'react'
import { localDateOf } from '../../../core/local-time.ts'
import { type Register, type RegisterFilter, useRecordCalendar, useRecordCounts } from '../../api/records.ts'
import { lowerFirst } from '../../assets/lower-first.ts'
import { Button } from '../../kit/button.tsx'
import { useCommands } from '../../kit/commands.ts'
import { ErrorBox } from '../../kit/error-box.tsx'
import { formatMonth, formatNumber } from '../../kit/format.ts'
import { Icon } from '../../kit/icon.tsx'
import { isTyping, singleKeysOn } from '../../kit/keys.ts'
import { serverNow } from '../../kit/server-clock.ts'
import { useText } from '../../text/use-text.ts'
import { CalendarDay } from './calendar-day.tsx'
import { chosenDate, dateLabel } from './date-label.ts'
import { addMonths, boundsOf, type Month, monthOf, weeksOf } from './month.ts'

const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const

/** Page Up and Page Down turn the month. Off while typing and over a dialog. */
function useMonthKeys(month: Month, onMonth: (month: Month) => void): void {
  const { t } = useText()
  useCommands([
    { id: 'calendar.next', group: 'here', text: t('register.calendar.next'), keys: 'PageDown' },
    { id: 'calendar.before', group: 'here', text: t('register.calendar.before'), keys: 'PageUp' },
  ])
  useEffect(() => {
    function onKey(event: KeyboardEvent): void {
      const step = event.key === 'PageDown' ? 1 : event.key === 'PageUp' ? -1 : 0
      if (step === 0 || isTyping(event) || !singleKeysOn()) return
      if (document.querySelector('[role="dialog"], [role="menu"]')) return
      // In the drawer it scrolls, which is the drawer's own.
      if (document.activeElement?.closest('.panel-side')) return
      event.preventDefault()
      onMonth(addMonths(month, step))
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [month, onMonth])
}

/**
 * A register as a calendar: each record on the day of its deadline or of another of its dates. On a phone the days that have records
 * stand one below the other.
 */
export function RegisterCalendar(props: {
  register: Register
  filter: RegisterFilter
  /** The month asked for; left out: this one. */
  month: Month | undefined
  chosen: string | undefined
  onMonth: (month: Month | undefined) => void
  onBy: (by: string) => void
}) {
  const { register, filter, onMonth } = props
  const { t, local, language } = useText()
  const today = localDateOf(new Date(serverNow()))
  const month = props.month ?? monthOf(today)
  const days = weeksOf(month)
  const bounds = boundsOf(month)
  const by = chosenDate(register, filter.by) ?? ''
  const { data, error, isPending, refetch } = useRecordCalendar(register, { ...filter, by }, days)
  const { data: undated } = useRecordCounts(register, { ...filter, by, from: undefined, to: undefined, dated: 'no' })
  const label = dateLabel(register, by)
  const found = new Map(data?.days.map((each) => [each.day, each]))
  const inside = data?.days.filter(({ day }) => monthOf(day) === month) ?? []
  const sum = (of: 'total' | 'overdue') => inside.reduce((total, day) => total + day[of], 0)
  useMonthKeys(month, onMonth)
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section className="calendar" aria-label={local(register.plural)} tabIndex={0}>
      <header className="calendar-head">
        <button
          type="button"
          className="icon-button"
          aria-label={t('register.calendar.before')}
          aria-keyshortcuts="PageUp"
          onClick={() => onMonth(addMonths(month, -1))}
        >
          <Icon name="left" />
        </button>
        <button
          type="button"
          className="icon-button"
          aria-label={t('register.calendar.next')}
          aria-keyshortcuts="PageDown"
          onClick={() => onMonth(addMonths(month, 1))}
        >
          <Icon name="right" />
        </button>
        <h2 aria-live="polite">{formatMonth(month, language)}</h2>
        <Button small disabled={month === monthOf(today)} onClick={() => onMonth(undefined)}>
          {t('register.calendar.today')}
        </Button>
        <span className="calendar-sum" role="status">
          {isPending && t('register.calendar.fetching')}
          {data && t('register.count', { n: formatNumber(sum('total'), language) })}
          {sum('overdue') > 0 && ` · ${t('register.overdueCount', { n: formatNumber(sum('overdue'), language) })}`}
        </span>
        {sum('total') > 0 && (
          <Link
            to="."
            className="link"
            search={({ view: _form, month: _month, ...now }) => ({ ...now, by, from: bounds.first, to: bounds.last })}
          >
            {t('register.board.asTable')}
          </Link>
        )}
        {undated !== undefined && undated.total > 0 && (
          <Link
            to="."
            className="link"
            search={({ view: _form, month: _month, from: _from, to: _to, ...now }) => ({
              ...now,
              by,
              dated: 'no' as const,
            })}
          >
            {t('register.calendar.undated', {
              n: formatNumber(undated.total, language),
              date: lowerFirst(label ? local(label) : t('register.deadline')),
            })}
          </Link>
        )}
        <span className="grow" />
        {register.dates.length > 1 && (
          <label className="calendar-by">
            {t('register.calendar.by')}
            <select className="input" value={by} onChange={({ target }) => props.onBy(target.value)}>
              {register.dates.map((each) => {
                const label = dateLabel(register, each)
                return (
                  <option key={each} value={each}>
                    {label ? local(label) : t('register.deadline')}
                  </option>
                )
              })}
            </select>
          </label>
        )}
      </header>
      {error && !data && <ErrorBox error={error} onRetry={() => void refetch()} />}
      {data && sum('total') === 0 && <p className="calendar-none">{t('register.calendar.none')}</p>}
      <div className="calendar-weekdays" aria-hidden="true">
        {weekdays.map((day) => (
          <span key={day}>{t(`register.calendar.weekday.${day}`)}</span>
        ))}
      </div>
      <ol className="calendar-days" aria-busy={isPending}>
        {days.map((day) => (
          <CalendarDay
            key={day}
            register={register}
            day={day}
            found={found.get(day)}
            by={by}
            chosen={props.chosen}
            isToday={day === today}
            isBeside={monthOf(day) !== month}
          />
        ))}
      </ol>
    </section>
  )
}
