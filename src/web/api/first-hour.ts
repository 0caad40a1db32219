import { useQuery } from '@tanstack/react-query'
import type { FirstHour, FirstStepName } from '../../core/api/first-hour.ts'
import { get, send } from './client.ts'
import { queryClient } from './query-client.ts'
import { useAct } from './use-act.ts'

const key = ['first-hour']

/**
 * How far a centre that was started empty has come. `followed`: looked at again every few seconds, while it waits for the first reading:
 * of readings there are too many to ask after each.
 */
export function useFirstHour(allowed: boolean) {
  return useQuery({
    queryKey: key,
    queryFn: ({ signal }) => get<FirstHour>('/api/first-hour', signal),
    enabled: allowed,
    refetchInterval: ({ state: { data } }) =>
      data?.isOpen && data.steps.some(({ name, isDone, isSkipped }) => name === 'device' && !isDone && !isSkipped)
        ? 3_000
        : false,
  })
}

/** What is answered on the way. */
export function useFirstHourActions() {
  const onSuccess = (now: FirstHour) => queryClient.setQueryData(key, now)
  const choose = useAct({
    mutationFn: (code: string) => send<FirstHour>('POST', '/api/first-hour/province', { code }),
    onSuccess: async (now) => {
      onSuccess(now)
      await queryClient.invalidateQueries({ queryKey: ['session'] })
    },
  })
  const skip = useAct({
    mutationFn: ({ step, skipped }: { step: FirstStepName; skipped: boolean }) =>
      send<FirstHour>('POST', `/api/first-hour/steps/${step}`, { state: skipped ? 'skipped' : 'open' }),
    onSuccess,
  })
  return { choose, skip }
}
