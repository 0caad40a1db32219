import { useSession } from '../api/session.ts'

/** Who looks, as the rules of bulletins ask for it; null until that is known. */
export function useAsker() {
  const { session } = useSession()
  return session ? { accountId: session.account.id, permissions: new Set<string>(session.permissions) } : null
}
