import { useEffect } from 'react'
import { isPageOfThing, rememberRecent } from '../api/recent.ts'
import { useSession } from '../api/session.ts'
import { useText } from '../text/use-text.ts'

/** Names the page in the browser's title and history, and the page of a thing among what was looked at last. */
export function useTitle(page: string): void {
  const { t } = useText()
  const { session } = useSession()
  const account = session?.account.id
  useEffect(() => {
    document.title = t('app.title', { page })
    const { pathname } = location
    if (account !== undefined && isPageOfThing(pathname)) rememberRecent(account, { address: pathname, title: page })
  }, [t, page, account])
}
