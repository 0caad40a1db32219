import { useId, useState } from 'react'
import { isLocalDate } from '../../core/local-time.ts'
import { DateInput } from '../kit/date-input.tsx'
import { useText } from '../text/use-text.ts'

const isDay = (value: unknown): value is string =>
  typeof value === 'string' && /^(19|20)/.test(value) && isLocalDate(value)

/** The day that is looked at, typed dd/mm/yyyy or picked; it is taken when the field is left or Enter is pressed, not while it is typed. */
export function DayField({ day, onDay }: { day: string; onDay: (day: string) => void }) {
  const { t } = useText()
  const id = useId()
  const [typed, setTyped] = useState<unknown>(day)
  const [isWrong, setWrong] = useState(false)
  const take = (value: unknown) => {
    setWrong(!isDay(value))
    if (isDay(value) && value !== day) onDay(value)
  }
  return (
    <span className="period-day">
      <label className="visually-hidden" htmlFor={id}>
        {t('indicator.dayField')}
      </label>
      <DateInput
        control={{ id, 'aria-describedby': isWrong ? `${id}-wrong` : undefined, 'aria-invalid': isWrong }}
        value={typed}
        onChange={setTyped}
        onTake={take}
      />
      {isWrong && (
        <small id={`${id}-wrong`} className="field-error" role="alert">
          {t('indicator.dayWrong')}
        </small>
      )}
    </span>
  )
}
