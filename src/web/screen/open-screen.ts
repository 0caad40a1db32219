import { ApiProblem, send } from '../api/client.ts'
import { queryClient } from '../api/query-client.ts'
import { sessionQuery } from '../api/session.ts'

/** The link's token stands behind `#`, where it is sent to nobody and written into no log. */
export const tokenOf = (hash: string): string | null => /^#([\w-]{20,100})$/.exec(hash)?.[1] ?? null

/** How the screen stands to the centre. */
export type Opening = 'open' | 'revoked' | 'no_link' | 'away'

/** Opens the screen by its link, or by whoever is signed in on this machine. Never throws. */
export async function openScreen(hash: string): Promise<Opening> {
  const token = tokenOf(hash)
  try {
    if (token) await send('POST', '/api/screens/open', { token })
    // What was asked before the link was opened would answer that nobody is signed in.
    await queryClient.cancelQueries({ queryKey: sessionQuery.queryKey })
    await queryClient.fetchQuery({ ...sessionQuery, staleTime: 0 })
    return 'open'
  } catch (error) {
    if (!(error instanceof ApiProblem) || error.status !== 401) return 'away'
    return token ? 'revoked' : 'no_link'
  }
}

/** The page's own first script, by whose name a new version of the centre is known. */
const scriptOf = (html: string): string | null => /src="(\/assets\/[^"]+\.js)"/.exec(html)?.[1] ?? null

/** Whether the centre now serves another version of the page than this one; false while it does not answer. */
export async function isOutdated(): Promise<boolean> {
  const own = document.querySelector<HTMLScriptElement>('script[type="module"][src]')?.getAttribute('src') ?? null
  try {
    const answer = await fetch('/', { cache: 'no-store' })
    const served = answer.ok ? scriptOf(await answer.text()) : null
    return own !== null && served !== null && served !== own
  } catch {
    return false
  }
}
