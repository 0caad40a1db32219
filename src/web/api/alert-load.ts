import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { AlertLoad } from '../../core/api/alert-load.ts'
import { get, query } from './client.ts'

/** What the alarm list asked in the last days. */
export function useAlertLoad(days: number) {
  return useQuery({
    queryKey: ['alert-load', days],
    queryFn: ({ signal }) => get<AlertLoad>(`/api/alerts/load${query({ days })}`, signal),
    refetchInterval: 60_000,
    placeholderData: keepPreviousData,
  })
}
