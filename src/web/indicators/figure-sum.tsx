import type { IndicatorFigure } from '../../core/api/indicators.ts'
import { formatNumber } from '../kit/format.ts'
import { useText } from '../text/use-text.ts'

/** The sum behind a figure, visibly adding up: fired = in time + late + not due + dismissed. */
export function FigureSum({ figure }: { figure: IndicatorFigure }) {
  const { t, language } = useText()
  const parts = [
    [figure.inTime, t('indicator.inTime')],
    [figure.late, t('indicator.late')],
    [figure.notDue, t('indicator.notDue')],
    [figure.dismissed, t('indicator.dismissed')],
  ] as const
  return (
    <p className="sum">
      <span className="sum-part">
        <b>{formatNumber(figure.fired, language)}</b>
        <small>{t('indicator.fired')}</small>
      </span>
      {parts.map(([value, label], index) => (
        <span key={label} className="sum-step">
          <span className="sum-sign">{index === 0 ? '=' : '+'}</span>
          <span className="sum-part">
            <b>{formatNumber(value, language)}</b>
            <small>{label}</small>
          </span>
        </span>
      ))}
    </p>
  )
}
