import { useParams } from '@tanstack/react-router'
import { Suspense } from 'react'
import { useSession } from '../api/session.ts'
import { NoRight, NotThere } from '../kit/error-box.tsx'
import { Loading } from '../kit/loading.tsx'
import { useTitle } from '../shell/use-title.ts'
import { useText } from '../text/use-text.ts'
import { modulesWeb } from './list-modules.ts'

/** A page that a module brings. */
export function ModulePage() {
  const { t, local } = useText()
  const { module, page } = useParams({ from: '/shell/m/$module/$page' })
  const { holds } = useSession()
  const found = modulesWeb.find(({ id }) => id === module)?.pages.find(({ path }) => path === page)
  useTitle(found ? local(found.title) : t('state.notFound'))
  if (!found) return <NotThere whole />
  if (!holds(found.permission)) return <NoRight rights={[found.permission]} whole />
  return (
    <Suspense fallback={<Loading rows={8} />}>
      <found.component />
    </Suspense>
  )
}
