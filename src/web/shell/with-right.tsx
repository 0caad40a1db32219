import type { AsyncRouteComponent } from '@tanstack/react-router'
import type { PlatformPermission } from '../../core/permission.ts'
import { useSession } from '../api/session.ts'
import { NoRight } from '../kit/error-box.tsx'
import { useText } from '../text/use-text.ts'
import { useTitle } from './use-title.ts'

function WithoutRight({ right }: { right: string }) {
  const { t } = useText()
  useTitle(t('state.forbidden'))
  return <NoRight rights={[right]} whole />
}

/** A page for those who have a right. To others it says which one it is and whom to ask, and asks the server for nothing. */
export function withRight(
  permission: PlatformPermission,
  Page: AsyncRouteComponent<object>,
): AsyncRouteComponent<object> {
  function PageWithRight() {
    const { session, can } = useSession()
    return session && !can(permission) ? <WithoutRight right={permission} /> : <Page />
  }
  // The router fetches a page before it leaves the one before.
  return Object.assign(PageWithRight, { ...(Page.preload ? { preload: Page.preload } : {}) })
}
