import { useQuery } from '@tanstack/react-query'
import type { Basemap, BasemapFacts, BasemapPlace, NewBasemap } from '../../core/api/basemaps.ts'
import { get, send } from './client.ts'
import { queryClient } from './query-client.ts'
import { useAct } from './use-act.ts'

/** The base maps of the operator's own; at most one is shown. */
export function useBasemaps(enabled = true) {
  return useQuery({
    enabled,
    queryKey: ['basemaps'],
    queryFn: ({ signal }) => get<{ items: Basemap[] }>('/api/basemaps', signal),
  })
}

/** Tries a map, adds one, shows one or the shipped one, takes one off the list. */
export function useBasemapActions() {
  const onSuccess = () => queryClient.invalidateQueries({ queryKey: ['basemaps'] })
  return {
    test: useAct({ mutationFn: (place: BasemapPlace) => send<BasemapFacts>('POST', '/api/basemaps/test', place) }),
    add: useAct({ mutationFn: (map: NewBasemap) => send<Basemap>('POST', '/api/basemaps', map), onSuccess }),
    /** Null: the shipped one. */
    show: useAct({ mutationFn: (id: number | null) => send('POST', '/api/basemaps/shown', { id }), onSuccess }),
    remove: useAct({ mutationFn: (id: number) => send('DELETE', `/api/basemaps/${id}`), onSuccess }),
  }
}
