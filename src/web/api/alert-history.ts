import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { HistoryFilter, HistoryTotals } from '../../core/api/alert-history.ts'
import type { Alert } from '../../core/api/alerts.ts'
import { get, query } from './client.ts'
import { usePages } from './pages.ts'

type Filter = { readonly [K in keyof HistoryFilter]?: HistoryFilter[K] | undefined }

/** Alerts of any time, what the centre knew last first. */
export const useHistory = (filter: Filter) =>
  usePages<Alert>(['alerts', 'history', filter], `/api/alerts/history${query(filter)}`)

/** How many of them came out how. */
export const useHistoryTotals = (filter: Filter) =>
  useQuery({
    queryKey: ['alerts', 'history-totals', filter],
    queryFn: ({ signal }) => get<HistoryTotals>(`/api/alerts/history/totals${query(filter)}`, signal),
    placeholderData: keepPreviousData,
  })
