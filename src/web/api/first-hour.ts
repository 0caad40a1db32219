import { useMutation, useQuery } from '@tanstack/react-query'
import type { FirstHour, FirstStepName } from '../../core/api/first-hour.ts'
import { get, send } from './client.ts'
import { queryClient } from './query-client.ts'

const key = ['first-hour']

/** How far a centre that was started empty has come. `followed`: looked at again every few seconds, for a page that waits. */
export function useFirstHour(allowed: boolean, followed = false) {
  return useQuery({
    queryKey: key,
    queryFn: ({ signal }) => get<FirstHour>('/api/first-hour', signal),
    enabled: allowed,
    refetchInterval: followed ? 3_000 : false,
  })
}

/** What is answered on the way. */
export function useFirstHourActions() {
  const onSuccess = (now: FirstHour) => queryClient.setQueryData(key, now)
  const choose = useMutation({
    mutationFn: (code: string) => send<FirstHour>('POST', '/api/first-hour/province', { code }),
    onSuccess: async (now) => {
      onSuccess(now)
      await queryClient.invalidateQueries({ queryKey: ['session'] })
    },
  })
  const skip = useMutation({
    mutationFn: ({ step, skipped }: { step: FirstStepName; skipped: boolean }) =>
      send<FirstHour>('POST', `/api/first-hour/steps/${step}`, { state: skipped ? 'skipped' : 'open' }),
    onSuccess,
  })
  return { choose, skip }
}
