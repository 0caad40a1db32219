import { useQuery } from '@tanstack/react-query'
import type { NewRole, PermissionList, RoleEdit } from '../../core/api/places.ts'
import type { Account, Role } from '../../core/api/session.ts'
import { get, query, send } from './client.ts'
import { usePages } from './pages.ts'
import { queryClient } from './query-client.ts'
import { useAct } from './use-act.ts'

/** Every verb there is; those of modules with their words. */
export function usePermissions(enabled = true) {
  return useQuery({
    enabled,
    queryKey: ['permissions'],
    queryFn: ({ signal }) => get<PermissionList>('/api/permissions', signal),
    staleTime: Number.POSITIVE_INFINITY,
  })
}

/** The accounts in sight that hold a role and may sign in. */
export function useRoleHolders(role: string) {
  return usePages<Account>(['accounts', 'role', role], `/api/accounts${query({ role, state: 'active', limit: 100 })}`)
}

/** What the asker may do stands in the session, and may have changed with a role of their own. */
const refresh = () =>
  Promise.all([
    queryClient.invalidateQueries({ queryKey: ['roles'] }),
    queryClient.invalidateQueries({ queryKey: ['session'] }),
  ])

/** Makes a role. */
export function useCreateRole() {
  return useAct({ mutationFn: (role: NewRole) => send<Role>('POST', '/api/roles', role), onSuccess: refresh })
}

/** Edits a role; refused with `role_changed` when somebody did so since. */
export function useEditRole(id: string) {
  return useAct({
    mutationFn: (edit: RoleEdit) => send<Role>('POST', `/api/roles/${id}`, edit),
    onSuccess: refresh,
    onError: refresh,
  })
}

/** Retires a role or brings it back. */
export function useRetireRole(role: Role) {
  const verb = role.retiredAt === null ? 'retire' : 'restore'
  return useAct({
    mutationFn: () => send<Role>('POST', `/api/roles/${role.id}/${verb}`, { version: role.version }),
    onSuccess: refresh,
    onError: refresh,
  })
}
