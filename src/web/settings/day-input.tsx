import { useState } from 'react'
import { DateInput } from '../kit/date-input.tsx'
import type { FieldProps } from '../kit/field.tsx'

const isDay = (value: unknown): value is string => typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value)

/** A day of a form, typed dd/mm/yyyy whatever the browser's language; the form reads it as `yyyy-mm-dd`, empty while it is no day. */
export function DayInput(props: { control: FieldProps; name: string; initial?: string }) {
  const [value, setValue] = useState<unknown>(props.initial ?? null)
  return (
    <>
      <DateInput control={props.control} value={value} onChange={setValue} />
      <input type="hidden" name={props.name} value={isDay(value) ? value : ''} />
    </>
  )
}
