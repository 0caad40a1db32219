import { useQuery } from '@tanstack/react-query'
import type { LateReason, LateReasonEdit, NewLateReason, SayWhyLate } from '../../core/api/late-reasons.ts'
import { get, send } from './client.ts'
import { refreshAfter } from './live-keys.ts'
import { queryClient } from './query-client.ts'
import { useAct } from './use-act.ts'

const key = ['late-reasons']

/** Why something may be late, those not offered any more included. */
export function useLateReasons() {
  return useQuery({
    queryKey: key,
    queryFn: async ({ signal }) => (await get<{ items: LateReason[] }>('/api/late-reasons', signal)).items,
    staleTime: 10 * 60_000,
  })
}

/** What whoever answers for the province does with reasons. */
export function useLateReasonActions() {
  const kept = { onSuccess: () => queryClient.invalidateQueries({ queryKey: key }) }
  const add = useAct({
    mutationFn: (reason: NewLateReason) => send<unknown>('POST', '/api/late-reasons', reason),
    ...kept,
  })
  const change = useAct({
    mutationFn: ({ key: of, ...reason }: LateReasonEdit & { key: string }) =>
      send<unknown>('POST', `/api/late-reasons/${of}`, reason),
    ...kept,
  })
  return { add, change }
}

/** What is late: a task, or one run of a deadline of a record at the address of its register. */
export type LateOne =
  | { readonly task: string }
  | { readonly register: string; readonly record: string; readonly clock: number }

/** Says why something is or was late. */
export function useSayWhyLate(one: LateOne) {
  return useAct({
    mutationFn: (said: SayWhyLate) =>
      'task' in one
        ? send<unknown>('POST', `/api/tasks/${one.task}/late-reason`, said)
        : send<unknown>('POST', `${one.register}/${one.record}/late-reasons`, { ...said, clock: one.clock }),
    onSuccess: () => {
      const [kind, id] = 'task' in one ? (['task', one.task] as const) : (['record', one.record] as const)
      void queryClient.invalidateQueries({ queryKey: ['indicator-board'] })
      return refreshAfter(queryClient, { kind, action: 'late_explained', ids: [id] })
    },
  })
}
