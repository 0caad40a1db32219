import { Link } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import type { Record as RecordRow } from '../../core/api/records.ts'
import type { Register } from '../api/records.ts'
import { Moment } from '../kit/age.tsx'
import { DeadlineChip } from '../kit/deadline-chip.tsx'
import { formatDate } from '../kit/format.ts'
import { useText } from '../text/use-text.ts'
import { nextSort } from './filter-terms.ts'
import { shownClock } from './main-clock.ts'
import { type Column, columnsOf, droppingOrder, isFigure, needsLabel, ownerRank } from './register-fields.ts'
import { StateWord } from './state-word.tsx'
import { useFittingColumns } from './use-fitting-columns.ts'
import { useValueText } from './use-value-text.ts'

/** A record's most urgent clock: its state, what it is for and when it ends. */
function ClockCell({ register, record }: { register: Register; record: RecordRow }) {
  const { t, local } = useText()
  const clock = shownClock(register.lifecycle, record)
  if (!clock) return <span className="quiet register-none">–</span>
  return (
    <span className="register-clock">
      <DeadlineChip state={clock.state} />
      <small>
        <span className="register-clock-name" title={local(clock.name)}>
          {t('register.clock', { name: local(clock.name) })}
        </span>{' '}
        {formatDate(clock.dueAt)}
      </small>
    </span>
  )
}

function Head(props: {
  text: string
  sort: string | null
  now: string | undefined
  column?: string
  classes?: string
  onSort: Sort
}) {
  const { t } = useText()
  const { sort, now, classes = '' } = props
  const way = sort === null ? undefined : now === sort ? 'ascending' : now === `-${sort}` ? 'descending' : undefined
  return (
    <th scope="col" className={classes} data-column={props.column} aria-sort={way}>
      {sort === null ? (
        props.text
      ) : (
        <button type="button" className="register-sort" onClick={() => props.onSort(nextSort(now, sort))}>
          {props.text}
          {way && (
            <span role="img" aria-label={way === 'ascending' ? t('register.sortUp') : t('register.sortDown')}>
              {way === 'ascending' ? '↑' : '↓'}
            </span>
          )}
        </button>
      )}
    </th>
  )
}

function Row(props: { register: Register; record: RecordRow; columns: readonly Column[]; chosen: boolean }) {
  const { register, record, columns } = props
  const { t, local } = useText()
  const valueText = useValueText()
  const flat = (key: string) => (key.startsWith('extra.') ? record.extra[key.slice(6)] : record.values[key])
  return (
    <tr aria-current={props.chosen ? 'true' : undefined}>
      <td className="first nowrap register-number">
        {record.number ?? <span className="register-none">{t('register.noNumber')}</span>}
      </td>
      <td className="wide">
        <Link className="register-open" to="." search={(now) => ({ ...now, id: record.id })} data-record={record.id}>
          <span className="register-clamp">{record.title}</span>
        </Link>
      </td>
      {columns.map(({ key, label, field, rank }) => {
        const text = valueText(field, flat(key), record.refs)
        return (
          <td
            key={key}
            data-column={key}
            data-label={needsLabel(field) ? local(label) : undefined}
            className={`register-rank-${rank}${isFigure(field) ? ' num' : ''}${text ? '' : ' register-bare'}`}
          >
            <span className="register-clamp">{text ?? '–'}</span>
          </td>
        )
      })}
      <td data-column="agency" className={`register-rank-${ownerRank(columns)}`}>
        <span className="register-clamp">{record.agency.name}</span>
      </td>
      <td className="state">
        <StateWord register={register} state={record.state} />
      </td>
      {register.deadlines.length > 0 && (
        <td className={`register-clock-cell${shownClock(register.lifecycle, record) ? '' : ' register-bare'}`}>
          <ClockCell register={register} record={record} />
        </td>
      )}
      <td data-column="updated_at" className="num register-rank-3">
        <Moment at={record.updatedAt} />
      </td>
    </tr>
  )
}

type Sort = (sort: string | undefined) => void

/** A register as a table; on a phone each row is a card. Heads sort, a row opens beside the list. */
export function RegisterTable(props: {
  register: Register
  items: readonly RecordRow[]
  chosen: string | undefined
  sort: string | undefined
  onSort: Sort
  /** All columns, though the table is then wider than its place. */
  isWhole: boolean
  /** Told which columns did not fit, by their words. */
  onHidden: (labels: string) => void
}) {
  const { register, sort, onSort, onHidden } = props
  const { t, local } = useText()
  const columns = columnsOf(register)
  const title = register.fields[register.titleField]?.label ?? register.name
  const head = { now: sort, onSort }
  const table = useRef<HTMLTableElement>(null)
  const dropped = useFittingColumns(table, droppingOrder(columns), !props.isWhole, props.items)
  const words: Record<string, string> = { agency: t('register.agency'), updated_at: t('register.updated') }
  for (const { key, label } of columns) words[key] = local(label)
  const labels = dropped.map((key) => words[key]).join(', ')
  useEffect(() => {
    onHidden(labels)
    return () => onHidden('')
  }, [onHidden, labels])
  return (
    <table ref={table} className="table register-table">
      <caption className="visually-hidden">{local(register.plural)}</caption>
      <thead>
        <tr>
          <Head {...head} text={t('register.number')} sort="number" />
          <Head {...head} text={local(title)} sort={register.titleField} />
          {columns.map(({ key, label, field, rank, sort: by }) => (
            <Head
              {...head}
              key={key}
              column={key}
              text={local(label)}
              sort={by}
              classes={`register-rank-${rank}${isFigure(field) ? ' num' : ''}`}
            />
          ))}
          <Head
            {...head}
            column="agency"
            text={t('register.agency')}
            sort={null}
            classes={`register-rank-${ownerRank(columns)}`}
          />
          <Head {...head} text={t('register.state')} sort="state" />
          {register.deadlines.length > 0 && <Head {...head} text={t('register.deadline')} sort={null} />}
          <Head
            {...head}
            column="updated_at"
            text={t('register.updated')}
            sort="updated_at"
            classes="num register-rank-3"
          />
        </tr>
      </thead>
      <tbody>
        {props.items.map((record) => (
          <Row
            key={record.id}
            register={register}
            record={record}
            columns={columns}
            chosen={record.id === props.chosen}
          />
        ))}
      </tbody>
    </table>
  )
}
