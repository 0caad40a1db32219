import { useState } from 'react'
import { addLocalDays, startOfLocalDay } from '../../core/local-time.ts'
import { useText } from '../text/use-text.ts'
import { WholeDayInput } from './date-input.tsx'
import { Field } from './field.tsx'
import { readDate } from './typed-date.ts'

/** A day by which a list is narrowed; one that is half typed changes nothing, and what is none is told when the box is left. */
export function DayFilter(props: {
  label: string
  value: string | undefined
  onChange: (day: string | undefined) => void
}) {
  const { t } = useText()
  const { label, value, onChange } = props
  const [isWrong, setWrong] = useState(false)
  const narrow = (day: unknown) => {
    setWrong(false)
    if (day === null) onChange(undefined)
    else if (typeof day === 'string' && isWholeDay(day)) onChange(day)
  }
  const leave = (left: unknown) => {
    // The year may be typed in two digits: who leaves the box will not type the others.
    const day = typeof left === 'string' ? (readDate(left) ?? left) : null
    narrow(day)
    setWrong(day !== null && !isWholeDay(day))
  }
  return (
    <Field label={label} error={isWrong ? t('history.dayWrong') : undefined}>
      {(control) => <WholeDayInput control={control} value={value ?? null} onChange={narrow} onTake={leave} />}
    </Field>
  )
}

const isWholeDay = (day: string) => /^(19|20)\d\d-\d\d-\d\d$/.test(day)

/** Days of Asia/Ho_Chi_Minh, both of them whole, as the instants (ISO) from which and before which they lie. */
export const betweenDays = ({ from, to }: { from?: string | undefined; to?: string | undefined }) => ({
  from: from && startOfLocalDay(from).toISOString(),
  to: to && startOfLocalDay(addLocalDays(to, 1)).toISOString(),
})
