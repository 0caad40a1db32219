import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type {
  Asset,
  AssetCounts,
  AssetCredential,
  AssetEdit,
  AssetSending,
  AssetState,
  AssetTypeInfo,
  Course,
  MadeCredential,
  NewAsset,
  ReadingCorrections,
  Readings,
} from '../../core/api/assets.ts'
import type { FormFields } from '../../core/form-field.ts'
import { serverNow } from '../kit/server-clock.ts'
import { get, query, send } from './client.ts'
import { refreshAfter } from './live-keys.ts'
import { useLiveRows } from './live-rows.ts'
import { usePages } from './pages.ts'
import { queryClient } from './query-client.ts'
import { useAct } from './use-act.ts'

/** One asset with its series and their last values. */
export function useAsset(code: string | undefined) {
  return useQuery({
    queryKey: ['asset', code],
    queryFn: ({ signal }) => get<Asset>(`/api/assets/${encodeURIComponent(code ?? '')}`, signal),
    enabled: code !== undefined,
  })
}

/** The course since an instant (milliseconds); the window moves with every fetch, the chart does not blink. */
export function useRecentCourse(asset: string, series: string, fromMs: number, hours: number) {
  return useQuery({
    queryKey: ['readings', asset, series, 'recent', hours],
    queryFn: ({ signal }) => {
      const from = new Date(fromMs).toISOString()
      return get<Course>(`/api/readings/course${query({ asset, series, from })}`, signal)
    },
  })
}

/** Values of the last so many hours that were replaced; `hours` decides what is fetched together. */
export function useCorrections(asset: string, series: string, hours: number) {
  return useQuery({
    queryKey: ['readings', asset, series, 'corrections', hours],
    queryFn: ({ signal }) => {
      const from = new Date(serverNow() - hours * 3_600_000).toISOString()
      return get<ReadingCorrections>(`/api/readings/corrections${query({ asset, series, from })}`, signal)
    },
  })
}

/** Readings since an instant (milliseconds) that moves with every reading: as {@link useRecentCourse}, one answer stands until the next. */
export function useReadingsSince(asset: string, series: string, fromMs: number | null) {
  return useQuery({
    queryKey: ['readings', asset, series, 'since'],
    queryFn: ({ signal }) => {
      const from = new Date(fromMs ?? 0).toISOString()
      return get<Readings>(`/api/readings${query({ asset, series, from, limit: 500 })}`, signal)
    },
    enabled: fromMs !== null,
  })
}

/** Readings between two instants. */
export function useReadingsBetween(asset: string, series: string, from: string | undefined, to: string | undefined) {
  return useQuery({
    queryKey: ['readings', asset, series, from, to],
    queryFn: ({ signal }) => get<Readings>(`/api/readings${query({ asset, series, from, to, limit: 500 })}`, signal),
    enabled: from !== undefined && to !== undefined,
  })
}

/** A kind of asset as the page works with it: the contract leaves declarations as plain JSON. */
export interface AssetKind extends Omit<AssetTypeInfo, 'fields'> {
  readonly fields: FormFields
}

/** Every kind of asset with how many there are; silence passes without any event, so it is asked for anew now and then. */
export function useAssetKinds() {
  return useQuery({
    queryKey: ['asset-types'],
    queryFn: async ({ signal }) => {
      const { items } = await get<{ items: AssetTypeInfo[] }>('/api/asset-types', signal)
      // The server sends the declarations it was built from; `FormFields` is their type on both sides.
      return items as unknown as AssetKind[]
    },
    refetchInterval: 30_000,
  })
}

export interface AssetFilter {
  readonly type?: string | undefined
  readonly q?: string | undefined
  readonly agency?: number | undefined
  readonly state?: AssetState | undefined
  readonly sort?: string | undefined
}

/** Assets that pass a filter, page by page, kept up to date while they are shown. */
export function useAssets(filter: AssetFilter, limit = 100) {
  const key = ['assets', 'list', filter, limit]
  const { list, items } = usePages<Asset>(key, `/api/assets${query({ ...filter, limit })}`)
  // A row may stand on two pages where it moved between them.
  const rows = items && [...new Map(items.map((asset) => [asset.code, asset])).values()]
  useLiveRows(key, rows)
  return { list, items: rows }
}

/** How many assets stand how, of those that pass a filter without its state. */
export function useAssetCounts({ state: _, sort: __, ...filter }: AssetFilter) {
  return useQuery({
    queryKey: ['assets', 'counts', filter],
    queryFn: ({ signal }) => get<AssetCounts>(`/api/assets/counts${query({ ...filter })}`, signal),
    placeholderData: keepPreviousData,
    refetchInterval: 30_000,
  })
}

const at = (code: string) => `/api/assets/${encodeURIComponent(code)}`

/** What a person may do with assets. */
export function useAssetActions() {
  const after = (_: unknown, { code }: { code: string }) =>
    refreshAfter(queryClient, { kind: 'asset', action: 'changed', ids: [code] })
  const create = useAct({
    mutationFn: (asset: NewAsset) => send<Asset>('POST', '/api/assets', asset),
    onSuccess: after,
  })
  const edit = useAct({
    mutationFn: ({ code, ...body }: AssetEdit & { code: string }) => send<Asset>('PATCH', at(code), body),
    onSuccess: after,
  })
  const retire = useAct({
    mutationFn: ({ code, ...body }: { code: string; version: number; reason: string }) =>
      send<Asset>('POST', `${at(code)}/retire`, body),
    onSuccess: after,
  })
  const restore = useAct({
    mutationFn: ({ code, version }: { code: string; version: number }) =>
      send<Asset>('POST', `${at(code)}/restore`, { version }),
    onSuccess: after,
  })
  return { create, edit, retire, restore }
}

/** What devices of an asset sign in with, without the secrets. */
export function useCredentials(code: string, enabled: boolean) {
  return useQuery({
    queryKey: ['asset', code, 'credentials'],
    queryFn: ({ signal }) => get<{ items: AssetCredential[] }>(`${at(code)}/credentials`, signal),
    enabled,
  })
}

/** How a device of an asset reaches the centre, for whoever may connect it. */
export function useSending(code: string, enabled: boolean) {
  return useQuery({
    queryKey: ['sending', code],
    queryFn: ({ signal }) => get<AssetSending>(`${at(code)}/sending`, signal),
    enabled,
  })
}

/** Makes what a device signs in with, or renews its secret. */
export function useGiveCredential(code: string) {
  return useAct({
    mutationFn: (name: string) => send<MadeCredential>('POST', `${at(code)}/credentials`, { name }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['asset', code, 'credentials'] }),
  })
}
