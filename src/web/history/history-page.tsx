import './history.css'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { outcomes } from '../../core/alert-outcome.ts'
import { useHistory, useHistoryTotals } from '../api/alert-history.ts'
import { query } from '../api/client.ts'
import { Button } from '../kit/button.tsx'
import { betweenDays } from '../kit/day-filter.tsx'
import { EmptyState } from '../kit/empty-state.tsx'
import { ErrorBox } from '../kit/error-box.tsx'
import { bothFormats, ExportLinks } from '../kit/export-links.tsx'
import { formatNumber } from '../kit/format.ts'
import { Loading } from '../kit/loading.tsx'
import { PageHead } from '../kit/panel.tsx'
import { useTitle } from '../shell/use-title.ts'
import { alertClockOf } from '../situation/two-clocks.ts'
import { useText } from '../text/use-text.ts'
import { HistoryFilters } from './history-filters.tsx'
import { HistoryRow } from './history-row.tsx'
import { useOutcomeWords } from './use-outcome-words.ts'

const columns = ['raised', 'lasted', 'taken', 'state'] as const

/** Alerts of any time. What they are narrowed by stands in the address. */
export function HistoryPage() {
  const { t } = useText()
  useTitle(t('narrow.allHistory'))
  const { from, to, ...rest } = useSearch({ from: '/shell/canh-bao' })
  const navigate = useNavigate({ from: '/canh-bao' })
  const filter = { ...rest, ...betweenDays({ from, to }) }
  const isNarrowed = Object.values(filter).some((value) => value !== undefined)
  const { list, items } = useHistory(filter)
  const file = (format: string) =>
    `/api/alerts/history/export.${format}${query({ ...filter, lang: t('register.exportLanguage') })}`
  return (
    <div className="page">
      <PageHead
        title={t('narrow.allHistory')}
        crumb={<span>{t('history.lead')}</span>}
        actions={<ExportLinks formats={bothFormats} addressOf={file} />}
      />
      <HistoryFilters />
      <div className="table-wrap">
        {list.isPending && <Loading rows={8} />}
        {list.error && !items && <ErrorBox error={list.error} onRetry={() => void list.refetch()} />}
        {items?.length === 0 && (
          <EmptyState
            icon="bell"
            title={t(isNarrowed ? 'history.none' : 'history.empty')}
            {...(isNarrowed ? {} : { hint: t('history.emptyHint') })}
            action={
              isNarrowed && (
                <Button onClick={() => void navigate({ search: {}, replace: true })}>{t('history.clear')}</Button>
              )
            }
          />
        )}
        {items && items.length > 0 && (
          <table className="table">
            <thead>
              <tr>
                <th scope="col">{t('history.alert')}</th>
                <th scope="col">{t('narrow.agency')}</th>
                {columns.map((column) => (
                  <th
                    key={column}
                    scope="col"
                    className={column === 'raised' || column === 'lasted' ? 'num' : undefined}
                  >
                    {t(`history.${column}`)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {items.map((alert) => (
                <HistoryRow key={alert.id} alert={alert} />
              ))}
            </tbody>
          </table>
        )}
        {items?.some((alert) => alertClockOf(alert) === 'measured') && (
          <p className="foot prose">{t('history.clock')}</p>
        )}
        {list.hasNextPage && (
          <div className="foot">
            <Button disabled={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
              {t('common.more')}
            </Button>
          </div>
        )}
      </div>
      <Totals filter={filter} />
    </div>
  )
}

/** How many there are, and how they came out; the numbers of the outcomes add up to the first. */
function Totals({ filter }: { filter: Parameters<typeof useHistoryTotals>[0] }) {
  const { t, language } = useText()
  const outcomeWords = useOutcomeWords()
  const { data: totals } = useHistoryTotals(filter)
  if (!totals || totals.all === 0) return null
  return (
    <p className="foot history-totals" role="status">
      <b>{t('history.total', { n: formatNumber(totals.all, language) })}</b>
      {outcomes
        .filter((each) => totals.outcomes[each] > 0)
        .map((each) => (
          <span key={each}>
            {t('history.outcomes', { name: outcomeWords(each), n: formatNumber(totals.outcomes[each], language) })}
          </span>
        ))}
    </p>
  )
}
