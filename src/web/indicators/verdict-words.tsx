import type { BoardIndicator } from '../../core/api/indicators.ts'
import { periodKind } from '../../core/period.ts'
import { useText } from '../text/use-text.ts'
import { useFigureText } from './use-figure-text.ts'
import { usePeriodText } from './use-period-text.ts'

/** How an indicator stands beside its target: reached or not, and what it is; or that none is set. A day has none of its own: it says whose. */
export function VerdictWords({ item, period }: { item: BoardIndicator; period: string }) {
  const { t } = useText()
  const figureText = useFigureText()
  const periodText = usePeriodText()
  const { target, verdict, indicator } = item
  if (target === null) return <span>{t('target.none')}</span>
  const side = indicator.better === 'higher' ? 'atLeast' : 'atMost'
  const value = figureText(target.value, indicator.unit)
  const whose = periodText(target.period)
  return (
    <>
      {verdict && (
        <b className={`verdict-${verdict}`}>
          {t(verdict === 'missed' && indicator.better === 'lower' ? 'target.exceeded' : `target.${verdict}`)}
        </b>
      )}
      <span>
        {periodKind(period) === 'day'
          ? t(`target.${side}Of`, { value, period: `${whose.slice(0, 1).toLowerCase()}${whose.slice(1)}` })
          : t(`target.${side}`, { value })}
      </span>
    </>
  )
}
