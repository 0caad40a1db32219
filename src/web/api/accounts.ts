import { useQuery } from '@tanstack/react-query'
import type { EditAccount } from '../../core/api/accounts.ts'
import type { Agency } from '../../core/api/places.ts'
import type { Account, NewAccount, Role } from '../../core/api/session.ts'
import { get, query, send } from './client.ts'
import { usePages } from './pages.ts'
import { queryClient } from './query-client.ts'
import { useAct } from './use-act.ts'

/** What the list of accounts is narrowed to. */
export interface AccountsShown {
  readonly q?: string | undefined
  readonly agencyId?: number | undefined
  readonly role?: string | undefined
  readonly state?: string | undefined
}

/** Accounts in sight that pass a filter. */
export function useAccounts(filter: AccountsShown) {
  return usePages<Account>(['accounts', 'list', filter], `/api/accounts${query({ ...filter })}`)
}

/** One account. */
export function useAccount(id: number) {
  return useQuery({
    queryKey: ['account', String(id)],
    queryFn: ({ signal }) => get<Account>(`/api/accounts/${id}`, signal),
  })
}

const refresh = (id: number) =>
  Promise.all([
    queryClient.invalidateQueries({ queryKey: ['accounts'] }),
    queryClient.invalidateQueries({ queryKey: ['account', String(id)] }),
    queryClient.invalidateQueries({ queryKey: ['roles'] }),
    queryClient.invalidateQueries({ queryKey: ['session'] }),
  ])

/** Edits an account; refused with `account_changed` when somebody did so since. */
export function useEditAccount(id: number) {
  return useAct({
    mutationFn: (edit: EditAccount) => send<Account>('POST', `/api/accounts/${id}`, edit),
    onSuccess: () => refresh(id),
  })
}

/** Disables an account, lets it sign in again, or sets a first password. */
export function useChangeAccount(id: number, verb: 'disable' | 'enable' | 'password') {
  return useAct({
    mutationFn: (body: object) => send<Account>('POST', `/api/accounts/${id}/${verb}`, body),
    onSuccess: () => refresh(id),
  })
}

/** The accounts in sight to choose one of, by name; the first thousand. */
export function useAccountChoices(enabled: boolean) {
  return useQuery({
    enabled,
    queryKey: ['accounts', 'choices'],
    queryFn: async ({ signal }) => (await get<{ items: Account[] }>('/api/accounts?limit=1000', signal)).items,
  })
}

/** The roles an account can have. */
export function useRoles(enabled = true) {
  return useQuery({
    enabled,
    queryKey: ['roles'],
    queryFn: ({ signal }) => get<{ items: Role[] }>('/api/roles', signal),
    staleTime: 10 * 60_000,
  })
}

/** Every agency of the province: the list a task is addressed from. */
export function useAgencies() {
  return useQuery({
    queryKey: ['agencies'],
    queryFn: async ({ signal }) => (await get<{ items: Agency[] }>('/api/agencies', signal)).items,
    staleTime: 10 * 60_000,
  })
}

/** Creates an account. */
export function useCreateAccount() {
  return useAct({
    mutationFn: (account: NewAccount) => send<Account>('POST', '/api/accounts', account),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['accounts'] }),
  })
}
