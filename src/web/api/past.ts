import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query'
import type { AlertDetail, AlertLines } from '../../core/api/alerts.ts'
import type { AssetsGeoJson } from '../../core/api/geojson.ts'
import type { DayStrip, PastAsset, PastSummary } from '../../core/api/past.ts'
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
