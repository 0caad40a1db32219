import { Link } from '@tanstack/react-router'
import type { IndicatorRow } from '../../core/api/indicators.ts'
import type { usePages } from '../api/pages.ts'
import { Moment } from '../kit/age.tsx'
import { Button } from '../kit/button.tsx'
import { EmptyState } from '../kit/empty-state.tsx'
import { ErrorBox } from '../kit/error-box.tsx'
import { Loading } from '../kit/loading.tsx'
import { Mark } from '../kit/mark.tsx'
import { useWords } from '../kit/use-words.ts'
import { useText } from '../text/use-text.ts'

/** What was counted: an alert with its mark and incident, or another thing with its number. */
function Row({ row, cutOffAt }: { row: IndicatorRow; cutOffAt: string }) {
  const { t, local } = useText()
  const { duration } = useWords()
  const lateMs = Date.parse(row.doneAt ?? cutOffAt) - Date.parse(row.dueAt)
  const { alert, thing } = row
  return (
    <tr>
      <td>
        <span className="row-alert">
          {alert && <Mark kind={alert.severity} held={alert.handling !== 'new'} size={14} />}
          <Link className="link prose" to={thing.address}>
            {alert ? local(alert.title) : thing.title}
          </Link>
        </span>
        <small>
          {thing.number && `${thing.number}, `}
          {thing.agency.name}, <Moment at={alert?.firedAt ?? thing.openedAt} />
        </small>
        <small>
          {t('task.dueAt')} <Moment at={row.dueAt} />
          {alert?.incident && (
            <>
              {', '}
              <Link className="link" to="/su-co/$id" params={{ id: alert.incident.id }}>
                {alert.incident.number}
              </Link>
            </>
          )}
        </small>
        {row.why && (
          <small>
            {t('late.why')}: {local(row.why.name)}
            {row.why.words && `. ${row.why.words}`}
          </small>
        )}
      </td>
      <td className="nowrap">
        {t(`indicator.count.${row.count}`)}
        {row.count === 'late' && lateMs > 0 && <small>{t('indicator.lateBy', { duration: duration(lateMs) })}</small>}
      </td>
    </tr>
  )
}

/** The rows a figure counted at the cut-off, each opening what it is. */
export function RowsTable({ pages, cutOffAt }: { pages: ReturnType<typeof usePages<IndicatorRow>>; cutOffAt: string }) {
  const { t } = useText()
  const { list, items } = pages
  if (list.error && !items) return <ErrorBox error={list.error} onRetry={() => list.refetch()} />
  if (!items) return <Loading />
  if (items.length === 0) {
    return <EmptyState icon="minus" title={t('indicator.noRows')} hint={t('indicator.noRowsHint')} />
  }
  return (
    <>
      <table className="rows">
        <thead>
          <tr>
            <th scope="col">{t('indicator.rowsCol.alert')}</th>
            <th scope="col">{t('indicator.rowsCol.counted')}</th>
          </tr>
        </thead>
        <tbody>
          {items.map((row) => (
            <Row key={`${row.thing.kind} ${row.thing.id} ${row.dueAt}`} row={row} cutOffAt={cutOffAt} />
          ))}
        </tbody>
      </table>
      <div className="foot">
        {list.hasNextPage ? (
          <Button onClick={() => list.fetchNextPage()}>{t('common.more')}</Button>
        ) : (
          t('indicator.adds', { n: items.length })
        )}
      </div>
    </>
  )
}
