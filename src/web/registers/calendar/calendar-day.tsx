import { Link } from '@tanstack/react-router'
import type { RecordCalendar } from '../../../core/api/records.ts'
import { startOfLocalDay } from '../../../core/local-time.ts'
import type { Register } from '../../api/records.ts'
import { formatLongDate, formatNumber } from '../../kit/format.ts'
import { Icon } from '../../kit/icon.tsx'
import { useText } from '../../text/use-text.ts'
import { CalendarEntry } from './calendar-entry.tsx'

type Found = RecordCalendar['days'][number]

/** One day: its first few records, and where there are more, how many and the way to all of them as a table. */
export function CalendarDay(props: {
  register: Register
  day: string
  found: Found | undefined
  by: string
  chosen: string | undefined
  isToday: boolean
  /** It belongs to the month before or after. */
  isBeside: boolean
}) {
  const { register, day, found } = props
  const { t, language } = useText()
  const more = found ? found.total - found.records.length : 0
  const classes = ['calendar-day', found ? '' : 'calendar-bare', props.isBeside ? 'calendar-beside' : '']
  return (
    <li className={classes.filter(Boolean).join(' ')} aria-current={props.isToday ? 'date' : undefined}>
      <h3 className="calendar-date">
        <span className="calendar-number" aria-hidden="true">
          {Number(day.slice(8))}
        </span>
        <span className="calendar-long">{formatLongDate(startOfLocalDay(day).getTime(), language)}</span>
        {found && found.overdue > 0 && (
          <span className="calendar-late">
            <Icon name="flag" size={12} />
            {formatNumber(found.overdue, language)}
            <span className="visually-hidden"> {t('deadline.overdue')}</span>
          </span>
        )}
      </h3>
      {found?.records.map((record) => (
        <CalendarEntry key={record.id} register={register} record={record} isChosen={record.id === props.chosen} />
      ))}
      {more > 0 && (
        <Link
          className="calendar-rest"
          to="."
          search={({ view: _form, month: _month, ...now }) => ({ ...now, by: props.by, from: day, to: day })}
        >
          {t('register.calendar.rest', { n: formatNumber(more, language) })}
        </Link>
      )}
    </li>
  )
}
