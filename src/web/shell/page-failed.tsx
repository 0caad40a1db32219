import { Link } from '@tanstack/react-router'
import { Button } from '../kit/button.tsx'
import { EmptyState } from '../kit/empty-state.tsx'
import { useText } from '../text/use-text.ts'

/** Shown instead of a page that failed to draw: what happened, and a way on. */
export function PageFailed({ error }: { error: Error }) {
  const { t } = useText()
  return (
    <main id="main" role="alert">
      <EmptyState
        icon="warn"
        title={t('error.page')}
        hint={`${t('error.pageHint')} ${error.message}`}
        action={<Button onClick={() => window.location.reload()}>{t('error.reload')}</Button>}
      />
    </main>
  )
}

/** Shown for an address that does not exist. */
export function NotFoundPage() {
  const { t } = useText()
  return (
    <main id="main">
      <h1 className="visually-hidden">{t('state.notFound')}</h1>
      <EmptyState
        icon="minus"
        title={t('state.notFound')}
        hint={t('state.notFoundHint')}
        action={
          <Link to="/" className="btn btn-plain">
            {t('state.goHome')}
          </Link>
        }
      />
    </main>
  )
}
