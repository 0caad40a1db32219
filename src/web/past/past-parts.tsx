import type { Alert, AlertLine } from '../../core/api/alerts.ts'
import { usePastParts } from '../api/past.ts'
import { Button } from '../kit/button.tsx'
import { ErrorBox } from '../kit/error-box.tsx'
import { formatDateTime } from '../kit/format.ts'
import { Loading } from '../kit/loading.tsx'
import { Mark } from '../kit/mark.tsx'
import { useWords } from '../kit/use-words.ts'
import { useText } from '../text/use-text.ts'

/** The alerts of a line as they stood at `at` (ISO), each with how long the centre had known of it by then. */
export function PastParts(props: { line: AlertLine; at: string; onOpen: (alert: Pick<Alert, 'id'>) => void }) {
  const { line, at, onOpen } = props
  const { t, local } = useText()
  const { duration } = useWords()
  const { list, items } = usePastParts(line, at)
  const atMs = Date.parse(at)
  return (
    <div className={`line-parts${list.isPlaceholderData ? ' past-waits' : ''}`}>
      {list.isPending && <Loading rows={3} />}
      {list.error && !items && <ErrorBox error={list.error} onRetry={() => list.refetch()} />}
      <ul aria-label={t('line.parts')}>
        {items?.map((alert) => (
          <li key={alert.id} className="line-part">
            <Mark kind={alert.severity} held={alert.handling !== 'new'} label={false} size={14} />
            <button type="button" className="link prose" onClick={() => onOpen(alert)}>
              {local(alert.title)}
            </button>
            <time dateTime={alert.raisedAt} title={formatDateTime(alert.raisedAt)}>
              {duration(Math.max(0, atMs - Date.parse(alert.raisedAt)))}
            </time>
          </li>
        ))}
      </ul>
      {list.hasNextPage && <Button onClick={() => list.fetchNextPage()}>{t('common.more')}</Button>}
    </div>
  )
}
