import { Link } from '@tanstack/react-router'
import { ApiProblem } from '../api/client.ts'
import { useSession } from '../api/session.ts'
import { useText } from '../text/use-text.ts'
import { Button } from './button.tsx'
import { EmptyState } from './empty-state.tsx'
import { useProblemText } from './use-problem-text.ts'

/** What failed and how to go on: no right, not found, or failed with a way to try again. */
export function ErrorBox({ error, onRetry }: { error: Error; onRetry?: () => void }) {
  const { t } = useText()
  const { session } = useSession()
  const problemText = useProblemText()
  const status = error instanceof ApiProblem ? error.status : undefined
  const home = (
    <Link to="/" className="btn btn-plain">
      {t('state.goHome')}
    </Link>
  )
  if (status === 403) {
    const hint = t('state.forbiddenHint', { agency: session?.agency.name ?? '' })
    return <EmptyState icon="lock" title={t('state.forbidden')} hint={hint} action={home} />
  }
  // What is asked for stands in the address: one that does not fit leads nowhere, and the server's sentence is for programmers.
  if (status === 404 || status === 400) {
    return <EmptyState icon="minus" title={t('state.notFound')} hint={t('state.notFoundHint')} action={home} />
  }
  return (
    <div role="alert">
      <EmptyState
        icon="warn"
        title={t('error.title')}
        hint={problemText(error)}
        action={onRetry && <Button onClick={onRetry}>{t('common.retry')}</Button>}
      />
    </div>
  )
}
