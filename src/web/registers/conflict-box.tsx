import { useEffect, useRef, useState } from 'react'
import type { RecordDetail } from '../../core/api/records.ts'
import { type Register, useRecordHistory, type Values } from '../api/records.ts'
import { Button } from '../kit/button.tsx'
import { formatMoment } from '../kit/format.ts'
import { Icon } from '../kit/icon.tsx'
import { useNow } from '../kit/use-now.ts'
import { useText } from '../text/use-text.ts'
import { type Clash, findClashes, mergeOver } from './clashes.ts'
import { shapeText } from './drawing/shape-words.ts'
import { fieldsOf, flatValues } from './register-fields.ts'
import { StateWord } from './state-word.tsx'
import { useNames } from './use-names.ts'
import { useValueText } from './use-value-text.ts'

function ClashRow(props: {
  register: Register
  fresh: RecordDetail
  clash: Clash
  kept: boolean
  onKeep: (mine: boolean) => void
}) {
  const { register, fresh, clash, kept, onKeep } = props
  const { t, local } = useText()
  const valueText = useValueText()
  const names = useNames(fresh)
  const field = fieldsOf(register).find(({ key }) => key === clash.key)?.field
  const isShape = clash.key === 'geometry'
  const label = field ? local(field.label) : t(isShape ? 'shape.label' : 'register.area')
  const write = (value: unknown) =>
    (isShape
      ? shapeText(t, value)
      : field
        ? valueText(field, value, names)
        : (names.areas.find(({ code }) => code === value)?.name ?? null)) ?? '–'
  return (
    <div className="clash">
      <h4>{label}</h4>
      <dl>
        <div>
          <dt>{t('register.conflict.was')}</dt>
          <dd>{write(clash.base)}</dd>
        </div>
        <div>
          <dt>{t('register.conflict.theirs')}</dt>
          <dd>{write(clash.theirs)}</dd>
        </div>
        {clash.isBoth && (
          <div>
            <dt>{t('register.conflict.mine')}</dt>
            <dd>{write(clash.mine)}</dd>
          </div>
        )}
      </dl>
      {clash.isBoth ? (
        <fieldset className="clash-choice">
          <legend className="visually-hidden">{label}</legend>
          {([false, true] as const).map((mine) => (
            <label key={String(mine)}>
              <input type="radio" name={`clash-${clash.key}`} checked={kept === mine} onChange={() => onKeep(mine)} />
              {mine ? t('register.conflict.keepMine') : t('register.conflict.takeTheirs')}
            </label>
          ))}
        </fieldset>
      ) : (
        <p className="quiet">{t('register.conflict.only')}</p>
      )}
    </div>
  )
}

/** What another person changed beside what is being written here; nothing goes on before a person has chosen. */
export function ConflictBox(props: {
  register: Register
  base: Values
  mine: Values
  fresh: RecordDetail
  onGo: (merged: Values) => void
  onTakeAll: () => void
}) {
  const { register, base, mine, fresh } = props
  const { t } = useText()
  const now = useNow(60)
  const { data: history } = useRecordHistory(register, fresh.id)
  const [keepMine, setKeepMine] = useState<ReadonlySet<string>>(new Set())
  const box = useRef<HTMLElement>(null)
  useEffect(() => box.current?.focus(), [])
  const theirs = flatValues(fresh)
  const clashes = findClashes(base, theirs, mine)
  const last = history?.items.find((entry) => entry.kind !== 'file_added')
  const keep = (key: string) => (isMine: boolean) => {
    const next = new Set(keepMine)
    if (isMine) next.add(key)
    else next.delete(key)
    setKeepMine(next)
  }
  return (
    <section className="conflict" role="alert" tabIndex={-1} ref={box} aria-label={t('register.conflict.title')}>
      <h3>
        <Icon name="warn" size={16} />
        {t('register.conflict.title')}
      </h3>
      {last && <p>{t('register.conflict.by', { name: last.by.name, time: formatMoment(last.at, now) })}</p>}
      <p>
        {t('register.conflict.stateNow')}: <StateWord register={register} state={fresh.state} />
      </p>
      {clashes.map((clash) => (
        <ClashRow
          key={clash.key}
          register={register}
          fresh={fresh}
          clash={clash}
          kept={keepMine.has(clash.key)}
          onKeep={keep(clash.key)}
        />
      ))}
      <div className="form-actions">
        <Button onClick={props.onTakeAll}>{t('register.conflict.takeAll')}</Button>
        <Button look="primary" onClick={() => props.onGo(mergeOver(base, theirs, mine, keepMine))}>
          {t('register.conflict.go')}
        </Button>
      </div>
    </section>
  )
}
