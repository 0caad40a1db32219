import '@mantine/core/styles/Combobox.layer.css'
import '@mantine/core/styles/Input.layer.css'
import '@mantine/core/styles/Popover.layer.css'
import '@mantine/core/styles/ScrollArea.layer.css'
import '@mantine/core/styles/UnstyledButton.layer.css'
import '@mantine/core/styles/CloseButton.layer.css'
import { Select } from '@mantine/core'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useDeferredValue, useState } from 'react'
import type { Asset } from '../../core/api/assets.ts'
import type { Area } from '../../core/api/places.ts'
import { get, query } from '../api/client.ts'
import { type Register, useRecords, useRegisters } from '../api/records.ts'
import type { FieldProps } from '../kit/field.tsx'
import { useText } from '../text/use-text.ts'

interface Option {
  readonly value: string
  readonly label: string
}

interface Props {
  readonly control: FieldProps
  readonly value: unknown
  /** The name of the value that stands, where it is known. */
  readonly known: string | undefined
  readonly onChange: (value: string | null) => void
}

const found = 50

/** A choice among more than can be listed: the server searches, with or without diacritics. */
function SearchPick(props: Props & { options: readonly Option[]; typed: string; onTyped: (text: string) => void }) {
  const { t } = useText()
  const value = props.value === null || props.value === undefined ? null : String(props.value)
  const isListed = value === null || props.options.some((option) => option.value === value)
  // What stands is always among the options, or the control would show nothing for it.
  const data = isListed ? [...props.options] : [{ value, label: props.known ?? t('register.other') }, ...props.options]
  return (
    <Select
      {...props.control}
      data={data}
      value={value}
      onChange={props.onChange}
      searchable
      clearable
      clearButtonProps={{ 'aria-label': t('register.form.unpick'), tabIndex: -1 }}
      searchValue={props.typed}
      onSearchChange={props.onTyped}
      placeholder={t('register.form.pick')}
      nothingFoundMessage={t('register.form.nothing')}
      comboboxProps={{ transitionProps: { duration: 0 } }}
      classNames={{ input: 'pick-input search-pick', dropdown: 'pick-list', option: 'pick-option' }}
      filter={({ options }) => options}
    />
  )
}

/** What is typed into a pick, as a search: the name of what is chosen is none. `picks` draws the pick over what was found. */
function useSearch(props: Props) {
  const [typed, setTyped] = useState('')
  const [chosen, setChosen] = useState<string>()
  const known = chosen ?? props.known
  const text = useDeferredValue(typed === known ? '' : typed)
  const picks = (options: readonly Option[]) => (
    <SearchPick
      {...props}
      known={known}
      options={options}
      typed={typed}
      onTyped={setTyped}
      onChange={(value) => {
        setChosen(options.find((option) => option.value === value)?.label)
        props.onChange(value)
      }}
    />
  )
  return { text, picks }
}

/** What a search answers, the last answer until the next one comes. */
function useFound<T>(key: readonly unknown[], address: string): readonly T[] {
  const { data } = useQuery({
    queryKey: key,
    queryFn: ({ signal }) => get<{ items: T[] }>(address, signal),
    placeholderData: keepPreviousData,
  })
  return data?.items ?? []
}

/** Another record of the same module, found by number or title. */
export function RecordPick({ register, of, ...props }: Props & { register: Register; of: string }) {
  const { text, picks } = useSearch(props)
  const { data: registers } = useRegisters()
  const target = registers?.find((each) => each.key === `${register.module.id}.${of}`)
  const { items = [] } = useRecords(target, { text: text || undefined }, found)
  return picks(
    items.map(({ id, number, title }) => ({ value: id, label: [number, title].filter(Boolean).join(' · ') })),
  )
}

/** A commune or province in force, found by name or code. */
export function AreaPick(props: Props) {
  const { text, picks } = useSearch(props)
  const areas = useFound<Area>(['areas', 'pick', text], `/api/areas${query({ q: text, limit: found })}`)
  return picks(
    areas.map(({ code, name, parent }) => ({ value: code, label: parent ? `${name}, ${parent.name}` : name })),
  )
}

/** An asset of one type, found by name or code. */
export function AssetPick({ of, ...props }: Props & { of: string }) {
  const { text, picks } = useSearch(props)
  const address = `/api/assets${query({ type: of, q: text || undefined, limit: found })}`
  const assets = useFound<Asset>(['assets', 'pick', of, text], address)
  return picks(assets.map(({ code, name }) => ({ value: code, label: `${name} (${code})` })))
}
