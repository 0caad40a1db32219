import { useQuery } from '@tanstack/react-query'
import type { LineChoices } from '../../core/api/alerts.ts'
import { get } from './client.ts'

/** By what the inbox can be narrowed, with counts; in a storm they are renewed at their own pace. */
export function useLineChoices() {
  return useQuery({
    queryKey: ['line-choices'],
    queryFn: ({ signal }) => get<LineChoices>('/api/alerts/choices', signal),
    staleTime: 5_000,
    refetchInterval: 20_000,
  })
}
