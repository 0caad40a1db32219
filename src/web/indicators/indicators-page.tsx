import '../kit/figures.css'
import './indicators.css'
import { useNavigate, useSearch } from '@tanstack/react-router'
import type { AlertCount, IndicatorFigure, IndicatorResult } from '../../core/api/indicators.ts'
import { useIndicator, useIndicators } from '../api/indicators.ts'
import { EmptyState } from '../kit/empty-state.tsx'
import { ErrorBox } from '../kit/error-box.tsx'
import { formatDateTime, formatNumber } from '../kit/format.ts'
import { Loading } from '../kit/loading.tsx'
import { PageHead } from '../kit/panel.tsx'
import { serverNow } from '../kit/server-clock.ts'
import { useRowKeys } from '../kit/use-row-keys.ts'
import { useTitle } from '../shell/use-title.ts'
import { useText } from '../text/use-text.ts'
import { FigureSum } from './figure-sum.tsx'
import { IndicatorCards } from './indicator-cards.tsx'
import { periodOf } from './period.ts'
import { PeriodPicker } from './period-picker.tsx'
import { RowsPanel } from './rows-panel.tsx'
import { useFigureText } from './use-figure-text.ts'

type Count = AlertCount | 'all'
type OpenRows = (figure: IndicatorFigure, count: Count) => void

const columns = [
  ['all', 'fired'],
  ['in_time', 'inTime'],
  ['late', 'late'],
  ['not_due', 'notDue'],
  ['dismissed', 'dismissed'],
] as const

function FigureCells({ figure, onOpen }: { figure: IndicatorFigure; onOpen: OpenRows }) {
  const { t, language } = useText()
  const agency = figure.agency?.name ?? t('indicator.total')
  return columns.map(([count, key]) => {
    const number = formatNumber(figure[key], language)
    const name = t('indicator.openRows', { figure: number, count: t(`indicator.${key}`), agency })
    return (
      <td key={count} className="num" data-label={t(`indicator.${key}`)}>
        <button type="button" className="figure" aria-label={name} onClick={() => onOpen(figure, count)}>
          {number}
        </button>
      </td>
    )
  })
}

function AgencyTable({ result, onOpen }: { result: IndicatorResult; onOpen: OpenRows }) {
  const { t } = useText()
  const figureText = useFigureText()
  const { unit } = result.indicator
  return (
    <table className="table figures">
      <thead>
        <tr>
          <th scope="col">{t('indicator.agency')}</th>
          <th scope="col" className="num">
            {t('indicator.value')}
          </th>
          {columns.map(([count, key]) => (
            <th key={count} scope="col" className="num">
              {t(`indicator.${key}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {result.agencies.map((figure) => (
          <tr key={figure.agency?.id ?? 0}>
            <td className="wide">{figure.agency?.name}</td>
            <td className="num" data-label={t('indicator.value')}>
              <b>{figureText(figure.value, unit)}</b>
            </td>
            <FigureCells figure={figure} onOpen={onOpen} />
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <td className="wide">{t('indicator.total')}</td>
          <td className="num" data-label={t('indicator.value')}>
            <b>{figureText(result.total.value, unit)}</b>
          </td>
          <FigureCells figure={result.total} onOpen={onOpen} />
        </tr>
      </tfoot>
    </table>
  )
}

function Result({ result, onOpen }: { result: IndicatorResult; onOpen: OpenRows }) {
  const { t, local } = useText()
  const figureText = useFigureText()
  const { indicator, total } = result
  return (
    <div className="indicator-body">
      <section className="card indicator-head">
        <div>
          <h2>{local(indicator.name)}</h2>
          <p className="indicator-value">{figureText(total.value, indicator.unit)}</p>
          <p className="quiet">
            {t('indicator.asOf', { time: formatDateTime(result.cutOffAt) })},{' '}
            {t(`indicator.better.${indicator.better}`)}
          </p>
        </div>
        <div>
          <FigureSum figure={total} />
          <p className="quiet">
            {t('indicator.formula')}: {local(indicator.formula)}
          </p>
        </div>
      </section>
      {total.fired === 0 ? (
        <EmptyState icon="chart" title={t('indicator.empty')} hint={t('indicator.emptyHint')} />
      ) : (
        <section className="card" aria-label={t('indicator.agency')}>
          <AgencyTable result={result} onOpen={onOpen} />
        </section>
      )}
    </div>
  )
}

/** Indicators per agency and period. Each figure opens the rows it counted; what is shown is in the address. */
export function IndicatorsPage() {
  const { t } = useText()
  useTitle(t('indicator.title'))
  useRowKeys()
  const search = useSearch({ from: '/shell/chi-so' })
  const navigate = useNavigate({ from: '/chi-so' })
  const all = useIndicators()
  const info = all.data?.items.find((each) => each.key === search.key) ?? all.data?.items[0]
  const period = search.period ?? periodOf(serverNow(), 'month')
  const result = useIndicator(info?.key, period)
  const figure =
    search.count === undefined
      ? undefined
      : search.agency === undefined
        ? result.data?.total
        : result.data?.agencies.find((each) => each.agency?.id === search.agency)
  const { agency: _, count: __, ...view } = search
  const openRows: OpenRows = (chosen, count) =>
    void navigate({ search: { ...view, count, ...(chosen.agency ? { agency: chosen.agency.id } : {}) } })
  const error = all.error ?? result.error

  return (
    <div className="page">
      <PageHead
        title={t('indicator.title')}
        actions={
          <PeriodPicker value={period} onChange={(chosen) => void navigate({ search: { ...view, period: chosen } })} />
        }
      />
      <div className={`indicators${figure ? ' indicators-split' : ''}`}>
        <div className="indicators-main">
          {all.data && all.data.items.length > 1 && info && (
            <IndicatorCards
              items={all.data.items}
              chosen={info.key}
              period={period}
              onChoose={(key) => void navigate({ search: { ...view, key } })}
            />
          )}
          {error && !result.data && <ErrorBox error={error} onRetry={() => void result.refetch()} />}
          {all.data?.items.length === 0 && (
            <EmptyState icon="chart" title={t('indicator.none')} hint={t('indicator.noneHint')} />
          )}
          {!error && !result.data && all.data?.items.length !== 0 && <Loading rows={8} />}
          {result.data && <Result result={result.data} onOpen={openRows} />}
        </div>
        {result.data && figure && info && search.count && (
          <RowsPanel
            indicator={info}
            period={period}
            cutOffAt={result.data.cutOffAt}
            figure={figure}
            count={search.count}
            onClose={() => void navigate({ search: view })}
          />
        )}
      </div>
    </div>
  )
}
