import '@mantine/core/styles/Popover.layer.css'
import './css/dates.css'
import { Popover } from '@mantine/core'
import { lazy, Suspense, useRef, useState } from 'react'
import { useText } from '../text/use-text.ts'
import type { FieldProps } from './field.tsx'
import { Icon } from './icon.tsx'
import { Loading } from './loading.tsx'
import { readDate, readInstant, withDay, writeDate, writeInstant } from './typed-date.ts'
import { useTyped } from './use-typed.ts'

const fetchPicker = () => import('./day-picker.tsx')
const DayPicker = lazy(() => fetchPicker().then((m) => ({ default: m.DayPicker })))

interface Props {
  readonly control: FieldProps
  readonly value: unknown
  readonly onChange: (value: unknown) => void
  /** Called besides when the value is whole: chosen in the calendar, the box left, or Enter pressed. */
  readonly onTake?: (value: unknown) => void
}

/** What is typed, and beside it a calendar that is fetched when it is first opened. Focus goes back to the box. */
function TypedWithCalendar(props: {
  control: FieldProps
  typed: string
  placeholder: string
  /** The day that the calendar shows as chosen; null: none. */
  day: string | null
  isNumeric: boolean
  onType: (typed: string) => void
  onDay: (day: string) => void
  onLeave: (() => void) | undefined
}) {
  const { t } = useText()
  const [isOpen, setOpen] = useState(false)
  const box = useRef<HTMLInputElement>(null)
  // Above or below its box is decided by how large it is: it is there before it is opened.
  const open = () =>
    void fetchPicker()
      .catch(() => undefined)
      .then(() => setOpen(true))
  const close = () => {
    setOpen(false)
    box.current?.focus()
  }
  return (
    <span className="typed-date">
      <input
        {...props.control}
        ref={box}
        className="input input-short"
        value={props.typed}
        {...(props.isNumeric ? { inputMode: 'numeric' as const } : {})}
        autoComplete="off"
        placeholder={props.placeholder}
        onChange={(event) => props.onType(event.target.value)}
        onBlur={props.onLeave}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || !props.onLeave) return
          event.preventDefault()
          props.onLeave()
        }}
      />
      <Popover
        opened={isOpen}
        onChange={setOpen}
        position="bottom-end"
        trapFocus
        transitionProps={{ duration: 0 }}
        classNames={{ dropdown: 'pick-list day-list' }}
      >
        <Popover.Target>
          <button
            type="button"
            className="icon-button"
            aria-label={t('register.form.calendar')}
            onClick={isOpen ? close : open}
          >
            <Icon name="calendar" size={16} />
          </button>
        </Popover.Target>
        <Popover.Dropdown aria-label={t('register.form.calendar')}>
          <Suspense fallback={<Loading rows={4} />}>
            <DayPicker
              day={props.day}
              onDay={(day) => {
                props.onDay(day)
                close()
              }}
            />
          </Suspense>
        </Popover.Dropdown>
      </Popover>
    </span>
  )
}

/** How a moment is typed, and which day of it the calendar shows and sets. */
interface Form {
  readonly placeholder: string
  readonly isNumeric: boolean
  readonly read: (typed: string) => string | null
  readonly write: (value: unknown) => string
  readonly dayOf: (typed: string) => string | null
  readonly withDay: (typed: string, day: string) => string
}

const dayForm: Form = {
  placeholder: 'dd/mm/yyyy',
  isNumeric: true,
  read: readDate,
  write: writeDate,
  dayOf: readDate,
  withDay: (_, day) => writeDate(day),
}

/** While it is typed a year of two digits may be the half of one of four. */
const wholeDayForm: Form = { ...dayForm, read: (typed) => (/\d{4}\s*$/.test(typed) ? readDate(typed) : null) }

const instantForm: Form = {
  placeholder: 'dd/mm/yyyy hh:mm',
  isNumeric: false,
  read: readInstant,
  write: writeInstant,
  dayOf: (typed) => readDate(typed.trim().split(/\s/)[0] ?? ''),
  withDay,
}

/** What cannot be read is kept as typed and told when the field is left. */
function TypedMoment({ control, value, onChange, onTake, form }: Props & { form: Form }) {
  const read = (text: string) => (text.trim() === '' ? null : (form.read(text) ?? text))
  const [typed, setTyped] = useTyped(value, form.write, read)
  const give = (text: string) => {
    setTyped(text)
    onChange(read(text))
  }
  return (
    <TypedWithCalendar
      control={control}
      typed={typed}
      placeholder={form.placeholder}
      day={form.dayOf(typed)}
      isNumeric={form.isNumeric}
      onType={give}
      onLeave={onTake && (() => onTake(read(typed)))}
      onDay={(day) => {
        const text = form.withDay(typed, day)
        give(text)
        onTake?.(read(text))
      }}
    />
  )
}

/** A day, typed dd/mm/yyyy, with a calendar beside it. */
export const DateInput = (props: Props) => <TypedMoment {...props} form={dayForm} />

/** The same where something is done while it is typed: a day only once its year has four digits. */
export const WholeDayInput = (props: Props) => <TypedMoment {...props} form={wholeDayForm} />

/** An instant of Asia/Ho_Chi_Minh, typed dd/mm/yyyy hh:mm, with a calendar for its day. */
export const InstantInput = (props: Props) => <TypedMoment {...props} form={instantForm} />
