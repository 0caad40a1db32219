import { useQuery } from '@tanstack/react-query'
import type { MadeScreenLink, ScreenLink } from '../../core/api/screens.ts'
import { get, send } from './client.ts'
import { queryClient } from './query-client.ts'
import { useAct } from './use-act.ts'

const onSuccess = () => queryClient.invalidateQueries({ queryKey: ['screens'] })

/** Links of large screens, the newest first. */
export function useScreens() {
  return useQuery({
    queryKey: ['screens'],
    queryFn: ({ signal }) => get<{ items: ScreenLink[] }>('/api/screens', signal),
    // A screen that asks is told by no event.
    refetchInterval: 60_000,
  })
}

/** Makes a link; its token comes with the answer, once. */
export function useMakeScreen() {
  return useAct({
    mutationFn: (name: string) => send<MadeScreenLink>('POST', '/api/screens', { name }),
    onSuccess,
  })
}

/** Revokes a link by its id. */
export function useRevokeScreen() {
  return useAct({ mutationFn: (id: number) => send<ScreenLink>('DELETE', `/api/screens/${id}`), onSuccess })
}
