import type { Field } from '../../core/field.ts'
import type { FieldProps } from '../kit/field.tsx'
import { useTyped } from '../kit/use-typed.ts'
import { useText } from '../text/use-text.ts'
import { readNumber, writeNumber } from './typed-value.ts'

interface Props {
  readonly control: FieldProps
  readonly value: unknown
  readonly onChange: (value: unknown) => void
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
