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

/** A day, typed dd/mm/yyyy, with a calendar beside it. What is no day is kept as typed and told when the field is left. */
export function DateInput({ control, value, onChange }: Props) {
  const read = (text: string) => (text.trim() === '' ? null : (readDate(text) ?? text))
  const [typed, setTyped] = useTyped(value, writeDate, read)
  const give = (text: string) => {
    setTyped(text)
    onChange(read(text))
  }
  return (
    <TypedWithCalendar
      control={control}
      typed={typed}
      placeholder="dd/mm/yyyy"
      day={readDate(typed)}
      isNumeric
      onType={give}
      onDay={(day) => give(writeDate(day))}
    />
  )
}

/** An instant of Asia/Ho_Chi_Minh, typed dd/mm/yyyy hh:mm, with a calendar for its day. */
export function InstantInput({ control, value, onChange }: Props) {
  const read = (text: string) => (text.trim() === '' ? null : (readInstant(text) ?? text))
  const [typed, setTyped] = useTyped(value, writeInstant, read)
  const give = (text: string) => {
    setTyped(text)
    onChange(read(text))
  }
  return (
    <TypedWithCalendar
      control={control}
      typed={typed}
      placeholder="dd/mm/yyyy hh:mm"
      day={readDate(typed.trim().split(/\s/)[0] ?? '')}
      isNumeric={false}
      onType={give}
      onDay={(day) => give(withDay(typed, day))}
    />
  )
}
