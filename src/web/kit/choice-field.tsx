import { Field } from './field.tsx'

/** One of some by which a list is narrowed, or `all` of them: the empty value. */
export function ChoiceField(props: {
  label: string
  value: string
  all: string
  options: readonly (readonly [string, string])[]
  onChange: (value: string | undefined) => void
}) {
  return (
    <Field label={props.label}>
      {(control) => (
        <select
          {...control}
          className="input"
          value={props.value}
          onChange={({ target }) => props.onChange(target.value || undefined)}
        >
          <option value="">{props.all}</option>
          {props.options.map(([value, words]) => (
            <option key={value} value={value}>
              {words}
            </option>
          ))}
        </select>
      )}
    </Field>
  )
}
