import { useMutation, useQuery } from '@tanstack/react-query'
import type { Incident, IncidentDetail, NewTask, Task } from '../../core/api/work.ts'
import { get, query, send } from './client.ts'
import { refreshAfter } from './live-keys.ts'
import { usePages } from './pages.ts'
import { queryClient } from './query-client.ts'
import { uploadFile } from './upload.ts'

/** Incidents in sight: the open ones, or all. */
export function useIncidents(state: 'open' | 'all') {
  return usePages<Incident>(['incidents', state], `/api/incidents${query({ state })}`)
}

/** One incident with its alerts, tasks and timeline. */
export function useIncident(id: string) {
  return useQuery({
    queryKey: ['incident', id],
    queryFn: ({ signal }) => get<IncidentDetail>(`/api/incidents/${id}`, signal),
  })
}

const refresh = (id: string) => refreshAfter(queryClient, { kind: 'incident', action: 'changed', ids: [id] })

/** Opens an incident from an alert. */
export function useOpenIncident() {
  return useMutation({
    mutationFn: (alertId: string) => send<Incident>('POST', '/api/incidents', { alertId }),
    onSuccess: (incident) => refresh(incident.id),
  })
}

/** Puts an alert, with the line it heads, into an incident that is open. */
export function useJoinIncident() {
  return useMutation({
    mutationFn: ({ id, alertId }: { id: string; alertId: string }) =>
      send<Incident>('POST', `/api/incidents/${id}/alerts`, { alertId }),
    onSuccess: (incident) => refresh(incident.id),
  })
}

/** What a person may do inside an incident. */
export function useIncidentActions(id: string) {
  const note = useMutation({
    mutationFn: (text: string) => send<unknown>('POST', `/api/incidents/${id}/notes`, { text }),
    onSuccess: () => refresh(id),
  })
  const assign = useMutation({
    mutationFn: (task: NewTask) => send<Task>('POST', `/api/incidents/${id}/tasks`, task),
    onSuccess: () => refresh(id),
  })
  const close = useMutation({
    mutationFn: (text: string) => send<unknown>('POST', `/api/incidents/${id}/close`, { note: text }),
    onSuccess: () => refresh(id),
  })
  const upload = useMutation({
    mutationFn: ({ file, onProgress }: { file: File; onProgress: (share: number) => void }) =>
      uploadFile(`/api/incidents/${id}/evidence`, file, onProgress),
    onSuccess: () => refresh(id),
  })
  return { note, assign, close, upload }
}

/** When a task given now with so many working days is due, by the province's calendar. */
export function useDeadlinePreview(workingDays: number, enabled: boolean) {
  return useQuery({
    queryKey: ['deadline-preview', workingDays],
    queryFn: ({ signal }) => get<{ dueAt: string }>(`/api/deadlines/preview${query({ workingDays })}`, signal),
    enabled,
    staleTime: 60_000,
  })
}
