import type { BoardIndicator } from '../../core/api/indicators.ts'
import { useText } from '../text/use-text.ts'
import { useFigureText } from './use-figure-text.ts'

/** How an indicator stands beside its target: reached or not, and what it is; or that none is set. */
export function VerdictWords({ item }: { item: BoardIndicator }) {
  const { t } = useText()
  const figureText = useFigureText()
  const { target, verdict, indicator } = item
  if (target === null) return <span>{t('target.none')}</span>
  return (
    <>
      {verdict && (
        <b className={`verdict-${verdict}`}>
          {t(verdict === 'missed' && indicator.better === 'lower' ? 'target.exceeded' : `target.${verdict}`)}
        </b>
      )}
      <span>
        {t(indicator.better === 'higher' ? 'target.atLeast' : 'target.atMost', {
          value: figureText(target.value, indicator.unit),
        })}
      </span>
    </>
  )
}
