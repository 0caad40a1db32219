import './sign-in.css'
import { Link } from '@tanstack/react-router'
import { Button } from '../kit/button.tsx'
import { EmptyState } from '../kit/empty-state.tsx'
import { useText } from '../text/use-text.ts'
import { EntryFrame } from './entry-frame.tsx'

/** Shown instead of a page that failed to draw: what happened, and a way on. */
export function PageFailed({ error }: { error: Error }) {
  const { t } = useText()
  return (
    <main id="main" role="alert">
      <EmptyState
        icon="warn"
        whole
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
    <EntryFrame title={t('state.notFound')}>
      <p>{t('state.notFoundHint')}</p>
      <Link to="/" className="btn btn-primary">
        {t('state.goHome')}
      </Link>
    </EntryFrame>
  )
}
