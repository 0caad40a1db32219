import type { HistoryEntry, RecordDetail } from '../../core/api/records.ts'
import type { Thing } from '../../core/api/things.ts'
import { type Register, useRecordHistory } from '../api/records.ts'
import { Moment } from '../kit/age.tsx'
import { ErrorBox } from '../kit/error-box.tsx'
import { Loading } from '../kit/loading.tsx'
import { register as enRegister } from '../text/en/register.ts'
import { shape as enShape } from '../text/en/shape.ts'
import { useText } from '../text/use-text.ts'
import { register as viRegister } from '../text/vi/register.ts'
import { shape as viShape } from '../text/vi/shape.ts'
import { changeWords } from './change-words.ts'
import { shapeText } from './drawing/shape-words.ts'
import { useNames } from './use-names.ts'
import { useValueText } from './use-value-text.ts'

const names = {
  number: { vi: viRegister.register.number, en: enRegister.register.number },
  area: { vi: viRegister.register.area, en: enRegister.register.area },
  geometry: { vi: viShape.shape.label, en: enShape.shape.label },
}

function Changes(props: { register: Register; record: RecordDetail; entry: HistoryEntry; things: readonly Thing[] }) {
  const { t, local } = useText()
  const valueText = useValueText()
  const refs = useNames(props.record, props.things)
  const found = changeWords(props.register, props.entry, refs, valueText, names, (shape) => shapeText(t, shape))
  if (props.entry.kind === 'file_added' || found.length === 0) return null
  return (
    <ul className="history-changes">
      {found.map(({ key, label, from, to, isHidden }) => (
        <li key={key}>
          <b className="history-label">{local(label)}:</b>{' '}
          {isHidden
            ? t('register.changes.written')
            : from === null
              ? t('register.changes.set', { to: to ?? '–' })
              : to === null
                ? t('register.changes.emptied', { from })
                : t('register.changes.from', { from, to })}
        </li>
      ))}
    </ul>
  )
}

/** What was done to a record, newest first, in words: who, when, which step, and every value before and after. */
export function RecordHistory(props: { register: Register; record: RecordDetail; things: readonly Thing[] }) {
  const { register, record } = props
  const { t, local } = useText()
  const { data, error, refetch } = useRecordHistory(register, record.id)
  const stateName = (key: string | null) =>
    key ? local(register.lifecycle.states[key]?.name ?? { vi: key, en: key }) : ''
  const headOf = (entry: HistoryEntry) => {
    if (entry.kind !== 'moved') return t(`register.kind.${entry.kind}`)
    const move = register.lifecycle.moves[entry.move ?? '']
    return move ? local(move.name) : (entry.move ?? t('register.kind.moved'))
  }
  return (
    <section className="block" aria-label={t('register.history')}>
      <h3>{t('register.history')}</h3>
      {!data && !error && <Loading />}
      {error && !data && <ErrorBox error={error} onRetry={() => void refetch()} />}
      <ol className="history">
        {data?.items.map((entry) => (
          <li key={entry.id} className={`history-${entry.kind}`}>
            <p className="history-head">
              <b>{headOf(entry)}</b>
              {entry.kind === 'moved' && entry.fromState !== entry.toState && (
                <span>
                  {stateName(entry.fromState)} → {stateName(entry.toState)}
                </span>
              )}
            </p>
            {entry.comment && <p className="prose history-comment">{entry.comment}</p>}
            <Changes register={register} record={record} entry={entry} things={props.things} />
            <p className="history-by">
              {entry.by.name}, <Moment at={entry.at} />
            </p>
          </li>
        ))}
      </ol>
    </section>
  )
}
