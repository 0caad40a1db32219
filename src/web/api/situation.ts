import { useQuery } from '@tanstack/react-query'
import type { AreasGeoJson, AssetsGeoJson } from '../../core/api/geojson.ts'
import type { Summary } from '../../core/api/situation.ts'
import { setServerTime } from '../kit/server-clock.ts'
import { get } from './client.ts'

/** The five figures of the summary strip. Also sets the page's clock by the server's. */
export function useSummary() {
  return useQuery({
    queryKey: ['summary'],
    queryFn: async ({ signal }) => {
      const summary = await get<Summary>('/api/summary', signal)
      setServerTime(summary.serverTime)
      return summary
    },
    // Deadlines and silence pass without any event.
    refetchInterval: 30_000,
  })
}

/** The communes of the province; they change once in years. */
export function useAreas() {
  return useQuery({
    queryKey: ['areas'],
    queryFn: ({ signal }) => get<AreasGeoJson>('/api/areas.geojson', signal),
    staleTime: Number.POSITIVE_INFINITY,
  })
}

/** The assets that have a position, with their worst open alert. */
export function useAssetPoints() {
  return useQuery({
    queryKey: ['asset-points'],
    queryFn: ({ signal }) => get<AssetsGeoJson>('/api/assets.geojson', signal),
    refetchInterval: 60_000,
  })
}
