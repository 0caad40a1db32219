import './indicators.css'
import { convertPeriod, type PeriodKind, periodKind, periodKinds, shiftPeriod } from '../../core/period.ts'
import { Icon } from '../kit/icon.tsx'
import { Segments } from '../kit/segments.tsx'
import { serverNow } from '../kit/server-clock.ts'
import { useText } from '../text/use-text.ts'
import { DayField } from './day-field.tsx'
import { usePeriodText } from './use-period-text.ts'

/** Chooses a day, a month, a quarter or a year, and steps through them. */
export function PeriodPicker(props: {
  value: string
  kinds?: readonly PeriodKind[]
  onChange: (period: string) => void
}) {
  const { t } = useText()
  const periodText = usePeriodText()
  const { value, kinds = periodKinds, onChange } = props
  const kind = periodKind(value)
  const step = (name: 'previous' | 'next', by: number, icon: 'left' | 'right') => (
    <button
      type="button"
      className="icon-button"
      aria-label={t(`indicator.${name}`)}
      onClick={() => onChange(shiftPeriod(value, by))}
    >
      <Icon name={icon} />
    </button>
  )
  return (
    <div className="period">
      <Segments
        label={t('indicator.unitPick')}
        value={kind}
        options={kinds.map((each) => [each, t(`indicator.unitLabel.${each}`)] as const)}
        onChange={(each) => onChange(convertPeriod(value, each, new Date(serverNow())))}
      />
      <span className="period-steps">
        {step('previous', -1, 'left')}
        {kind === 'day' ? <DayField key={value} day={value} onDay={onChange} /> : <b>{periodText(value)}</b>}
        {step('next', 1, 'right')}
      </span>
    </div>
  )
}
