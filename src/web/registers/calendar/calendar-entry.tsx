import { Link } from '@tanstack/react-router'
import type { Record as RecordRow } from '../../../core/api/records.ts'
import type { Register } from '../../api/records.ts'
import { DeadlineSign } from '../../kit/deadline-chip.tsx'
import { shownClock } from '../main-clock.ts'
import { StateWord } from '../state-word.tsx'

/** A record on its day: its shape and its title; on a phone its number, state and agency as well. Opens it beside the calendar. */
export function CalendarEntry(props: { register: Register; record: RecordRow; isChosen: boolean }) {
  const { register, record } = props
  const clock = shownClock(register.lifecycle, record)
  return (
    <Link
      className={`calendar-entry${clock ? ` calendar-${clock.state}` : ''}`}
      to="."
      search={(now) => ({ ...now, id: record.id })}
      data-record={record.id}
      aria-current={props.isChosen ? 'true' : undefined}
      title={record.title}
    >
      {clock && <DeadlineSign state={clock.state} />}
      <span className="calendar-title">{record.title}</span>
      <span className="calendar-more-facts">
        {record.number && <span>{record.number}</span>}
        <StateWord register={register} state={record.state} />
        <span>{record.agency.name}</span>
      </span>
    </Link>
  )
}
