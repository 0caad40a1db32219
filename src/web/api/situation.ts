import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { AreaAmounts, AreaLayerRef } from '../../core/api/area-amounts.ts'
import type { AreasGeoJson, MapAlerts } from '../../core/api/geojson.ts'
import type { AreaCounts, Summary } from '../../core/api/situation.ts'
import type { Thing } from '../../core/api/things.ts'
import { setServerTime } from '../kit/server-clock.ts'
import type { Circle } from '../map/map-view.ts'
import { get, query } from './client.ts'
import { isKept } from './kept.ts'

/** The five figures of the summary strip. Also sets the page's clock by the server's. */
export function useSummary() {
  return useQuery({
    queryKey: ['summary'],
    queryFn: async ({ signal }) => {
      const summary = await get<Summary>('/api/summary', signal)
      // A kept answer tells the time of then.
      if (!isKept()) setServerTime(summary.serverTime)
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

/**
 * The assets that have a position and an alert that fires.
 * @param hide modules that are left out, as `a,b`
 */
export function useMapAlerts(hide: string | undefined) {
  return useQuery({
    queryKey: ['map-alerts', hide],
    queryFn: ({ signal }) => get<MapAlerts>(`/api/map/alerts${query({ hide })}`, signal),
    placeholderData: keepPreviousData,
    refetchInterval: 60_000,
  })
}

/** Open alerts by commune, for the area layer; asked for only while it is shown. */
export function useAreaCounts(enabled: boolean) {
  return useQuery({
    queryKey: ['area-counts'],
    queryFn: ({ signal }) => get<AreaCounts>('/api/alerts/by-area', signal),
    refetchInterval: 60_000,
    enabled,
  })
}

/** The tints of the communes that modules bring. */
export function useAreaLayers(enabled: boolean) {
  return useQuery({
    queryKey: ['area-layers'],
    queryFn: async ({ signal }) => (await get<{ items: AreaLayerRef[] }>('/api/map/layers', signal)).items,
    staleTime: Number.POSITIVE_INFINITY,
    enabled,
  })
}

/** What a layer adds up to in each commune; asked for only where one is shown. */
export function useAreaAmounts(layer: string | undefined) {
  return useQuery({
    queryKey: ['area-amounts', layer],
    queryFn: ({ signal }) => get<AreaAmounts>(`/api/map/layers/${layer}`, signal),
    // Each reading moves it: it is asked for at its own pace.
    refetchInterval: 20_000,
    enabled: layer !== undefined,
  })
}

/** The most that a circle gives at once; the server's own bound. */
export const mostAround = 1_000

/** What is not closed within a circle, nearest first, of every kind and module in sight. */
export function useThingsAround(circle: Circle | undefined) {
  const key = circle && [circle.lon, circle.lat].join()
  return useQuery({
    queryKey: ['things', 'around', key, circle?.radiusM],
    queryFn: ({ signal }) =>
      get<{ items: Thing[] }>(
        `/api/things${query({ near: key, radius_m: circle?.radiusM, open: 'true', limit: mostAround })}`,
        signal,
      ),
    placeholderData: keepPreviousData,
    enabled: circle !== undefined,
  })
}
