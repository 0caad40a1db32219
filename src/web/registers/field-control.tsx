import type { Field as FieldSpec } from '../../core/field.ts'
import { useAgencies } from '../api/accounts.ts'
import type { Register } from '../api/records.ts'
import { DateInput, InstantInput } from '../kit/date-input.tsx'
import type { FieldProps } from '../kit/field.tsx'
import { Pick } from '../kit/pick.tsx'
import { PickSeveral } from '../kit/pick-several.tsx'
import { useText } from '../text/use-text.ts'
import { AreaPick, AssetPick, RecordPick } from './search-pick.tsx'
import { NumberInput } from './typed-input.tsx'

interface Props {
  readonly register: Register
  readonly control: FieldProps
  readonly field: FieldSpec
  readonly value: unknown
  /** The name of what the value refers to, where it is known. */
  readonly known?: string | undefined
  readonly onChange: (value: unknown) => void
}

const asText = (value: unknown) => (value === null || value === undefined ? '' : String(value))

/** Letters beyond which a text of one line is shown on two: a directive's title would be read through a slit. */
const oneLine = 200

function TextControl({ control, field, value, onChange }: Props) {
  const give = (text: string) => onChange(text === '' ? null : text)
  const common = { ...control, className: 'input', value: asText(value) }
  const maxLength = field.kind === 'text' ? field.maxLength : 2_000
  return field.kind === 'text' && field.multiline ? (
    <textarea {...common} rows={5} maxLength={maxLength} onChange={(event) => give(event.target.value)} />
  ) : field.kind === 'text' && maxLength > oneLine ? (
    // What is pasted with line breaks stays one line, as a field of one line would make it.
    <textarea
      {...common}
      className="input input-two-lines"
      rows={2}
      maxLength={maxLength}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && !event.nativeEvent.isComposing) {
          event.preventDefault()
          event.currentTarget.form?.requestSubmit()
        }
      }}
      onChange={(event) => give(event.target.value.replace(/\s*\n\s*/g, ' '))}
    />
  ) : (
    <input
      {...common}
      type={field.kind === 'link' ? 'url' : 'text'}
      maxLength={maxLength}
      autoComplete="off"
      onChange={(event) => give(event.target.value)}
    />
  )
}

/** Yes or no, and choices so few that they are best seen at once. */
function ChoiceControl({ control, field, value, onChange }: Props) {
  const { t, local } = useText()
  const choices =
    field.kind === 'choice'
      ? field.options.map((option) => ({ value: option.key, label: local(option.label) }))
      : [
          { value: 'true', label: t('register.yes') },
          { value: 'false', label: t('register.no') },
        ]
  const read = (text: string) => (text === '' ? null : field.kind === 'choice' ? text : text === 'true')
  return (
    <select
      {...control}
      className="input"
      value={asText(value)}
      onChange={(event) => onChange(read(event.target.value))}
    >
      <option value="">–</option>
      {choices.map((choice) => (
        <option key={choice.value} value={choice.value}>
          {choice.label}
        </option>
      ))}
    </select>
  )
}

/** The control of one field, drawn from its declaration. Gives null for what is left empty, and what is wrong as it was typed. */
export function FieldControl(props: Props) {
  const { control, field, value, onChange, known } = props
  const { t, local } = useText()
  const agencies = (useAgencies().data ?? []).map(({ id, name }) => ({ value: String(id), label: name }))
  const words = { placeholder: t('register.form.pick'), nothing: t('register.form.nothing') }
  switch (field.kind) {
    case 'text':
    case 'link':
      return <TextControl {...props} />
    case 'integer':
    case 'number':
    case 'money':
      return <NumberInput control={control} field={field} value={value} onChange={onChange} />
    case 'date':
      return <DateInput control={control} value={value} onChange={onChange} />
    case 'instant':
      return <InstantInput control={control} value={value} onChange={onChange} />
    case 'yes_no':
    case 'choice':
      return <ChoiceControl {...props} />
    case 'agency':
      return (
        <Pick
          {...words}
          control={control}
          options={agencies}
          value={value === null || value === undefined ? null : String(value)}
          onChange={(chosen) => onChange(chosen === null ? null : Number(chosen))}
        />
      )
    case 'agencies':
    case 'choices':
      return (
        <PickSeveral
          {...words}
          control={control}
          options={
            field.kind === 'agencies' ? agencies : field.options.map((o) => ({ value: o.key, label: local(o.label) }))
          }
          value={Array.isArray(value) ? value.map(String) : []}
          onChange={(keys) => onChange(field.kind === 'agencies' ? keys.map(Number) : keys)}
        />
      )
    case 'record':
      return (
        <RecordPick
          control={control}
          register={props.register}
          of={field.of}
          value={value}
          known={known}
          onChange={onChange}
        />
      )
    case 'asset':
      return <AssetPick control={control} of={field.of} value={value} known={known} onChange={onChange} />
    case 'area':
      return <AreaPick control={control} value={value} known={known} onChange={onChange} />
  }
}
