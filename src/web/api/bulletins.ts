import { useQuery } from '@tanstack/react-query'
import type {
  Audience,
  BulletinDetail,
  BulletinEdit,
  BulletinSend,
  BulletinSetting,
  Bulletins,
  NewBulletin,
  Reach,
} from '../../core/api/bulletins.ts'
import { get, query, send } from './client.ts'
import { refreshAfter } from './live-keys.ts'
import { queryClient } from './query-client.ts'
import { useAct } from './use-act.ts'

/** Bulletins of an incident, newest first. */
export function useBulletins(incidentId: string) {
  return useQuery({
    queryKey: ['bulletins', incidentId],
    queryFn: ({ signal }) => get<Bulletins>(`/api/incidents/${incidentId}/bulletins`, signal),
  })
}

/** One bulletin with how far it came to each agency. */
export function useBulletin(incidentId: string, id: string) {
  return useQuery({
    queryKey: ['bulletins', incidentId, id],
    queryFn: ({ signal }) => get<BulletinDetail>(`/api/bulletins/${id}`, signal),
  })
}

/** Whom a bulletin would reach now. */
export function useReach(incidentId: string, audience: Audience, chosen: readonly number[]) {
  const agencies = audience === 'chosen' ? chosen.join(',') : ''
  return useQuery({
    queryKey: ['bulletins', incidentId, 'reach', audience, agencies],
    queryFn: ({ signal }) =>
      get<Reach>(`/api/incidents/${incidentId}/bulletins/reach${query({ audience, agencies })}`, signal),
  })
}

/** What is done with a bulletin of an incident; each names the version that was seen. */
export function useBulletinActions(incidentId: string) {
  const kept = {
    onSettled: () => refreshAfter(queryClient, { kind: 'incident', action: 'bulletin', ids: [incidentId] }),
  }
  const create = useAct({
    mutationFn: (body: NewBulletin) => send<BulletinDetail>('POST', `/api/incidents/${incidentId}/bulletins`, body),
    ...kept,
  })
  const edit = useAct({
    mutationFn: ({ id, ...body }: BulletinEdit & { id: string }) =>
      send<BulletinDetail>('PATCH', `/api/bulletins/${id}`, body),
    ...kept,
  })
  const move = useAct({
    mutationFn: ({ id, move: name, ...body }: { id: string; version: number; move: 'ask' | 'withdraw' | 'drop' }) =>
      send<unknown>('POST', `/api/bulletins/${id}/${name}`, body),
    ...kept,
  })
  const giveBack = useAct({
    mutationFn: ({ id, ...body }: { id: string; version: number; reason: string }) =>
      send<unknown>('POST', `/api/bulletins/${id}/return`, body),
    ...kept,
  })
  const issue = useAct({
    mutationFn: ({ id, move: name, ...body }: BulletinSend & { id: string; move: 'approve' | 'send' }) =>
      send<BulletinDetail>('POST', `/api/bulletins/${id}/${name}`, body),
    ...kept,
  })
  const phone = useAct({
    mutationFn: ({ id, ...body }: { id: string; agencyId: number; note: string }) =>
      send<BulletinDetail>('POST', `/api/bulletins/${id}/phoned`, body),
    ...kept,
  })
  return { create, edit, move, giveBack, issue, phone }
}

const settingKey = ['bulletin-setting']

/** Whether a second person approves bulletins, and whether the province has decided that. */
export function useBulletinSetting() {
  return useQuery({
    queryKey: settingKey,
    queryFn: ({ signal }) => get<BulletinSetting>('/api/bulletins/setting', signal),
  })
}

/** Decides whether a second person approves bulletins. */
export function useSetBulletinSetting() {
  return useAct({
    mutationFn: (secondPerson: boolean) => send<BulletinSetting>('POST', '/api/bulletins/setting', { secondPerson }),
    onSuccess: (set) => queryClient.setQueryData(settingKey, set),
  })
}
