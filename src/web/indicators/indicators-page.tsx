import '../kit/figures.css'
import './indicators.css'
import './board.css'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { lazy, Suspense } from 'react'
import { periodAt } from '../../core/period.ts'
import { useIndicator, useIndicatorAreas, useIndicatorBoard } from '../api/indicators.ts'
import { useSession } from '../api/session.ts'
import { EmptyState } from '../kit/empty-state.tsx'
import { ErrorBox } from '../kit/error-box.tsx'
import { Loading } from '../kit/loading.tsx'
import { PageHead } from '../kit/panel.tsx'
import { serverNow } from '../kit/server-clock.ts'
import { useRowKeys } from '../kit/use-row-keys.ts'
import { useTitle } from '../shell/use-title.ts'
import { useText } from '../text/use-text.ts'
import type { OpenRows } from './agency-table.tsx'
import { FieldTable } from './field-table.tsx'
import { IndicatorCards } from './indicator-cards.tsx'
import { IndicatorDetail } from './indicator-result.tsx'
import { useLateFor } from './late-sum.tsx'
import { PeriodPicker } from './period-picker.tsx'
import { RowsPanel } from './rows-panel.tsx'
import { SourcesCard } from './sources-card.tsx'
import { askedAbout, WhyLateCard } from './why-late-card.tsx'

const AreaCard = lazy(() => import('./area-card.tsx').then((m) => ({ default: m.AreaCard })))

/** The figure whose rows the address asks for, with when it stood so: of an agency, of a commune, or of all. */
function useOpenFigure(key: string | undefined, period: string) {
  const search = useSearch({ from: '/shell/chi-so' })
  const result = useIndicator(key, period)
  const split = useIndicatorAreas(search.area === undefined ? undefined : key, period)
  if (search.count === undefined) return { result, open: undefined }
  if (search.area !== undefined) {
    const figure =
      search.area === 'none' ? split.data?.unplaced : split.data?.areas.find(({ code }) => code === search.area)?.figure
    return { result, open: figure && split.data && { figure, cutOffAt: split.data.cutOffAt } }
  }
  const figure =
    search.agency === undefined
      ? result.data?.total
      : result.data?.agencies.find((each) => each.agency?.id === search.agency)
  return { result, open: figure && result.data && { figure, cutOffAt: result.data.cutOffAt } }
}

/** Indicators beside their targets, by field; one of them per agency and commune. Each figure opens the rows it counted; what is shown is in the address. */
export function IndicatorsPage() {
  const { t } = useText()
  useTitle(t('indicator.title'))
  useRowKeys()
  const { can } = useSession()
  const { agency: _, area, count, reason, ...view } = useSearch({ from: '/shell/chi-so' })
  const navigate = useNavigate({ from: '/chi-so' })
  const period = view.period ?? periodAt(new Date(serverNow()), 'month')
  const board = useIndicatorBoard(period)
  const items = board.data?.items
  const chosen = items?.find(({ indicator }) => indicator.key === view.key)
  const { result, open: opened } = useOpenFigure(chosen?.indicator.key, period)
  const lateFor = useLateFor(chosen, reason)
  const open = lateFor && chosen && board.data ? { figure: chosen.figure, cutOffAt: board.data.cutOffAt } : opened
  const asked = items && askedAbout(items, chosen)
  const mapped = (chosen ?? items?.[0])?.indicator
  const openRows: OpenRows = (figure, counted) =>
    void navigate({ search: { ...view, count: counted, ...(figure.agency ? { agency: figure.agency.id } : {}) } })
  const openArea = (code: string) =>
    void navigate({ search: { ...view, ...(mapped ? { key: mapped.key } : {}), area: code, count: 'all' } })
  const openReason = (key: string, why: string) =>
    void navigate({ search: { ...view, key, count: 'late', reason: why } })
  const error = board.error ?? result.error

  return (
    <div className="page">
      <PageHead
        crumb={
          chosen && (
            <Link className="link" to="/chi-so" search={view.period ? { period: view.period } : {}}>
              {t('indicator.all')}
            </Link>
          )
        }
        title={t('indicator.title')}
        actions={
          <PeriodPicker value={period} onChange={(next) => void navigate({ search: { ...view, period: next } })} />
        }
      />
      <div className={`indicators${open ? ' indicators-split' : ''}`}>
        <div className="indicators-main">
          {items && items.length > 0 && (
            <IndicatorCards
              items={items}
              period={period}
              chosen={chosen?.indicator.key}
              onChoose={(key) => void navigate({ search: { ...view, key } })}
            />
          )}
          {error && !items && <ErrorBox error={error} onRetry={() => void board.refetch()} />}
          {items?.length === 0 && (
            <EmptyState icon="chart" title={t('indicator.none')} hint={t('indicator.noneHint')} />
          )}
          {!error && !items && <Loading rows={8} />}
          {items && items.length > 0 && (
            <div className="indicator-body">
              <div className="indicator-left">
                {!chosen && <FieldTable items={items} period={period} />}
                {chosen && result.error && !result.data && (
                  <ErrorBox error={result.error} onRetry={() => void result.refetch()} />
                )}
                {chosen && !result.data && !result.error && <Loading rows={8} />}
                {chosen && result.data && <IndicatorDetail result={result.data} item={chosen} onOpen={openRows} />}
              </div>
              <div className="indicator-side">
                {mapped && can('areas.read') && (
                  <Suspense fallback={<Loading rows={4} />}>
                    <AreaCard indicator={mapped} period={period} onOpen={openArea} />
                  </Suspense>
                )}
                {asked && <WhyLateCard item={asked} onOpen={(why) => openReason(asked.indicator.key, why)} />}
                {can('assets.read') && <SourcesCard />}
              </div>
            </div>
          )}
        </div>
        {chosen && open && count && (
          <RowsPanel
            indicator={chosen.indicator}
            period={period}
            cutOffAt={open.cutOffAt}
            figure={open.figure}
            area={area}
            count={count}
            lateFor={lateFor}
            reason={reason}
            onClose={() => void navigate({ search: view })}
          />
        )}
      </div>
    </div>
  )
}
