import type { Commander } from '../../core/api/incident-picture.ts'
import type { FieldProps } from '../kit/field.tsx'
import { Pick } from '../kit/pick.tsx'

/** Chooses one of several people, told with post and agency. The value is the id of the account as text. Goes inside a Field. */
export function PickPerson(props: {
  control: FieldProps
  people: readonly Commander[]
  value: string | null
  onChange: (account: string | null) => void
  nothing: string
}) {
  const { people, ...rest } = props
  const options = people.map(({ account: { id, name }, agency, title }) => ({
    value: String(id),
    label: [name, title, agency.name].filter(Boolean).join(', '),
  }))
  return <Pick {...rest} options={options} />
}
