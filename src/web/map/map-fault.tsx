import { ApiProblem } from '../api/client.ts'
import { Button } from '../kit/button.tsx'
import { EmptyState } from '../kit/empty-state.tsx'
import { NoRight } from '../kit/error-box.tsx'
import { useProblemText } from '../kit/use-problem-text.ts'
import { useText } from '../text/use-text.ts'

/** Over the map: what of it could not be had, why, and the way to ask for it again. */
export function MapFault({ of, error, onRetry }: { of: 'areas' | 'alerts'; error: Error; onRetry: () => void }) {
  const { t } = useText()
  const problemText = useProblemText()
  const isRefused = error instanceof ApiProblem && error.status === 403
  return (
    <div className="map-fault" role="alert">
      {isRefused ? (
        <NoRight />
      ) : (
        <EmptyState
          icon="warn"
          title={t(of === 'areas' ? 'map.notFetched' : 'map.noAlerts')}
          hint={problemText(error)}
          action={<Button onClick={onRetry}>{t('common.retry')}</Button>}
        />
      )}
    </div>
  )
}
