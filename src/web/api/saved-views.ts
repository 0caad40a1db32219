import { useQuery } from '@tanstack/react-query'
import type { NewSavedView, SavedView, SavedViewEdit } from '../../core/api/saved-views.ts'
import { get, query, send } from './client.ts'
import { queryClient } from './query-client.ts'
import { useAct } from './use-act.ts'

const onSuccess = () => queryClient.invalidateQueries({ queryKey: ['views'] })

/** Ways to look at a register that one saved, and those shared in one's agency, by name. */
export function useSavedViews(register: string) {
  return useQuery({
    queryKey: ['views', register],
    queryFn: ({ signal }) => get<{ items: SavedView[] }>(`/api/views${query({ register })}`, signal),
  })
}

/** Saves, changes and removes views; what was removed can be brought back. */
export function useSavedViewActions() {
  const save = useAct({
    mutationFn: (body: NewSavedView) => send<SavedView>('POST', '/api/views', body),
    onSuccess,
  })
  const edit = useAct({
    mutationFn: ({ id, ...body }: SavedViewEdit & { id: string }) => send<SavedView>('PATCH', `/api/views/${id}`, body),
    onSuccess,
  })
  const remove = useAct({ mutationFn: (id: string) => send<null>('DELETE', `/api/views/${id}`), onSuccess })
  const restore = useAct({
    mutationFn: (id: string) => send<SavedView>('POST', `/api/views/${id}/restore`),
    onSuccess,
  })
  return { save, edit, remove, restore }
}
