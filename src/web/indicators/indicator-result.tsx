import { lazy, Suspense, useState } from 'react'
import type { BoardIndicator, IndicatorResult } from '../../core/api/indicators.ts'
import { periodKind } from '../../core/period.ts'
import { useSession } from '../api/session.ts'
import { Button } from '../kit/button.tsx'
import { EmptyState } from '../kit/empty-state.tsx'
import { formatDateTime } from '../kit/format.ts'
import { useText } from '../text/use-text.ts'
import { AgencyTable, type OpenRows } from './agency-table.tsx'
import { FigureSum } from './figure-sum.tsx'
import { LateFromData } from './late-from-data.tsx'
import { QualityLines } from './quality-marks.tsx'
import { useFigureText } from './use-figure-text.ts'
import { usePeriodText } from './use-period-text.ts'
import { VerdictWords } from './verdict-words.tsx'

const TargetDialog = lazy(() => import('./target-dialog.tsx').then((m) => ({ default: m.TargetDialog })))

function TargetLine(props: { item: BoardIndicator; period: string; onSet: (() => void) | undefined }) {
  const { t } = useText()
  const periodText = usePeriodText()
  const { item, period, onSet } = props
  const { target } = item
  return (
    <p className="indicator-target">
      <VerdictWords item={item} period={period} />
      {target && periodKind(period) !== 'day' && (
        <span className="quiet">{t('target.setFor', { period: periodText(target.period) })}</span>
      )}
      {target?.responsible && <span className="quiet">{target.responsible.name}</span>}
      {onSet && (
        <Button small onClick={onSet}>
          {t('target.set')}
        </Button>
      )}
    </p>
  )
}

/** One indicator in a period: its value beside its target, the sum behind it, what its data are worth, and each agency's share. */
export function IndicatorDetail(props: {
  result: IndicatorResult
  item: BoardIndicator | undefined
  onOpen: OpenRows
}) {
  const { t, local } = useText()
  const figureText = useFigureText()
  const { can, session } = useSession()
  const [isSetting, setIsSetting] = useState(false)
  const { result, item, onOpen } = props
  const { indicator, total } = result
  const maySet = can('indicators.set_targets') && session?.reach === 'province'
  return (
    <>
      <section className="card indicator-head">
        <div>
          <h2>{local(indicator.name)}</h2>
          <p className="indicator-value">{figureText(total.value, indicator.unit)}</p>
          {item && (
            <TargetLine item={item} period={result.period} onSet={maySet ? () => setIsSetting(true) : undefined} />
          )}
          <p className="quiet">
            {t('indicator.asOf', { time: formatDateTime(result.cutOffAt) })},{' '}
            {t(`indicator.better.${indicator.better}`)}
          </p>
          <FigureSum figure={total} />
          {item && <LateFromData item={item} form="byDataLong" />}
          <p className="quiet">
            {t('indicator.formula')}: {local(indicator.formula)}
          </p>
        </div>
        {item && (
          <div>
            <h3>{t('quality.title')}</h3>
            <QualityLines quality={item.quality} basis={indicator.basis} />
          </div>
        )}
      </section>
      {total.fired === 0 ? (
        <EmptyState icon="chart" title={t('indicator.empty')} hint={t('indicator.emptyHint')} />
      ) : (
        <section className="card" aria-label={t('indicator.agency')}>
          <AgencyTable result={result} onOpen={onOpen} />
        </section>
      )}
      {isSetting && (
        <Suspense>
          <TargetDialog
            indicator={indicator}
            period={result.period}
            target={item?.target ?? null}
            onClose={() => setIsSetting(false)}
          />
        </Suspense>
      )}
    </>
  )
}
