import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { FoundGroup, SearchAnswer } from '../../core/api/search.ts'
import { get, query } from './client.ts'

/** How many of one group are shown when only it is searched. */
export const wholeGroup = 50

/** Everything that has the words of `q`; while other words are asked for, what was found last stays. */
export function useFound(q: string, group: FoundGroup | undefined) {
  return useQuery({
    queryKey: ['search', q, group],
    queryFn: ({ signal }) =>
      get<SearchAnswer>(`/api/search${query({ q, group, limit: group ? wholeGroup : undefined })}`, signal),
    enabled: q !== '',
    placeholderData: keepPreviousData,
    staleTime: 10_000,
    gcTime: 60_000,
    retry: false,
  })
}
