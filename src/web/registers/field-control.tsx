import type { Field as FieldSpec } from '../../core/field.ts'
import { useAgencies } from '../api/accounts.ts'
import { type Register, useRecords, useRegisters } from '../api/records.ts'
import type { FieldProps } from '../kit/field.tsx'
import { Pick } from '../kit/pick.tsx'
import { PickSeveral } from '../kit/pick-several.tsx'
import { useText } from '../text/use-text.ts'

interface Props {
  readonly register: Register
  readonly control: FieldProps
  readonly field: FieldSpec
  readonly value: unknown
  readonly onChange: (value: unknown) => void
}

const asText = (value: unknown) => (value === null || value === undefined ? '' : String(value))

/** Another record of the same module, found by number or title. */
function RecordPick({ control, register, of, value, onChange }: Omit<Props, 'field'> & { of: string }) {
  const { t } = useText()
  const { data: registers } = useRegisters()
  const { items } = useRecords(
    registers?.find((each) => each.key === `${register.module.id}.${of}`),
    {},
  )
  return (
    <Pick
      control={control}
      options={(items ?? []).map(({ id, number, title }) => ({
        value: id,
        label: [number, title].filter(Boolean).join(' '),
      }))}
      value={value === null || value === undefined ? null : String(value)}
      onChange={onChange}
      placeholder={t('task.agencyPlaceholder')}
      nothing={t('register.noneFound')}
    />
  )
}

/** The control of one field, drawn from its declaration. Gives null for what is left empty. */
export function FieldControl(props: Props) {
  const { control, field, value, onChange } = props
  const { t, local } = useText()
  const agencies = useAgencies()
  const options = (agencies.data ?? []).map(({ id, name }) => ({ value: String(id), label: name }))
  const give = (text: string) => onChange(text === '' ? null : text)
  const common = { ...control, className: 'input', value: asText(value) }
  switch (field.kind) {
    case 'text':
      return field.multiline ? (
        <textarea {...common} maxLength={field.maxLength} onChange={(event) => give(event.target.value)} />
      ) : (
        <input
          {...common}
          maxLength={field.maxLength}
          autoComplete="off"
          onChange={(event) => give(event.target.value)}
        />
      )
    case 'integer':
    case 'number':
    case 'money':
      return (
        <input
          {...common}
          type="number"
          className="input input-short"
          step={field.kind === 'number' ? 'any' : 1}
          onChange={(event) => onChange(event.target.value === '' ? null : Number(event.target.value))}
        />
      )
    case 'date':
      return (
        <input {...common} type="date" className="input input-short" onChange={(event) => give(event.target.value)} />
      )
    case 'yes_no':
    case 'choice': {
      const choices: readonly (readonly [string, string])[] =
        field.kind === 'choice'
          ? field.options.map((option) => [option.key, local(option.label)])
          : [
              ['true', t('register.yes')],
              ['false', t('register.no')],
            ]
      const read = (text: string) => (text === '' ? null : field.kind === 'choice' ? text : text === 'true')
      return (
        <select {...common} onChange={(event) => onChange(read(event.target.value))}>
          <option value="">–</option>
          {choices.map(([key, label]) => (
            <option key={key} value={key}>
              {label}
            </option>
          ))}
        </select>
      )
    }
    case 'agency':
      return (
        <Pick
          control={control}
          options={options}
          value={value === null || value === undefined ? null : String(value)}
          onChange={(chosen) => onChange(chosen === null ? null : Number(chosen))}
          placeholder={t('task.agencyPlaceholder')}
          nothing={t('task.agencyNone')}
        />
      )
    case 'agencies':
    case 'choices': {
      const all =
        field.kind === 'agencies' ? options : field.options.map((o) => ({ value: o.key, label: local(o.label) }))
      const chosen = Array.isArray(value) ? value.map(String) : []
      const read = (keys: string[]) => (field.kind === 'agencies' ? keys.map(Number) : keys)
      return (
        <PickSeveral
          control={control}
          options={all}
          value={chosen}
          onChange={(keys) => onChange(read(keys))}
          placeholder={t('task.agencyPlaceholder')}
          nothing={t('task.agencyNone')}
        />
      )
    }
    case 'record':
      return <RecordPick control={control} register={props.register} of={field.of} value={value} onChange={onChange} />
    case 'instant':
    case 'area':
    case 'link':
      return <input {...common} autoComplete="off" onChange={(event) => give(event.target.value)} />
  }
}
