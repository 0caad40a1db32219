import type { AsyncRouteComponent } from '@tanstack/react-router'
import type { PlatformPermission } from '../../core/permission.ts'
import { useSession } from '../api/session.ts'
import { NoRight } from '../kit/error-box.tsx'
import { useText } from '../text/use-text.ts'
import { useTitle } from './use-title.ts'

function WithoutRight() {
  const { t } = useText()
  useTitle(t('state.forbidden'))
  return <NoRight whole />
}

/** A page for those who have a right. To others it says who gives it, and asks the server for nothing. */
export function withRight(
  permission: PlatformPermission,
  Page: AsyncRouteComponent<object>,
): AsyncRouteComponent<object> {
  function PageWithRight() {
    const { session, can } = useSession()
    return session && !can(permission) ? <WithoutRight /> : <Page />
  }
  // The router fetches a page before it leaves the one before.
  return Object.assign(PageWithRight, { ...(Page.preload ? { preload: Page.preload } : {}) })
}
