import { useQuery } from '@tanstack/react-query'
import type { LineChoices } from '../../core/api/alerts.ts'
import { get, query } from './client.ts'

/** By what open alerts, or all of them, can be narrowed, with counts; in a storm they are renewed at their own pace. */
export function useLineChoices(state: 'open' | 'all' = 'open') {
  return useQuery({
    queryKey: ['line-choices', state],
    queryFn: ({ signal }) => get<LineChoices>(`/api/alerts/choices${query({ state })}`, signal),
    staleTime: 5_000,
    // All there ever was is much to count, and hardly changes.
    refetchInterval: state === 'open' ? 20_000 : false,
  })
}
