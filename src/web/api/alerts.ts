import { useQuery } from '@tanstack/react-query'
import type { Alert, AlertDetail } from '../../core/api/alerts.ts'
import { get, query, send } from './client.ts'
import { refreshAfter } from './live-keys.ts'
import { usePages } from './pages.ts'
import { queryClient } from './query-client.ts'
import { useAct } from './use-act.ts'

/** The open alerts in sight, optionally of one asset. */
export function useOpenAlerts(asset?: string) {
  const path = asset === undefined ? '/api/alerts?limit=500' : `/api/alerts?asset=${encodeURIComponent(asset)}`
  return usePages<Alert>(['alerts', asset ?? 'all'], path)
}

/** Every alert of one asset, newest first, those that are over too. */
export function useAlertsOf(asset: string) {
  return usePages<Alert>(['alerts', asset, 'ever'], `/api/alerts${query({ asset, state: 'all', limit: 10 })}`)
}

/** One alert with its steps; nothing while none is chosen. */
export function useAlert(id: string | undefined) {
  return useQuery({
    queryKey: ['alert', id],
    queryFn: ({ signal }) => get<AlertDetail>(`/api/alerts/${id}`, signal),
    enabled: id !== undefined,
  })
}

/** What a person may do with an alert: take it, give it back, dismiss it. Every page that shows it is refreshed. */
export function useAlertActions() {
  const after = (_: unknown, alert: { id: string }) => {
    refreshAfter(queryClient, { kind: 'alert', action: 'changed', ids: [alert.id] })
  }
  const take = useAct({
    mutationFn: ({ id, comment }: { id: string; comment?: string }) =>
      send<unknown>('POST', `/api/alerts/${id}/acknowledge`, comment === undefined ? {} : { comment }),
    onSuccess: after,
  })
  const release = useAct({
    mutationFn: ({ id }: { id: string }) => send<unknown>('POST', `/api/alerts/${id}/release`),
    onSuccess: after,
  })
  const dismiss = useAct({
    mutationFn: ({ id, reason }: { id: string; reason: string }) =>
      send<unknown>('POST', `/api/alerts/${id}/dismiss`, { reason }),
    onSuccess: after,
  })
  const shelve = useAct({
    mutationFn: ({ id, ...shelf }: { id: string; until: string; reason: string }) =>
      send<unknown>('POST', `/api/alerts/${id}/shelve`, shelf),
    onSuccess: after,
  })
  return { take, release, dismiss, shelve }
}
