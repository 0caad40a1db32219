import { useQuery } from '@tanstack/react-query'
import type { AuditChoices, AuditRow, AuditSeal, AuditVerification } from '../../core/api/audit.ts'
import { get, query, send } from './client.ts'
import { usePages } from './pages.ts'
import { queryClient } from './query-client.ts'
import { useAct } from './use-act.ts'

/** Which rows are shown; instants as the API takes them. */
export interface ShownAudit {
  readonly actor?: number | undefined
  readonly action?: string | undefined
  readonly kind?: string | undefined
  readonly from?: string | undefined
  readonly to?: string | undefined
}

/** Rows that pass, newest first. */
export const useAudit = (filter: ShownAudit) =>
  usePages<AuditRow>(['audit', 'list', filter], `/api/audit${query({ ...filter })}`)

/** What occurs in the rows in sight. */
export const useAuditChoices = () =>
  useQuery({
    queryKey: ['audit', 'choices'],
    queryFn: ({ signal }) => get<AuditChoices>('/api/audit/choices', signal),
  })

/** How far the audit is sealed. No event tells of it: it is asked again. */
export const useAuditSeal = () =>
  useQuery({
    queryKey: ['audit', 'seal'],
    queryFn: ({ signal }) => get<AuditSeal>('/api/audit/seal', signal),
    refetchInterval: 10_000,
  })

/** Looks at the whole chain again. */
export const useAuditCheck = () =>
  useAct({
    mutationFn: () => send<AuditVerification>('POST', '/api/audit/verify'),
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['audit', 'seal'] }),
  })
