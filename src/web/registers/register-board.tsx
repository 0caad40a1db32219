import { lazy, Suspense, useCallback, useState } from 'react'
import type { Record as RecordRow } from '../../core/api/records.ts'
import { type Register, type RegisterFilter, refreshRecords, useRecordCounts } from '../api/records.ts'
import { ErrorBox } from '../kit/error-box.tsx'
import { useText } from '../text/use-text.ts'
import { BoardColumn } from './board-column.tsx'
import { boardSort } from './board-sort.ts'
import { useMover } from './use-mover.ts'

const MoveDialog = lazy(() => import('./move-dialog.tsx').then((m) => ({ default: m.MoveDialog })))

/** A register as columns by state. A card is moved by dragging it or from its menu, along declared steps only. */
export function RegisterBoard(props: {
  register: Register
  filter: RegisterFilter
  chosen: string | undefined
  onTable: () => void
}) {
  const { register, filter } = props
  const { local } = useText()
  const { data: counts } = useRecordCounts(register, filter)
  const mover = useMover(register)
  const [dragged, setDragged] = useState<RecordRow>()
  const [failed, setFailed] = useState<Readonly<Record<string, Error>>>({})
  const onFailed = useCallback(
    (state: string, error: Error | null) =>
      setFailed(({ [state]: _, ...others }) => (error ? { ...others, [state]: error } : others)),
    [],
  )
  const [failure] = Object.values(failed)
  const wanted = filter.state?.split(',')
  const states = Object.keys(register.lifecycle.states).filter((key) => !wanted || wanted.includes(key))
  const targets = new Set(
    Object.values(register.lifecycle.moves)
      .filter((move) => dragged && move.from.includes(dragged.state))
      .map((move) => move.to),
  )
  return (
    <div className="board-whole">
      {failure && <ErrorBox error={failure} onRetry={() => void refreshRecords()} />}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <section className="board" aria-label={local(register.plural)} tabIndex={0}>
        {states.map((state) => (
          <BoardColumn
            key={state}
            register={register}
            filter={{ ...filter, state, sort: filter.sort ?? boardSort(register, state) }}
            state={state}
            count={counts && (counts.states[state] ?? 0)}
            chosen={props.chosen}
            dragged={dragged}
            isTarget={targets.has(state)}
            moving={mover.moving}
            onDrag={setDragged}
            onDrop={(record) => {
              setDragged(undefined)
              void mover.byState(record, state)
            }}
            onMove={(record, key) => void mover.byKey(record, key)}
            onTable={props.onTable}
            onFailed={onFailed}
          />
        ))}
      </section>
      {mover.asking && (
        <Suspense>
          <MoveDialog
            register={register}
            record={mover.asking.record}
            move={mover.asking.move}
            onClose={mover.doneAsking}
          />
        </Suspense>
      )}
    </div>
  )
}
