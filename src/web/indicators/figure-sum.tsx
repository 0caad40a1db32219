import type { AlertCount, IndicatorFigure } from '../../core/api/indicators.ts'
import { type CountKey, figureSum } from '../../core/figure-sum.ts'
import { formatNumber, formatShare } from '../kit/format.ts'
import { useText } from '../text/use-text.ts'

/** The sum behind a figure, or behind one number of it, visibly adding up; where all are meant also the share they come to. */
export function FigureSum({ figure, count }: { figure: IndicatorFigure; count?: AlertCount | undefined }) {
  const { t, language } = useText()
  const { first, steps, result } = figureSum(figure, count)
  const part = (key: CountKey, isResult = false) => (
    <span className={`sum-part${isResult ? ' sum-result' : ''}`}>
      <b className={isResult && key === 'late' && figure.late > 0 ? 'sum-late' : ''}>
        {formatNumber(figure[key], language)}
      </b>
      <small>{t(`indicator.${key}`)}</small>
    </span>
  )
  return (
    <>
      <p className="sum">
        {part(first)}
        {steps.map(({ sign, key }) => (
          <span key={key} className="sum-step">
            <span className="sum-sign">{sign === '+' ? '+' : '\u2212'}</span>
            {part(key)}
          </span>
        ))}
        <span className="sum-step">
          <span className="sum-sign">=</span>
          {part(result, true)}
        </span>
      </p>
      {count === undefined && figure.value !== null && (
        <p className="sum-share">
          {t('indicator.shareSum', {
            inTime: formatNumber(figure.inTime, language),
            late: formatNumber(figure.late, language),
            share: formatShare(figure.value, language),
          })}
        </p>
      )}
    </>
  )
}
