import '@mantine/core/styles/Combobox.layer.css'
import '@mantine/core/styles/Input.layer.css'
import '@mantine/core/styles/Popover.layer.css'
import '@mantine/core/styles/ScrollArea.layer.css'
import '@mantine/core/styles/UnstyledButton.layer.css'
import '@mantine/core/styles/CloseButton.layer.css'
import { Select } from '@mantine/core'
import { useState } from 'react'
import type { FieldProps } from './field.tsx'
import { findOptions } from './fold.ts'

/** A choice from a long list, found by typing with or without diacritics. Goes inside a Field. */
export function Pick(props: {
  control: FieldProps
  options: readonly { value: string; label: string }[]
  value: string | null
  onChange: (value: string | null) => void
  placeholder?: string
  nothing: string
}) {
  const [isTyping, setTyping] = useState(false)
  return (
    <Select
      {...props.control}
      data={[...props.options]}
      value={props.value}
      onChange={props.onChange}
      searchable
      // Enter takes what fits best, and what is typed into a choice that was made replaces it. A press puts its caret after its click.
      selectFirstOptionOnChange
      // Opened by typing or with nothing chosen it begins at what fits best, and elsewhere at what is chosen, which is looked for a moment
      // later: after the keys of somebody who types fast, whose Enter would then take nothing.
      selectFirstOptionOnDropdownOpen={isTyping || props.value === null}
      onKeyDown={({ key }) => setTyping(!key.startsWith('Arrow'))}
      // A dialog that begins in it shall be seen whole: the list opens by typing, by a press or by the arrow down.
      openOnFocus={false}
      onFocus={({ currentTarget }) => currentTarget.select()}
      onClick={({ currentTarget }) => {
        setTyping(false)
        setTimeout(() => currentTarget.select())
      }}
      limit={100}
      {...(props.placeholder ? { placeholder: props.placeholder } : {})}
      nothingFoundMessage={props.nothing}
      // Kept at hand, so that even what is pasted as a whole finds the list to choose from.
      comboboxProps={{ keepMounted: true, transitionProps: { duration: 0 } }}
      classNames={{ input: 'pick-input', dropdown: 'pick-list', option: 'pick-option' }}
      filter={({ options, search }) =>
        findOptions(
          options.filter((option) => 'label' in option),
          search,
        )
      }
    />
  )
}
