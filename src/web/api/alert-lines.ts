import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type {
  Alert,
  AlertDetail,
  AlertLine,
  AlertLines,
  LineClosed,
  LineDone,
  LineGroup,
} from '../../core/api/alerts.ts'
import type { LineFilter } from '../inbox/line-filter.ts'
import { get, query, send } from './client.ts'
import { refreshAfter } from './live-keys.ts'
import { usePages } from './pages.ts'
import { queryClient } from './query-client.ts'
import { useAct } from './use-act.ts'

/** How many lines are on screen at once, from step to step: renewed with one question however many they are. */
const amounts = [100, 300, 1_000] as const

/**
 * Lines of the inbox, the most urgent first: those that are worked on, or one group; of one rule alone where it is named, and those that the
 * filter leaves. With the counts of all of these. `more` shows the next step; it is undefined where all are shown, or as many as are shown at most.
 */
export function useLines(group?: 'shelved' | 'muted', rule?: string, filter: LineFilter = {}) {
  const what = JSON.stringify([group, rule, filter])
  const [wanted, setWanted] = useState({ what, step: 0 })
  const step = wanted.what === what ? wanted.step : 0
  const limit = amounts[step] ?? amounts[0]
  const list = useQuery({
    queryKey: ['alert-lines', group ?? 'work', rule, limit, filter],
    queryFn: ({ signal }) => get<AlertLines>(`/api/alerts/lines${query({ group, rule, limit, ...filter })}`, signal),
    staleTime: 0,
    // While more are fetched those that stand stay.
    placeholderData: (before, asked) =>
      asked?.queryKey[1] === (group ?? 'work') && asked.queryKey[2] === rule ? before : undefined,
  })
  const hasMore = list.data?.next != null
  const more = hasMore && step + 1 < amounts.length ? () => setWanted({ what, step: step + 1 }) : undefined
  return { list, page: list.data, items: list.data?.items, hasMore, more }
}

/** The alerts of a line that stand in its group. */
export function useLineParts(line: Pick<AlertLine, 'id' | 'group'>) {
  const { id, group } = line
  return usePages<Alert>(['alert-lines', 'parts', id, group], `/api/alerts/lines/${id}${query({ group, limit: 50 })}`)
}

/** What is closed: an alert, or what has calmed of the line it stands for. */
export interface Closing {
  readonly alert: Pick<Alert, 'id' | 'title'>
  readonly line: Pick<AlertLine, 'id' | 'group' | 'closable'> | undefined
}

/** What a person may do with a whole line. */
export function useLineActions() {
  const onSuccess = () => refreshAfter(queryClient, { kind: 'alert', action: 'changed', ids: [] })
  const post = (id: string, what: string, body?: object) =>
    send<LineDone>('POST', `/api/alerts/lines/${id}/${what}`, body)
  const take = useAct({
    mutationFn: ({ id, group, comment }: { id: string; group: LineGroup; comment?: string }) =>
      post(id, 'acknowledge', comment === undefined ? { group } : { group, comment }),
    onSuccess,
  })
  const release = useAct({ mutationFn: ({ id }: { id: string }) => post(id, 'release'), onSuccess })
  const dismiss = useAct({
    mutationFn: ({ id, ...body }: { id: string; group: LineGroup; reason: string }) => post(id, 'dismiss', body),
    onSuccess,
  })
  const shelve = useAct({
    mutationFn: ({ id, ...body }: { id: string; group: LineGroup; reason: string; until: string }) =>
      post(id, 'shelve', body),
    onSuccess,
  })
  const close = useAct({
    mutationFn: async ({ alert, line, note }: Closing & { note?: string }): Promise<LineClosed> => {
      const words = note ? { note } : {}
      if (line) return send<LineClosed>('POST', `/api/alerts/lines/${line.id}/close`, { group: line.group, ...words })
      const { doneAt } = await send<AlertDetail>('POST', `/api/alerts/${alert.id}/close`, words)
      return { changed: 1, left: 0, at: doneAt ?? '' }
    },
    onSuccess,
  })
  /** Takes back a closing, of an alert, a line or a group, named by its moment. */
  const reopen = useAct({
    mutationFn: (at: string) => send<LineDone>('POST', '/api/alerts/reopen', { at }),
    onSuccess,
  })
  const unshelve = useAct({ mutationFn: ({ id }: { id: string }) => post(id, 'unshelve'), onSuccess })
  return { take, release, close, reopen, dismiss, shelve, unshelve }
}
