import { useQuery } from '@tanstack/react-query'
import type { MaintenanceWindow, NewMaintenanceWindow } from '../../core/api/maintenance.ts'
import type { Area } from '../../core/api/places.ts'
import { get, query, send } from './client.ts'
import { refreshAfter } from './live-keys.ts'
import { usePages } from './pages.ts'
import { queryClient } from './query-client.ts'
import { useAct } from './use-act.ts'

/** Maintenance windows that are now or to come, or all of them. */
export function useWindows(state: 'open' | 'all') {
  return usePages<MaintenanceWindow>(['alerts', 'maintenance', state], `/api/maintenance${query({ state })}`)
}

/** Plans a window, or cancels one. */
export function useWindowActions() {
  // Alerts are muted with it, or heard again.
  const onSuccess = () => refreshAfter(queryClient, { kind: 'alert', action: 'changed', ids: [] })
  const plan = useAct({
    mutationFn: (window: Omit<NewMaintenanceWindow, 'assets'> & { assets: string[] }) =>
      send<MaintenanceWindow>('POST', '/api/maintenance', window),
    onSuccess,
  })
  const cancel = useAct({
    mutationFn: (id: number) => send<MaintenanceWindow>('POST', `/api/maintenance/${id}/cancel`),
    onSuccess,
  })
  return { plan, cancel }
}

/** The communes of the province, for choosing one. */
export function useCommunes() {
  return useQuery({
    queryKey: ['areas', 'communes'],
    queryFn: ({ signal }) => get<{ items: Area[] }>(`/api/areas${query({ limit: 500 })}`, signal),
    select: ({ items }) => ({ items: items.filter(({ parent }) => parent !== null) }),
  })
}
