import { ApiProblem, send } from '../api/client.ts'
import { queryClient } from '../api/query-client.ts'
import { sessionQuery } from '../api/session.ts'

/** The link's token stands behind `#`, where it is sent to nobody and written into no log. */
export const tokenOf = (hash: string): string | null => /^#([\w-]{20,100})$/.exec(hash)?.[1] ?? null

/** How the screen stands to the centre. */
export type Opening = 'open' | 'revoked' | 'no_link' | 'away'

/**
 * Opens the screen by its link, or by whoever is signed in on this machine. While the centre is away, what was kept on this machine says
 * whose screen it is. Never throws.
 */
export async function openScreen(hash: string): Promise<Opening> {
  const token = tokenOf(hash)
  const shut = (error: unknown): Opening => {
    if (!(error instanceof ApiProblem) || error.status !== 401) return 'away'
    return token ? 'revoked' : 'no_link'
  }
  const opened = token ? await send('POST', '/api/screens/open', { token }).then(() => 'open' as const, shut) : 'open'
  if (opened === 'revoked' || opened === 'no_link') return opened
  // What was asked before the link was opened would answer that nobody is signed in.
  await queryClient.cancelQueries({ queryKey: sessionQuery.queryKey })
  return queryClient.fetchQuery({ ...sessionQuery, staleTime: 0 }).then(() => opened, shut)
}
