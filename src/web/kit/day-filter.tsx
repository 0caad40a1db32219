import { addLocalDays, startOfLocalDay } from '../../core/local-time.ts'
import { DateInput } from './date-input.tsx'
import { Field } from './field.tsx'

const isDay = (value: unknown): value is string => typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value)

/** A day by which a list is narrowed; one that is half typed changes nothing. */
export function DayFilter(props: {
  label: string
  value: string | undefined
  onChange: (day: string | undefined) => void
}) {
  return (
    <Field label={props.label}>
      {(control) => (
        <DateInput
          control={control}
          value={props.value ?? null}
          onChange={(value) => (value === null || isDay(value)) && props.onChange(value ?? undefined)}
        />
      )}
    </Field>
  )
}

/** Days of Asia/Ho_Chi_Minh, both of them whole, as the instants (ISO) from which and before which they lie. */
export const betweenDays = ({ from, to }: { from?: string | undefined; to?: string | undefined }) => ({
  from: from && startOfLocalDay(from).toISOString(),
  to: to && startOfLocalDay(addLocalDays(to, 1)).toISOString(),
})
