import '@mantine/core/styles/Combobox.layer.css'
import '@mantine/core/styles/Input.layer.css'
import '@mantine/core/styles/Popover.layer.css'
import '@mantine/core/styles/ScrollArea.layer.css'
import '@mantine/core/styles/UnstyledButton.layer.css'
import '@mantine/core/styles/CloseButton.layer.css'
import { Select } from '@mantine/core'
import type { FieldProps } from './field.tsx'
import { matchesSearch } from './fold.ts'

/** A choice from a long list, found by typing with or without diacritics. Goes inside a Field. */
export function Pick(props: {
  control: FieldProps
  options: readonly { value: string; label: string }[]
  value: string | null
  onChange: (value: string | null) => void
  placeholder?: string
  nothing: string
}) {
  return (
    <Select
      {...props.control}
      data={[...props.options]}
      value={props.value}
      onChange={props.onChange}
      searchable
      // Enter takes what fits best, and what is typed into a choice that was made replaces it. A press puts its caret after its click.
      selectFirstOptionOnChange
      // A dialog that begins in it shall be seen whole: the list opens by typing, by a press or by the arrow down.
      openOnFocus={false}
      onFocus={({ currentTarget }) => currentTarget.select()}
      onClick={({ currentTarget }) => setTimeout(() => currentTarget.select())}
      limit={100}
      {...(props.placeholder ? { placeholder: props.placeholder } : {})}
      nothingFoundMessage={props.nothing}
      comboboxProps={{ transitionProps: { duration: 0 } }}
      classNames={{ input: 'pick-input', dropdown: 'pick-list', option: 'pick-option' }}
      filter={({ options, search }) =>
        options.filter((option) => 'label' in option && matchesSearch(option.label, search))
      }
    />
  )
}
