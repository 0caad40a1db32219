import '../inbox/inbox.css'
import type { Alert, LineGroup } from '../../core/api/alerts.ts'
import { usePastLines } from '../api/past.ts'
import { groupLines, lineKey } from '../inbox/group-lines.ts'
import { Button } from '../kit/button.tsx'
import { EmptyState } from '../kit/empty-state.tsx'
import { formatNumber } from '../kit/format.ts'
import { Loading } from '../kit/loading.tsx'
import { useText } from '../text/use-text.ts'
import { PastFault } from './past-fault.tsx'
import { PastLine } from './past-line.tsx'

/** The inbox as it was at an instant: the same groups and lines, nothing to do. `at` is ISO. */
export function PastInbox(props: {
  at: string
  chosen: string | undefined
  rule: string | undefined
  onOpen: (alert: Pick<Alert, 'id'>) => void
}) {
  const { at, chosen, rule, onOpen } = props
  const { t, language } = useText()
  const { list, first, items } = usePastLines(at, rule)
  const number = (n: number) => formatNumber(n, language)
  const count = (group: LineGroup) => {
    const [lines, alerts] = [first?.lines[group] ?? 0, first?.alerts[group] ?? 0]
    return lines === alerts ? number(lines) : t('line.count', { lines: number(lines), alerts: number(alerts) })
  }
  const aside = (first?.lines.shelved ?? 0) + (first?.lines.muted ?? 0)
  return (
    <section className="panel inbox" aria-label={t('past.inbox')} aria-busy={list.isPlaceholderData}>
      <div className="panel-head">
        <h2 className="panel-title">{t('past.inbox')}</h2>
        <span className="inbox-keys">{t('past.readOnly')}</span>
      </div>
      <div className={`scroll${list.isPlaceholderData ? ' past-waits' : ''}`}>
        {list.isPending && <Loading rows={6} />}
        {list.error && !items && <PastFault error={list.error} onRetry={() => void list.refetch()} />}
        {items?.length === 0 && <EmptyState icon="minus" title={t('past.none')} hint={t('past.noneHint')} />}
        {groupLines(items ?? [], null).map(({ group, items: lines }) => (
          <section key={group} aria-label={t(`inbox.${group === 'fresh' || group === 'taken' ? group : 'calmed'}`)}>
            <h3 className="inbox-group">
              {t(`inbox.${group === 'fresh' || group === 'taken' ? group : 'calmed'}`)} <span>{count(group)}</span>
            </h3>
            <ul>
              {lines.map((line) => (
                <PastLine key={lineKey(line)} line={line} at={at} chosen={line.alert.id === chosen} onOpen={onOpen} />
              ))}
            </ul>
          </section>
        ))}
        {aside > 0 && <p className="past-aside">{t('past.aside', { n: number(aside) })}</p>}
        {list.hasNextPage && (
          <div className="foot">
            <Button onClick={() => list.fetchNextPage()}>{t('common.more')}</Button>
          </div>
        )}
      </div>
    </section>
  )
}
