import { useQuery } from '@tanstack/react-query'
import type {
  Affected,
  Commander,
  FigureKind,
  FigureKindEdit,
  NewFigure,
  NewFigureKind,
} from '../../core/api/incident-picture.ts'
import type { Term } from '../../core/api/term.ts'
import type {
  CloseIncident,
  Incident,
  IncidentDetail,
  MoveStage,
  NewIncident,
  NewTask,
  Task,
  WriteLessons,
} from '../../core/api/work.ts'
import { get, query, send } from './client.ts'
import { refreshAfter } from './live-keys.ts'
import { usePages } from './pages.ts'
import { queryClient } from './query-client.ts'
import { uploadFile } from './upload.ts'
import { useAct } from './use-act.ts'

/** Incidents in sight: the open ones, or all; `worst`: the open and most severe before the newest. */
export function useIncidents(state: 'open' | 'all', sort: 'newest' | 'worst' = 'newest') {
  return usePages<Incident>(['incidents', state, sort], `/api/incidents${query({ state, sort })}`)
}

/** One incident with its alerts, tasks and timeline. */
export function useIncident(id: string) {
  return useQuery({
    queryKey: ['incident', id],
    queryFn: ({ signal }) => get<IncidentDetail>(`/api/incidents/${id}`, signal),
  })
}

/** What an incident touches now; asked for only while it is open. */
export function useAffected(id: string, isOpen: boolean) {
  return useQuery({
    queryKey: ['incident', id, 'affected'],
    queryFn: ({ signal }) => get<Affected>(`/api/incidents/${id}/affected`, signal),
    // Silence comes without any event.
    refetchInterval: 30_000,
    enabled: isOpen,
  })
}

/** What is counted of incidents, those not asked for any more included. */
export function useFigureKinds() {
  return useQuery({
    queryKey: ['figure-kinds'],
    queryFn: async ({ signal }) => (await get<{ items: FigureKind[] }>('/api/incidents/figure-kinds', signal)).items,
  })
}

/** What whoever answers for the province does with kinds of figures. */
export function useFigureKindActions() {
  const kept = { onSuccess: () => queryClient.invalidateQueries({ queryKey: ['figure-kinds'] }) }
  const add = useAct({
    mutationFn: (kind: NewFigureKind) => send<unknown>('POST', '/api/incidents/figure-kinds', kind),
    ...kept,
  })
  const change = useAct({
    mutationFn: ({ key, ...kind }: FigureKindEdit & { key: string }) =>
      send<unknown>('POST', `/api/incidents/figure-kinds/${key}`, kind),
    ...kept,
  })
  return { add, change }
}

/** Who may be named to lead an incident. */
export function useCommanders() {
  return useQuery({
    queryKey: ['incident-commanders'],
    queryFn: async ({ signal }) => (await get<{ items: Commander[] }>('/api/incidents/commanders', signal)).items,
  })
}

const refresh = (id: string) => refreshAfter(queryClient, { kind: 'incident', action: 'changed', ids: [id] })

/** Opens an incident from an alert. */
export function useOpenIncident() {
  return useAct({
    mutationFn: (wanted: NewIncident) => send<Incident>('POST', '/api/incidents', wanted),
    onSuccess: (incident) => refresh(incident.id),
  })
}

/** Puts an alert, with the line it heads, into an incident that is open. */
export function useJoinIncident() {
  return useAct({
    mutationFn: ({ id, alertId }: { id: string; alertId: string }) =>
      send<Incident>('POST', `/api/incidents/${id}/alerts`, { alertId }),
    onSuccess: (incident) => refresh(incident.id),
  })
}

/** What a person may do inside an incident. */
export function useIncidentActions(id: string) {
  const note = useAct({
    mutationFn: (text: string) => send<unknown>('POST', `/api/incidents/${id}/notes`, { text }),
    onSuccess: () => refresh(id),
  })
  const assign = useAct({
    mutationFn: (task: NewTask) => send<Task>('POST', `/api/incidents/${id}/tasks`, task),
    onSuccess: () => refresh(id),
  })
  const close = useAct({
    mutationFn: (closing: CloseIncident) => send<unknown>('POST', `/api/incidents/${id}/close`, closing),
    onSuccess: () => refresh(id),
  })
  const upload = useAct({
    mutationFn: ({ file, onProgress }: { file: File; onProgress: (share: number) => void }) =>
      uploadFile(`/api/incidents/${id}/evidence`, file, onProgress),
    onSuccess: () => refresh(id),
  })
  const tell = useAct({
    mutationFn: (figure: NewFigure) => send<unknown>('POST', `/api/incidents/${id}/figures`, figure),
    onSuccess: () => refresh(id),
  })
  const lead = useAct({
    mutationFn: (accountId: number) => send<unknown>('POST', `/api/incidents/${id}/commander`, { accountId }),
    onSuccess: () => refresh(id),
  })
  const move = useAct({
    mutationFn: (step: MoveStage) => send<unknown>('POST', `/api/incidents/${id}/stage`, step),
    // Who was second sees where it stands by now.
    onSettled: () => refresh(id),
  })
  const learn = useAct({
    mutationFn: (lessons: WriteLessons) => send<unknown>('POST', `/api/incidents/${id}/lessons`, lessons),
    onSettled: () => refresh(id),
  })
  return { note, assign, close, upload, tell, lead, move, learn }
}

/** When a task given now with so many working days is due, by the province's calendar. */
export function useDeadlinePreview(term: Term, enabled: boolean) {
  return useQuery({
    queryKey: ['deadline-preview', term],
    queryFn: ({ signal }) => get<{ dueAt: string }>(`/api/deadlines/preview${query({ ...term })}`, signal),
    enabled,
    staleTime: 60_000,
  })
}
