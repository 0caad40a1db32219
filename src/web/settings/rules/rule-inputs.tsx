import { useState } from 'react'
import type { Language } from '../../../core/text.ts'
import { Field } from '../../kit/field.tsx'
import { useText } from '../../text/use-text.ts'
import { readNumber } from './draft.ts'

const shown = (value: number, language: Language) =>
  Number.isNaN(value) ? '' : language === 'vi' ? String(value).replace('.', ',') : String(value)

/** A number as it is typed; comma or point. */
export function NumberField(props: {
  id: string
  label: string
  value: number
  hint?: string
  error?: string | undefined
  onChange: (value: number) => void
}) {
  const { language } = useText()
  const [text, setText] = useState(shown(props.value, language))
  return (
    <Field label={props.label} id={props.id} error={props.error} hint={props.hint}>
      {(control) => (
        <input
          {...control}
          className="input"
          inputMode="decimal"
          value={text}
          onChange={(event) => {
            setText(event.target.value)
            props.onChange(readNumber(event.target.value))
          }}
        />
      )}
    </Field>
  )
}

/** A duration as minutes; kept in seconds. */
export function MinutesField(props: {
  id: string
  label: string
  seconds: number
  hint?: string
  error?: string | undefined
  onChange: (seconds: number) => void
}) {
  const { seconds, onChange, ...rest } = props
  return <NumberField {...rest} value={seconds / 60} onChange={(minutes) => onChange(Math.round(minutes * 60))} />
}

/** A choice from a few. */
export function ChoiceField<T extends string>(props: {
  id: string
  label: string
  value: T
  options: readonly (readonly [T, string])[]
  disabled?: boolean
  hint?: string | undefined
  onChange: (value: T) => void
}) {
  return (
    <Field label={props.label} id={props.id} hint={props.hint}>
      {(control) => (
        <select
          {...control}
          className="input"
          value={props.value}
          disabled={props.disabled}
          onChange={(event) => {
            const chosen = props.options.find(([value]) => value === event.target.value)
            if (chosen) props.onChange(chosen[0])
          }}
        >
          {props.options.map(([value, text]) => (
            <option key={value} value={value}>
              {text}
            </option>
          ))}
        </select>
      )}
    </Field>
  )
}
