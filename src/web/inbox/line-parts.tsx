import { lazy, Suspense, useState } from 'react'
import type { Alert, AlertLine } from '../../core/api/alerts.ts'
import { useLineParts } from '../api/alert-lines.ts'
import { useSession } from '../api/session.ts'
import { Since } from '../kit/age.tsx'
import { Button } from '../kit/button.tsx'
import { ErrorBox } from '../kit/error-box.tsx'
import { formatNumber } from '../kit/format.ts'
import { Loading } from '../kit/loading.tsx'
import { Mark } from '../kit/mark.tsx'
import { useText } from '../text/use-text.ts'

const ShelveDialog = lazy(() => import('./shelve-dialog.tsx').then((m) => ({ default: m.ShelveDialog })))
const DismissDialog = lazy(() => import('./dismiss-dialog.tsx').then((m) => ({ default: m.DismissDialog })))

/** The alerts of a line, and what can be done with all of them. */
export function LineParts({ line, onOpen }: { line: AlertLine; onOpen: (alert: Alert) => void }) {
  const { t, local, language } = useText()
  const { can } = useSession()
  const { list, items } = useLineParts(line)
  const [asking, setAsking] = useState<'dismiss' | 'shelve'>()
  const close = () => setAsking(undefined)
  const n = formatNumber(line.count, language)
  return (
    <div className="line-parts">
      {can('alerts.handle') && (
        <div className="line-actions">
          <Button small onClick={() => setAsking('dismiss')}>
            {t('line.dismissAll', { n })}
          </Button>
          {line.group !== 'shelved' && (
            <Button small onClick={() => setAsking('shelve')}>
              {t('line.shelveAll', { n })}
            </Button>
          )}
        </div>
      )}
      {list.isPending && <Loading rows={3} />}
      {list.error && !items && <ErrorBox error={list.error} onRetry={() => list.refetch()} />}
      <ul aria-label={t('line.parts')}>
        {items?.map((alert) => (
          <li key={alert.id} className="line-part">
            <Mark kind={alert.severity} held={alert.handling !== 'new'} label={false} size={14} />
            <button type="button" className="link prose" onClick={() => onOpen(alert)}>
              {local(alert.title)}
            </button>
            <Since at={alert.raisedAt} />
          </li>
        ))}
      </ul>
      {list.hasNextPage && <Button onClick={() => list.fetchNextPage()}>{t('common.more')}</Button>}
      <Suspense>
        {asking === 'shelve' && (
          <ShelveDialog alert={{ ...line.alert, severity: line.severity }} line={line} onClose={close} />
        )}
        {asking === 'dismiss' && <DismissDialog alert={line.alert} line={line} onClose={close} />}
      </Suspense>
    </div>
  )
}
