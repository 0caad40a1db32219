import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query'
import type { Alert, AlertDetail, AlertLine, AlertLines } from '../../core/api/alerts.ts'
import type { AreaAmounts } from '../../core/api/area-amounts.ts'
import type { Course } from '../../core/api/assets.ts'
import type { AssetsGeoJson } from '../../core/api/geojson.ts'
import type { DayStrip, PastAsset, PastSummary } from '../../core/api/past.ts'
import type { AreaCounts } from '../../core/api/situation.ts'
import { get, query } from './client.ts'

/** What was does not change; a tab that is left open for a day forgets it all the same. */
const settled = { staleTime: Number.POSITIVE_INFINITY, placeholderData: keepPreviousData }

/** The last `spanS` seconds in slices. */
export function useStrip(spanS: number) {
  return useQuery({
    queryKey: ['strip', spanS],
    queryFn: ({ signal }) => get<DayStrip>(`/api/past/strip${query({ span_s: spanS })}`, signal),
    // Slices end and silences grow without any event.
    refetchInterval: 30_000,
    placeholderData: keepPreviousData,
  })
}

/** The five figures as they were at an instant (ISO); asked for only where there is one. */
export function usePastSummary(at: string | undefined) {
  return useQuery({
    queryKey: ['past', 'summary', at],
    queryFn: ({ signal }) => get<PastSummary>(`/api/past/summary${query({ at })}`, signal),
    enabled: at !== undefined,
    ...settled,
  })
}

/** Assets as they stood on the map at an instant. */
export function usePastPoints(at: string | undefined) {
  return useQuery({
    queryKey: ['past', 'points', at],
    queryFn: ({ signal }) => get<AssetsGeoJson>(`/api/past/points${query({ at })}`, signal),
    enabled: at !== undefined,
    ...settled,
  })
}

/** Lines of the inbox as they were at an instant, of one rule alone where it is named; with the counts of all. */
export function usePastLines(at: string, rule?: string) {
  const list = useInfiniteQuery({
    queryKey: ['past', 'lines', at, rule],
    queryFn: ({ pageParam, signal }) => get<AlertLines>(pageParam, signal),
    initialPageParam: `/api/past/lines${query({ at, rule })}`,
    getNextPageParam: (page) => page.next ?? undefined,
    ...settled,
  })
  return { list, first: list.data?.pages[0], items: list.data?.pages.flatMap((page) => page.items) }
}

/** The alerts of a line as they were at an instant. */
export function usePastParts({ id, group }: Pick<AlertLine, 'id' | 'group'>, at: string) {
  const list = useInfiniteQuery({
    queryKey: ['past', 'parts', id, group, at],
    queryFn: ({ pageParam, signal }) => get<{ items: Alert[]; next: string | null }>(pageParam, signal),
    initialPageParam: `/api/past/lines/${id}${query({ at, group, limit: 50 })}`,
    getNextPageParam: (page) => page.next ?? undefined,
    ...settled,
  })
  return { list, items: list.data?.pages.flatMap((page) => page.items) }
}

/** Open alerts by commune as they were at an instant; asked for only where there is one and the layer is shown. */
export function usePastAreaCounts(at: string | undefined, enabled: boolean) {
  return useQuery({
    queryKey: ['past', 'areas', at],
    queryFn: ({ signal }) => get<AreaCounts>(`/api/past/areas${query({ at })}`, signal),
    enabled: enabled && at !== undefined,
    ...settled,
  })
}

/** What a layer had added up to in each commune at an instant; asked for only where there are both. */
export function usePastAreaAmounts(at: string | undefined, layer: string | undefined) {
  return useQuery({
    queryKey: ['past', 'layer', layer, at],
    queryFn: ({ signal }) => get<AreaAmounts>(`/api/past/layers/${layer}${query({ at })}`, signal),
    enabled: layer !== undefined && at !== undefined,
    ...settled,
  })
}

/** The course of a series from `fromMs` (milliseconds) on, as it was known at an instant. */
export function usePastCourse(asset: string, series: string, fromMs: number, at: string) {
  return useQuery({
    queryKey: ['past', 'course', asset, series, fromMs, at],
    queryFn: ({ signal }) => {
      const from = new Date(fromMs).toISOString()
      return get<Course>(`/api/past/course${query({ asset, series, from, at })}`, signal)
    },
    ...settled,
  })
}

/** An alert as it was at an instant. Fails with 404 where it was not open then. */
export function usePastAlert(id: string, at: string) {
  return useQuery({
    queryKey: ['past', 'alert', id, at],
    queryFn: ({ signal }) => get<AlertDetail>(`/api/past/alerts/${id}${query({ at })}`, signal),
    ...settled,
  })
}

/** An asset as it was at an instant. Fails with 404 where it was not in use then. */
export function usePastAsset(code: string, at: string) {
  return useQuery({
    queryKey: ['past', 'asset', code, at],
    queryFn: ({ signal }) => get<PastAsset>(`/api/past/assets/${encodeURIComponent(code)}${query({ at })}`, signal),
    ...settled,
  })
}
