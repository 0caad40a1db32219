import { useQuery } from '@tanstack/react-query'
import type { HandlingLimit } from '../../core/api/alerts.ts'
import type { RuleChoices, RuleEdit, RuleRow, RuleTrial, RuleVersionRow, TrialResult } from '../../core/api/rules.ts'
import type { RuleDefinition } from '../../core/rule.ts'
import { get, send } from './client.ts'
import { queryClient } from './query-client.ts'
import { useAct } from './use-act.ts'

type Limits = { items: HandlingLimit[] }
const limitsKey = ['handling-limits']

const freshList = () => get<{ items: RuleRow[] }>('/api/rules')

/** Every alert rule. */
export function useRules() {
  return useQuery({
    queryKey: ['rules'],
    queryFn: ({ signal }) => get<{ items: RuleRow[] }>('/api/rules', signal),
  })
}

/** What a rule can be about. */
export function useRuleChoices() {
  return useQuery({
    queryKey: ['rule-choices'],
    queryFn: ({ signal }) => get<RuleChoices>('/api/rules/choices', signal),
  })
}

/** Until when alerts must be done, the worst severity first. */
export function useHandlingLimits() {
  return useQuery({
    queryKey: limitsKey,
    queryFn: ({ signal }) => get<Limits>('/api/alerts/limits', signal),
  })
}

/** Sets the term of alerts of one severity that begin from now on. */
export function useSetHandlingLimit() {
  return useAct({
    mutationFn: ({ severity, term }: Pick<HandlingLimit, 'severity' | 'term'>) =>
      send<Limits>('POST', `/api/alerts/limits/${severity}`, term),
    onSuccess: (limits) => queryClient.setQueryData(limitsKey, limits),
  })
}

/** Every version of one rule, newest first. */
export function useRuleVersions(rule: RuleRow) {
  return useQuery({
    queryKey: ['rule', String(rule.id), rule.version],
    queryFn: ({ signal }) => get<{ items: RuleVersionRow[] }>(`/api/rules/${rule.id}/versions`, signal),
  })
}

/** One rule as it is now, past what is kept in the page. */
export async function fetchRule(id: number): Promise<RuleRow | undefined> {
  const { items } = await freshList()
  return items.find((rule) => rule.id === id)
}

const onSuccess = () => queryClient.invalidateQueries({ queryKey: ['rules'] })

/** What may be done to rules. */
export function useRuleActions() {
  const add = useAct({
    mutationFn: (body: { definition: RuleDefinition; enabled: boolean; why: string }) =>
      send<RuleRow>('POST', '/api/rules', body),
    onSuccess,
  })
  const edit = useAct({
    mutationFn: ({ id, ...body }: RuleEdit & { id: number }) => send<RuleRow>('POST', `/api/rules/${id}`, body),
    onSuccess,
  })
  const answer = useAct({
    mutationFn: ({ id, ...body }: { id: number; version: number; take: boolean }) =>
      send<RuleRow>('POST', `/api/rules/${id}/default`, body),
    onSuccess,
  })
  return { add, edit, answer }
}

/** Tries a draft on the past days. */
export function useRuleTrial() {
  return useAct({ mutationFn: (body: RuleTrial) => send<TrialResult>('POST', '/api/rules/try', body) })
}
