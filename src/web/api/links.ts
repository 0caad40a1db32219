import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { z } from 'zod'
import type { Links, NewLink, Thing } from '../../core/api/things.ts'
import { get, query, send } from './client.ts'
import { queryClient } from './query-client.ts'
import { useAct } from './use-act.ts'

/** What a thing hangs on, and what depends on it. */
export function useLinks(kind: string, id: string, enabled = true) {
  return useQuery({
    queryKey: ['links', kind, id],
    queryFn: ({ signal }) => get<Links>(`/api/things/${kind}/${encodeURIComponent(id)}/links`, signal),
    enabled,
  })
}

/** States a link of a thing, or ends one. */
export function useLinkActions(kind: string, id: string) {
  const onSuccess = () => queryClient.invalidateQueries({ queryKey: ['links'] })
  const add = useAct({
    mutationFn: (link: z.input<typeof NewLink>) =>
      send<Links>('POST', `/api/things/${kind}/${encodeURIComponent(id)}/links`, link),
    onSuccess,
  })
  const end = useAct({ mutationFn: (link: number) => send<Links>('POST', `/api/links/${link}/end`), onSuccess })
  return { add, end }
}

/** Assets in use by words, for choosing one. */
export function useFindAssets(q: string) {
  return useQuery({
    queryKey: ['things', 'assets', q],
    queryFn: ({ signal }) =>
      get<{ items: Thing[] }>(`/api/things${query({ kind: 'asset', open: 'true', q, limit: 30 })}`, signal),
    placeholderData: keepPreviousData,
  })
}
