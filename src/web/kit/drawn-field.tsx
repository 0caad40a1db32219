import type { FormField, FormFields } from '../../core/form-field.ts'
import { useText } from '../text/use-text.ts'
import { DateInput } from './date-input.tsx'
import { Field, type FieldProps } from './field.tsx'
import type { DraftValues } from './form-values.ts'

interface Props {
  readonly control: FieldProps
  readonly field: FormField
  readonly value: string
  readonly onChange: (value: string) => void
}

function Control({ control, field, value, onChange }: Props) {
  const { t, local } = useText()
  const common = { ...control, value, autoComplete: 'off' }
  const give = (event: { target: { value: string } }) => onChange(event.target.value)
  if (field.kind === 'choice' || field.kind === 'yes_no') {
    const options: readonly (readonly [string, string])[] =
      field.kind === 'choice'
        ? field.options.map(({ key, label }) => [key, local(label)])
        : [
            ['true', t('register.yes')],
            ['false', t('register.no')],
          ]
    return (
      <select {...common} className="input" onChange={give}>
        <option value="">–</option>
        {options.map(([key, label]) => (
          <option key={key} value={key}>
            {label}
          </option>
        ))}
      </select>
    )
  }
  if (field.kind === 'lines' || (field.kind === 'text' && field.multiline)) {
    return <textarea {...common} className="input" onChange={give} spellCheck={false} />
  }
  if (field.kind === 'date') {
    return <DateInput control={control} value={value} onChange={(day) => onChange(String(day ?? ''))} />
  }
  const short = ['integer', 'number'].includes(field.kind) ? ' input-short' : ''
  return (
    <input
      {...common}
      className={`input${short}`}
      type={'secret' in field && field.secret ? 'password' : 'text'}
      {...(short ? { inputMode: 'decimal' as const } : {})}
      {...(field.kind === 'text' ? { maxLength: field.maxLength } : {})}
      onChange={give}
    />
  )
}

/**
 * The fields of a form as they are declared, each with its words, its unit and what is wrong with it. Ids are `field-<key>`.
 * `areSettings`: each has a default, so none is marked as one that may be left empty.
 */
export function DrawnFields(props: {
  fields: FormFields
  values: DraftValues
  faults: Readonly<Record<string, string | undefined>>
  areSettings?: boolean
  onChange: (key: string, value: string) => void
}) {
  const { local } = useText()
  return Object.entries(props.fields).map(([key, field]) => (
    <Field
      key={key}
      id={`field-${key}`}
      label={'unit' in field && field.unit ? `${local(field.label)} (${field.unit})` : local(field.label)}
      hint={field.hint && local(field.hint)}
      error={props.faults[key]}
      optional={!field.required && !props.areSettings}
    >
      {(control) => (
        <Control
          control={control}
          field={field}
          value={props.values[key] ?? ''}
          onChange={(value) => props.onChange(key, value)}
        />
      )}
    </Field>
  ))
}
