import { useQuery } from '@tanstack/react-query'
import type { Asset, Readings } from '../../core/api/assets.ts'
import { get, query } from './client.ts'

/** One asset with its series and their last values. */
export function useAsset(code: string | undefined) {
  return useQuery({
    queryKey: ['asset', code],
    queryFn: ({ signal }) => get<Asset>(`/api/assets/${encodeURIComponent(code ?? '')}`, signal),
    enabled: code !== undefined,
  })
}

/** The newest readings since an instant (milliseconds); the window moves with every fetch, the chart does not blink. */
export function useRecentReadings(asset: string, series: string, fromMs: number) {
  return useQuery({
    queryKey: ['readings', asset, series, 'recent'],
    queryFn: ({ signal }) => {
      const from = new Date(fromMs).toISOString()
      return get<Readings>(`/api/readings${query({ asset, series, from, limit: 10_000 })}`, signal)
    },
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
