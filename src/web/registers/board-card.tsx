import { Link } from '@tanstack/react-router'
import type { Record as RecordRow } from '../../core/api/records.ts'
import type { Register } from '../api/records.ts'
import { DeadlineChip } from '../kit/deadline-chip.tsx'
import { formatDate, partsOf } from '../kit/format.ts'
import { serverNow } from '../kit/server-clock.ts'
import { useText } from '../text/use-text.ts'
import { shownClock } from './main-clock.ts'
import { MoveMenu } from './move-menu.tsx'

/** `23/11`, with the year where it is another than this one. */
function shortDay(instant: string): string {
  const { day, month, year } = partsOf(instant)
  return year === partsOf(serverNow()).year ? `${day}/${month}` : formatDate(instant)
}

/** The agency whose move it is: the first of the fields it is shared by, else who owns it. */
function agencyOf(register: Register, record: RecordRow): string {
  const [field] = register.sharedWith
  const id = field === undefined ? undefined : [record.values[field]].flat()[0]
  return record.refs.agencies.find((agency) => agency.id === id)?.name ?? record.agency.name
}

/** A record as a card: number, title, agency, clock with its day; its menu holds the steps that may be made. */
export function BoardCard(props: {
  register: Register
  record: RecordRow
  isChosen: boolean
  isMoving: boolean
  onDrag: (record: RecordRow | undefined) => void
  onMove: (move: string) => void
}) {
  const { register, record, isMoving } = props
  const { t } = useText()
  const clock = shownClock(register.lifecycle, record)
  return (
    <article
      className={`board-card${props.isChosen ? ' board-chosen' : ''}`}
      aria-busy={isMoving}
      draggable={!isMoving}
      onDragStart={(event) => {
        event.dataTransfer.effectAllowed = 'move'
        event.dataTransfer.setData('text/plain', record.number ?? record.title)
        props.onDrag(record)
      }}
      onDragEnd={() => props.onDrag(undefined)}
    >
      <p className="board-line">
        <span>{record.number ?? t('register.noNumber')}</span>
        {isMoving ? (
          <span role="status">{t('register.board.moving')}</span>
        ) : (
          !register.lifecycle.states[record.state]?.isFinal && (
            <MoveMenu register={register} record={record} disabled={isMoving} onMove={props.onMove} />
          )
        )}
      </p>
      <Link
        className="board-title"
        to="."
        search={(now) => ({ ...now, id: record.id })}
        data-record={record.id}
        draggable={false}
      >
        {record.title}
      </Link>
      <p className="board-agency">{agencyOf(register, record)}</p>
      {clock && (
        <p className="board-line">
          <DeadlineChip state={clock.state} clock={clock} />
          <span className="board-day">{shortDay(clock.dueAt)}</span>
        </p>
      )}
    </article>
  )
}
