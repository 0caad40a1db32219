import { useMutation, useQuery } from '@tanstack/react-query'
import type { Agency } from '../../core/api/places.ts'
import type { Account, NewAccount, Role } from '../../core/api/session.ts'
import { get, send } from './client.ts'
import { usePages } from './pages.ts'
import { queryClient } from './query-client.ts'

/** Accounts in sight. */
export function useAccounts(enabled: boolean) {
  return usePages<Account>(['accounts'], '/api/accounts', enabled)
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
  return useMutation({
    mutationFn: (account: NewAccount) => send<Account>('POST', '/api/accounts', account),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['accounts'] }),
  })
}
