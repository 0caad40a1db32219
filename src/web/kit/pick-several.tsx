import '@mantine/core/styles/Combobox.layer.css'
import '@mantine/core/styles/Input.layer.css'
import '@mantine/core/styles/InlineInput.layer.css'
import '@mantine/core/styles/Pill.layer.css'
import '@mantine/core/styles/PillsInput.layer.css'
import '@mantine/core/styles/Popover.layer.css'
import '@mantine/core/styles/ScrollArea.layer.css'
import '@mantine/core/styles/UnstyledButton.layer.css'
import '@mantine/core/styles/CloseButton.layer.css'
import { MultiSelect } from '@mantine/core'
import type { FieldProps } from './field.tsx'
import { findOptions } from './fold.ts'

/** Several choices from a long list, found by typing with or without diacritics. Goes inside a Field. */
export function PickSeveral(props: {
  control: FieldProps
  options: readonly { value: string; label: string }[]
  value: readonly string[]
  onChange: (value: string[]) => void
  placeholder?: string
  nothing: string
}) {
  return (
    <MultiSelect
      {...props.control}
      data={[...props.options]}
      value={[...props.value]}
      onChange={props.onChange}
      searchable
      limit={100}
      {...(props.placeholder && props.value.length === 0 ? { placeholder: props.placeholder } : {})}
      nothingFoundMessage={props.nothing}
      comboboxProps={{ transitionProps: { duration: 0 } }}
      classNames={{ input: 'pick-input', dropdown: 'pick-list', option: 'pick-option', pill: 'pick-pill' }}
      filter={({ options, search }) =>
        findOptions(
          options.filter((option) => 'label' in option),
          search,
        )
      }
    />
  )
}
