import { useEffect, useState } from 'react'
import type { Record as RecordRow } from '../../core/api/records.ts'
import { type Register, type RegisterFilter, useRecords } from '../api/records.ts'
import { Button } from '../kit/button.tsx'
import { formatNumber } from '../kit/format.ts'
import { Loading } from '../kit/loading.tsx'
import { useText } from '../text/use-text.ts'
import { BoardCard } from './board-card.tsx'
import { StateWord } from './state-word.tsx'

/** Cards that a column loads at once, and beyond which a table reads better. */
const pageCards = 25
const tableBetter = 50

/** One state of the lifecycle with its cards; loads its own pages. Takes cards that are dropped on it. */
export function BoardColumn(props: {
  register: Register
  filter: RegisterFilter
  state: string
  count: number | undefined
  chosen: string | undefined
  dragged: RecordRow | undefined
  isTarget: boolean
  moving: string | undefined
  onDrag: (record: RecordRow | undefined) => void
  onDrop: (record: RecordRow) => void
  onMove: (record: RecordRow, move: string) => void
  onTable: () => void
  /** Tells the board what kept its cards away: it is said once for all columns. */
  onFailed: (state: string, error: Error | null) => void
}) {
  const { register, state, count, dragged, isTarget, onFailed } = props
  const { t, language, local } = useText()
  const { list, items } = useRecords(register, props.filter, pageCards)
  const [isOver, setOver] = useState(false)
  const failure = items ? null : list.error
  useEffect(() => {
    onFailed(state, failure)
    return () => onFailed(state, null)
  }, [state, failure, onFailed])
  const classes = [
    'board-column',
    items?.length === 0 ? 'board-empty' : '',
    dragged && !isTarget && dragged.state !== state ? 'board-closed' : '',
    dragged && isTarget ? 'board-target' : '',
    isOver ? 'board-over' : '',
  ]
  return (
    <section
      className={classes.filter(Boolean).join(' ')}
      aria-label={local(register.lifecycle.states[state]?.name ?? { vi: state, en: state })}
      onDragOver={(event) => {
        if (!dragged) return
        // Every column takes the drop: what is not allowed is then told in words.
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault()
        setOver(false)
        if (dragged) props.onDrop(dragged)
      }}
    >
      <h2 className="board-word">
        <StateWord register={register} state={state} />
        {count !== undefined && count > 0 && <b className="board-count">{formatNumber(count, language)}</b>}
      </h2>
      <div className="board-cards">
        {list.isPending && <Loading rows={3} />}
        {items?.length === 0 && <p className="board-none">{t('register.board.none')}</p>}
        {items?.map((record) => (
          <BoardCard
            key={record.id}
            register={register}
            record={record}
            isChosen={record.id === props.chosen}
            isMoving={record.id === props.moving}
            onDrag={props.onDrag}
            onMove={(move) => props.onMove(record, move)}
          />
        ))}
        {list.hasNextPage && (
          <Button small onClick={() => void list.fetchNextPage()} disabled={list.isFetchingNextPage}>
            {t('register.board.more')}
          </Button>
        )}
        {count !== undefined && count > tableBetter && (
          <Button small look="quiet" onClick={props.onTable}>
            {t('register.board.asTable')}
          </Button>
        )}
      </div>
    </section>
  )
}
