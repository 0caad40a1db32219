import { Link, useLocation } from '@tanstack/react-router'
import { lazy, Suspense } from 'react'
import { ApiProblem } from '../api/client.ts'
import { withLateTexts } from '../text/i18n.ts'
import { useText } from '../text/use-text.ts'
import { Button } from './button.tsx'
import { EmptyState } from './empty-state.tsx'
import { useProblemText } from './use-problem-text.ts'

/** The way to the situation page; nothing on that page itself. */
function HomeLink() {
  const { t } = useText()
  const isHome = useLocation({ select: ({ pathname }) => pathname === '/' })
  if (isHome) return null
  return (
    <Link to="/" className="btn btn-plain">
      {t('state.goHome')}
    </Link>
  )
}

/** Shown for what is not there, or is not the asker's to see: both read the same. */
export function NotThere({ whole = false }: { whole?: boolean }) {
  const { t } = useText()
  const [title, hint] = [t('state.notFound'), t('state.notFoundHint')]
  return <EmptyState icon="search" title={title} hint={hint} action={<HomeLink />} whole={whole} />
}

// The names of rights are among the texts that come late.
const LateNoRight = lazy(() => withLateTexts(import('./no-right.tsx')).then((m) => ({ default: m.NoRight })))

/** Shown where an account has no right: which one it lacks (any one of `rights` is enough), and whom to ask for it. */
export const NoRight = (props: { rights?: readonly string[]; error?: Error; whole?: boolean }) => (
  <Suspense>
    <LateNoRight {...props} home={<HomeLink />} />
  </Suspense>
)

/** What failed and how to go on: no right, not found, or failed with a way to try again. `whole`: it stands instead of a page. */
export function ErrorBox({ error, onRetry, whole = false }: { error: Error; onRetry?: () => void; whole?: boolean }) {
  const { t } = useText()
  const problemText = useProblemText()
  const status = error instanceof ApiProblem ? error.status : undefined
  if (status === 403) return <NoRight error={error} whole={whole} />
  // What is asked for stands in the address: one that does not fit leads nowhere, and the server's sentence is for programmers.
  if (status === 404 || status === 400) return <NotThere whole={whole} />
  return (
    <div role="alert">
      <EmptyState
        icon="warn"
        title={t('error.title')}
        hint={problemText(error)}
        whole={whole}
        action={onRetry && <Button onClick={onRetry}>{t('common.retry')}</Button>}
      />
    </div>
  )
}
