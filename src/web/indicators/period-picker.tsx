import './indicators.css'
import { Icon } from '../kit/icon.tsx'
import { Segments } from '../kit/panel.tsx'
import { useText } from '../text/use-text.ts'
import { convertPeriod, shiftPeriod, unitOf } from './period.ts'
import { usePeriodText } from './use-period-text.ts'

/** Chooses a month, a quarter or a year, and steps through them. */
export function PeriodPicker({ value, onChange }: { value: string; onChange: (period: string) => void }) {
  const { t } = useText()
  const periodText = usePeriodText()
  return (
    <div className="period">
      <Segments
        label={t('indicator.unitPick')}
        value={unitOf(value)}
        options={(['month', 'quarter', 'year'] as const).map(
          (unit) => [unit, t(`indicator.unitLabel.${unit}`)] as const,
        )}
        onChange={(unit) => onChange(convertPeriod(value, unit))}
      />
      <span className="period-steps">
        <button
          type="button"
          className="icon-button"
          aria-label={t('indicator.previous')}
          onClick={() => onChange(shiftPeriod(value, -1))}
        >
          <Icon name="left" />
        </button>
        <b>{periodText(value)}</b>
        <button
          type="button"
          className="icon-button"
          aria-label={t('indicator.next')}
          onClick={() => onChange(shiftPeriod(value, 1))}
        >
          <Icon name="right" />
        </button>
      </span>
    </div>
  )
}
