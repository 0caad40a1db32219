import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type {
  AddressAnswer,
  Agency,
  AgencyDetail,
  AgencyEffects,
  Area,
  AreaDetail,
  AreaImport,
  AreaImportDetail,
  NewAgency,
  NewAreaImport,
} from '../../core/api/places.ts'
import { get, query, send } from './client.ts'
import { usePages } from './pages.ts'
import { queryClient } from './query-client.ts'
import { useAct } from './use-act.ts'

/** Every agency, with the closed ones when asked for. */
export function useAgencyTree(closed: boolean) {
  return useQuery({
    queryKey: ['agencies', 'tree', closed],
    queryFn: ({ signal }) => get<{ items: Agency[] }>(`/api/agencies?closed=${closed}`, signal),
    placeholderData: keepPreviousData,
  })
}

/** One agency with its names and posts. */
export function useAgency(code: string) {
  return useQuery({
    queryKey: ['agencies', 'one', code],
    queryFn: ({ signal }) => get<AgencyDetail>(`/api/agencies/${encodeURIComponent(code)}`, signal),
  })
}

/** What moving an agency below `parentId` reaches, or closing it; asked anew each time. */
export function useAgencyEffects(code: string, parentId: number | null, enabled = true) {
  return useQuery({
    queryKey: ['agencies', 'effects', code, parentId],
    queryFn: ({ signal }) =>
      get<AgencyEffects>(`/api/agencies/${encodeURIComponent(code)}/effects${query({ parentId })}`, signal),
    enabled,
    staleTime: 0,
  })
}

/** Whose agencies are in sight stands in the session. */
export const refreshAgencies = () =>
  Promise.all([
    queryClient.invalidateQueries({ queryKey: ['agencies'] }),
    queryClient.invalidateQueries({ queryKey: ['first-hour'] }),
    queryClient.invalidateQueries({ queryKey: ['session'] }),
  ])

/** Makes an agency. */
export function useCreateAgency() {
  return useAct({
    mutationFn: (agency: NewAgency) => send<AgencyDetail>('POST', '/api/agencies', agency),
    onSuccess: refreshAgencies,
  })
}

/** Renames, moves or closes an agency, says where it is called, or gives a post in it. */
export function useChangeAgency(code: string, verb: 'rename' | 'phone' | 'move' | 'close' | 'posts') {
  return useAct({
    mutationFn: (body: object) => send<AgencyDetail>('POST', `/api/agencies/${encodeURIComponent(code)}/${verb}`, body),
    onSuccess: refreshAgencies,
  })
}

/** Ends a post in an agency on a day. */
export function useEndPost(code: string, post: number) {
  return useAct({
    mutationFn: (until: string) =>
      send<AgencyDetail>('POST', `/api/agencies/${encodeURIComponent(code)}/posts/${post}/end`, { until }),
    onSuccess: refreshAgencies,
  })
}

/** Areas in force today by name or code. */
export function useAreas(q: string) {
  return usePages<Area>(['areas', 'list', q], `/api/areas${query({ q, limit: 50 })}`)
}

/** One code with its history. */
export function useArea(code: string) {
  return useQuery({
    queryKey: ['areas', 'one', code],
    queryFn: ({ signal }) => get<AreaDetail>(`/api/areas/${code}`, signal),
  })
}

/** Today's communes of an address; nothing is asked while it is empty. */
export function useAddress(address: string) {
  return useQuery({
    queryKey: ['areas', 'address', address],
    queryFn: ({ signal }) => get<AddressAnswer>(`/api/areas/resolve${query({ address })}`, signal),
    enabled: address !== '',
  })
}

/** The lists that were imported, newest first. */
export function useAreaImports(enabled: boolean) {
  return useQuery({
    queryKey: ['areas', 'imports'],
    queryFn: ({ signal }) => get<{ items: AreaImport[] }>('/api/areas/imports', signal),
    enabled,
  })
}

const refreshAreas = () => queryClient.invalidateQueries({ queryKey: ['areas'] })

/** Uploads a list for review. */
export function useReviewAreas() {
  return useAct({
    mutationFn: (list: NewAreaImport) => send<AreaImportDetail>('POST', '/api/areas/imports', list),
    onSuccess: refreshAreas,
  })
}

/** Applies a reviewed list, or takes an applied one back. */
export function useFinishImport(verb: 'apply' | 'undo') {
  return useAct({
    mutationFn: (id: string) => send<AreaImportDetail>('POST', `/api/areas/imports/${id}/${verb}`),
    onSuccess: refreshAreas,
  })
}
