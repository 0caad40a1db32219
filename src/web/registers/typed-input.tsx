import { useRef, useState } from 'react'
import type { Field } from '../../core/field.ts'
import type { FieldProps } from '../kit/field.tsx'
import { Icon } from '../kit/icon.tsx'
import { useText } from '../text/use-text.ts'
import { readDate, readInstant, readNumber, writeDate, writeInstant, writeNumber } from './typed-value.ts'

interface Props {
  readonly control: FieldProps
  readonly value: unknown
  readonly onChange: (value: unknown) => void
}

/** Keeps what is typed as it is typed, until the value changes from elsewhere. */
function useTyped(value: unknown, write: (value: unknown) => string, read: (typed: string) => unknown) {
  const [typed, setTyped] = useState(() => write(value))
  const shown = JSON.stringify(read(typed) ?? null) === JSON.stringify(value ?? null) ? typed : write(value)
  return [shown, setTyped] as const
}

/** A day, typed dd/mm/yyyy, with a calendar beside it. What is no day is kept as typed and told when the field is left. */
export function DateInput({ control, value, onChange }: Props) {
  const { t } = useText()
  const read = (text: string) => (text.trim() === '' ? null : (readDate(text) ?? text))
  const [typed, setTyped] = useTyped(value, writeDate, read)
  const calendar = useRef<HTMLInputElement>(null)
  const give = (text: string) => {
    setTyped(text)
    onChange(read(text))
  }
  return (
    <span className="typed-date">
      <input
        {...control}
        className="input input-short"
        value={typed}
        inputMode="numeric"
        autoComplete="off"
        placeholder="dd/mm/yyyy"
        onChange={(event) => give(event.target.value)}
      />
      <button
        type="button"
        className="icon-button"
        aria-label={t('register.form.calendar')}
        onClick={() => calendar.current?.showPicker()}
      >
        <Icon name="calendar" size={16} />
      </button>
      <input
        ref={calendar}
        type="date"
        className="visually-hidden"
        tabIndex={-1}
        aria-hidden="true"
        value={readDate(typed) ?? ''}
        onChange={(event) => give(writeDate(event.target.value))}
      />
    </span>
  )
}

/** An instant of Asia/Ho_Chi_Minh, typed dd/mm/yyyy hh:mm. */
export function InstantInput({ control, value, onChange }: Props) {
  const read = (text: string) => (text.trim() === '' ? null : (readInstant(text) ?? text))
  const [typed, setTyped] = useTyped(value, writeInstant, read)
  return (
    <input
      {...control}
      className="input input-short"
      value={typed}
      autoComplete="off"
      placeholder="dd/mm/yyyy hh:mm"
      onChange={(event) => {
        setTyped(event.target.value)
        onChange(read(event.target.value))
      }}
    />
  )
}

/** A figure with its unit, typed and shown as the language writes figures. */
export function NumberInput({ control, field, value, onChange }: Props & { field: Field }) {
  const { language } = useText()
  const read = (text: string) => (text.trim() === '' ? null : (readNumber(text, language) ?? text))
  const [typed, setTyped] = useTyped(value, (given) => writeNumber(given, language), read)
  const unit = field.kind === 'money' ? 'đồng' : 'unit' in field ? field.unit : undefined
  return (
    <span className="typed-number">
      <input
        {...control}
        className="input input-short num"
        value={typed}
        inputMode="decimal"
        autoComplete="off"
        onChange={(event) => {
          setTyped(event.target.value)
          onChange(read(event.target.value))
        }}
        onBlur={() => setTyped(writeNumber(value, language))}
      />
      {unit && <span>{unit}</span>}
    </span>
  )
}
