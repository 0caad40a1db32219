import type { AlertCount, IndicatorFigure, IndicatorResult } from '../../core/api/indicators.ts'
import { countedAs, countKeys } from '../../core/counted-as.ts'
import type { CountKey } from '../../core/figure-sum.ts'
import { formatNumber } from '../kit/format.ts'
import { useText } from '../text/use-text.ts'
import { useFigureText } from './use-figure-text.ts'

export type Count = AlertCount | 'all'
export type OpenRows = (figure: IndicatorFigure, count: Count) => void

const columns: readonly (readonly [Count, CountKey])[] = [
  ['all', 'fired'],
  ...countedAs.map((count) => [count, countKeys[count]] as const),
]
/** False alarms have a column where there are any: only alerts know them. */
const columnsOf = ({ total }: IndicatorResult) =>
  columns.filter(([count]) => count !== 'false_alarm' || total.falseAlarm > 0)

function FigureCells(props: { columns: typeof columns; figure: IndicatorFigure; onOpen: OpenRows }) {
  const { columns, figure, onOpen } = props
  const { t, language } = useText()
  const agency = figure.agency?.name ?? t('indicator.total')
  return columns.map(([count, key]) => {
    const number = formatNumber(figure[key], language)
    const name = t('indicator.openRows', { figure: number, what: t(`indicator.${key}`), agency })
    return (
      <td key={count} className="num" data-label={t(`indicator.${key}`)}>
        <button type="button" className="figure" aria-label={name} onClick={() => onOpen(figure, count)}>
          {number}
        </button>
      </td>
    )
  })
}

/** An indicator per agency and in all; each figure opens the rows it counted. */
export function AgencyTable({ result, onOpen }: { result: IndicatorResult; onOpen: OpenRows }) {
  const { t } = useText()
  const figureText = useFigureText()
  const { unit } = result.indicator
  const shown = columnsOf(result)
  return (
    <table className="table figures">
      <thead>
        <tr>
          <th scope="col">{t('indicator.agency')}</th>
          <th scope="col" className="num">
            {t('indicator.value')}
          </th>
          {shown.map(([count, key]) => (
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
            <FigureCells columns={shown} figure={figure} onOpen={onOpen} />
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <td className="wide">{t('indicator.total')}</td>
          <td className="num" data-label={t('indicator.value')}>
            <b>{figureText(result.total.value, unit)}</b>
          </td>
          <FigureCells columns={shown} figure={result.total} onOpen={onOpen} />
        </tr>
      </tfoot>
    </table>
  )
}
