import { ApiProblem } from '../api/client.ts'
import { EmptyState } from '../kit/empty-state.tsx'
import { ErrorBox } from '../kit/error-box.tsx'
import { useText } from '../text/use-text.ts'

/** Why nothing is shown of a moment: it lies before what is known, or could not be fetched. */
export function PastFault({ error, onRetry }: { error: Error; onRetry: () => void }) {
  const { t } = useText()
  const isBefore = error instanceof ApiProblem && error.code === 'before_past'
  if (isBefore) return <EmptyState icon="clock" title={t('past.unknown')} hint={t('past.unknownHint')} />
  return <ErrorBox error={error} onRetry={onRetry} />
}
