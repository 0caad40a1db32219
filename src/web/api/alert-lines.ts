import { useInfiniteQuery, useMutation } from '@tanstack/react-query'
import { useEffect } from 'react'
import type { Alert, AlertLine, AlertLines, LineDone, LineGroup } from '../../core/api/alerts.ts'
import { get, query, send } from './client.ts'
import { watchChanges } from './live.ts'
import { refreshAfter } from './live-keys.ts'
import { usePages } from './pages.ts'
import { queryClient } from './query-client.ts'

/** In a storm lines are fetched at most that often. */
const pauseMs = 1_000

/** Starts to fetch anew what lines are on screen. */
export function refreshLines(): void {
  void queryClient.invalidateQueries({ queryKey: ['alert-lines'] })
}

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

/** Fetches lines anew when alerts change: at once, then at most once a second. */
export function useLiveLines(): void {
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    let isDue = false
    const rest = () => {
      timer = undefined
      if (isDue) act()
    }
    function act() {
      isDue = false
      refreshLines()
      timer = setTimeout(rest, pauseMs)
    }
    const stop = watchChanges(({ kind }) => {
      if (kind !== 'alert' && kind !== 'incident' && kind !== 'task') return
      if (timer === undefined) act()
      else isDue = true
    })
    return () => {
      stop()
      clearTimeout(timer)
    }
  }, [])
}

/** The alerts of a line that stand in its group. */
export function useLineParts(line: Pick<AlertLine, 'id' | 'group'>) {
  const { id, group } = line
  return usePages<Alert>(['alert-lines', 'parts', id, group], `/api/alerts/lines/${id}${query({ group, limit: 50 })}`)
}

/** What a person may do with a whole line. */
export function useLineActions() {
  const onSuccess = () => {
    refreshAfter(queryClient, { kind: 'alert', action: 'changed', ids: [] })
    refreshLines()
  }
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
