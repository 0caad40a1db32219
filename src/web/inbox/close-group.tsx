import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Calmed, CloseCalmed, LineClosed } from '../../core/api/alerts.ts'
import { get, query, send } from '../api/client.ts'
import { refreshAfter } from '../api/live-keys.ts'
import { queryClient } from '../api/query-client.ts'
import { useAct } from '../api/use-act.ts'
import { Button } from '../kit/button.tsx'
import { Loading } from '../kit/loading.tsx'
import { TextDialog } from '../kit/text-dialog.tsx'
import { useText } from '../text/use-text.ts'
import { isNarrow, type LineFilter } from './line-filter.ts'
import { useSayClosed } from './use-close.ts'

interface Which {
  readonly rule: string | undefined
  readonly filter: LineFilter
}

/** Says how many alerts will be closed and how many are left to their incidents, and closes those and no others. */
function CloseGroupDialog({ rule, filter, onClose }: Which & { onClose: () => void }) {
  const { t } = useText()
  const sayClosed = useSayClosed()
  const counted = useQuery({
    queryKey: ['calmed', rule, filter],
    queryFn: ({ signal }) => get<Calmed>(`/api/alerts/calmed${query({ rule, ...filter })}`, signal),
    // What is told stays as it was told: only that is closed.
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  })
  const close = useAct({
    mutationFn: (body: CloseCalmed) => send<LineClosed>('POST', '/api/alerts/calmed/close', body),
    onSuccess: (closed) => {
      refreshAfter(queryClient, { kind: 'alert', action: 'changed', ids: [] })
      sayClosed(closed)
      onClose()
    },
  })
  const { data } = counted
  const submit = (note: string) => {
    if (data) close.mutate({ rule, ...filter, by: data.at, ...(note ? { note } : {}) })
  }
  return (
    <TextDialog
      title={t('line.closeGroupTitle')}
      label={t('alert.closeNote')}
      hint={t('alert.closeHint')}
      missing=""
      optional
      submit={data ? t('line.closeAll', { n: data.closable }) : t('line.closeGroup')}
      pending={close.isPending}
      blocked={!data || data.closable === 0}
      error={close.error ?? counted.error}
      onSubmit={submit}
      onClose={onClose}
    >
      {!data && !counted.error && <Loading rows={1} />}
      {data && (
        <p className="prose">
          {data.closable > 0 ? t('line.closeGroupMany', { n: data.closable }) : t('line.closeGroupNone')}{' '}
          {data.inIncident > 0 && t('line.closeGroupLeft', { n: data.inIncident })}{' '}
          {(isNarrow(filter) || rule !== undefined) && t('line.closeGroupNarrow')}
        </p>
      )}
    </TextDialog>
  )
}

/** Closes all that has calmed, as the inbox is narrowed, once that is confirmed. */
export function CloseGroup(which: Which) {
  const { t } = useText()
  const [isAsking, setAsking] = useState(false)
  return (
    <>
      <Button small onClick={() => setAsking(true)}>
        {t('line.closeGroup')}
      </Button>
      {isAsking && <CloseGroupDialog {...which} onClose={() => setAsking(false)} />}
    </>
  )
}
