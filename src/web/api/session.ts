import { queryOptions, useQuery } from '@tanstack/react-query'
import type { Session } from '../../core/api/session.ts'
import type { PlatformPermission } from '../../core/permission.ts'
import { get, send } from './client.ts'
import { tellTabsOfSession } from './live-tabs.ts'
import { queryClient } from './query-client.ts'
import { forgetRecent } from './recent.ts'
import { forgetSignedIn, rememberSignedIn } from './signed-in.ts'

/** Who is signed in. Fails with ApiProblem 401 when nobody is. */
export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: async ({ signal }) => {
    const session = await get<Session>('/api/session', signal)
    if (!session.isScreen) rememberSignedIn()
    return session
  },
  staleTime: 5 * 60_000,
  retry: false,
})

/** Signs in; the session then lives in a cookie the page cannot read. */
export async function signIn(login: string, password: string): Promise<void> {
  await send('POST', '/api/session', { login, password })
  queryClient.clear()
}

/** Signs out and forgets everything that was fetched. */
export async function signOut(): Promise<void> {
  await send('DELETE', '/api/session')
  forgetRecent()
  forgetSignedIn()
  queryClient.clear()
  tellTabsOfSession()
}

/** Changes the password of whoever is signed in. */
export async function changePassword(current: string, next: string): Promise<void> {
  await send('POST', '/api/session/password', { current, next })
  await queryClient.invalidateQueries({ queryKey: ['session'] })
}

/**
 * The signed-in session; `can` says whether an action may be offered, `holds` the same of a verb that a module
 * declares, `covers` whether an agency's rows are in sight. The server
 * decides in the end.
 */
export function useSession() {
  const { data: session } = useQuery(sessionQuery)
  const holds = (permission: string) => session?.permissions.includes(permission) ?? false
  const can = (permission: PlatformPermission) => holds(permission)
  const covers = (agencyId: number) =>
    session?.reach === 'province' || (session?.agencies.some((agency) => agency.id === agencyId) ?? false)
  return { session, can, holds, covers }
}
