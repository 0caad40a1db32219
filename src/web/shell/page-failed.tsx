import { Button } from '../kit/button.tsx'
import { EmptyState } from '../kit/empty-state.tsx'
import { NotThere } from '../kit/error-box.tsx'
import { useText } from '../text/use-text.ts'

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
  return (
    <main id="main">
      <NotThere whole />
    </main>
  )
}
