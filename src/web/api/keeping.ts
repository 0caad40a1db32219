import { useQuery } from '@tanstack/react-query'
import type { Keeping, KeepingEdit } from '../../core/api/keeping.ts'
import { get, query, send } from './client.ts'
import { queryClient } from './query-client.ts'
import { useAct } from './use-act.ts'

const key = ['readings', 'keeping']

/** How many weeks readings are kept, and what stands. */
export function useKeeping() {
  return useQuery({
    queryKey: key,
    queryFn: ({ signal }) => get<Keeping>('/api/readings/keeping', signal),
  })
}

/** What would go if readings were kept so many weeks. */
export const askWhatGoes = (keptWeeks: number) => get<Keeping>(`/api/readings/keeping${query({ keptWeeks })}`)

/** Sets how many weeks readings are kept. */
export function useSetKeeping() {
  return useAct({
    mutationFn: (edit: KeepingEdit) => send<Keeping>('POST', '/api/readings/keeping', edit),
    onSuccess: (set) => queryClient.setQueryData(key, set),
  })
}
