import { useInfiniteQuery, useMutation } from '@tanstack/react-query'
import type { Alert, AlertLine, AlertLines, LineDone, LineGroup } from '../../core/api/alerts.ts'
import { get, query, send } from './client.ts'
import { refreshAfter } from './live-keys.ts'
import { usePages } from './pages.ts'
import { queryClient } from './query-client.ts'

/** Lines of the inbox: those that are worked on, or one group; of one rule alone where it is named. With the counts of all. */
export function useLines(group?: 'shelved' | 'muted', rule?: string) {
  const list = useInfiniteQuery({
    queryKey: ['alert-lines', group ?? 'work', rule],
    queryFn: ({ pageParam, signal }) => get<AlertLines>(pageParam, signal),
    initialPageParam: `/api/alerts/lines${query({ group, rule })}`,
    getNextPageParam: (page) => page.next ?? undefined,
    staleTime: 0,
  })
  const first = list.data?.pages[0]
  return { list, first, items: list.data?.pages.flatMap((page) => page.items) }
}

/** The alerts of a line that stand in its group. */
export function useLineParts(line: Pick<AlertLine, 'id' | 'group'>) {
  const { id, group } = line
  return usePages<Alert>(['alert-lines', 'parts', id, group], `/api/alerts/lines/${id}${query({ group, limit: 50 })}`)
}

/** What a person may do with a whole line. */
export function useLineActions() {
  const onSuccess = () => refreshAfter(queryClient, { kind: 'alert', action: 'changed', ids: [] })
  const post = (id: string, what: string, body?: object) =>
    send<LineDone>('POST', `/api/alerts/lines/${id}/${what}`, body)
  const take = useMutation({
    mutationFn: ({ id, group }: { id: string; group: LineGroup }) => post(id, 'acknowledge', { group }),
    onSuccess,
  })
  const release = useMutation({ mutationFn: ({ id }: { id: string }) => post(id, 'release'), onSuccess })
  const dismiss = useMutation({
    mutationFn: ({ id, ...body }: { id: string; group: LineGroup; reason: string }) => post(id, 'dismiss', body),
    onSuccess,
  })
  const shelve = useMutation({
    mutationFn: ({ id, ...body }: { id: string; group: LineGroup; reason: string; until: string }) =>
      post(id, 'shelve', body),
    onSuccess,
  })
  const unshelve = useMutation({ mutationFn: ({ id }: { id: string }) => post(id, 'unshelve'), onSuccess })
  return { take, release, dismiss, shelve, unshelve }
}
