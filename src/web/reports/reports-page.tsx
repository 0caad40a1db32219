import { Link } from '@tanstack/react-router'
import { lazy, Suspense, useState } from 'react'
import type { Report } from '../../core/api/reports.ts'
import { useReports } from '../api/reports.ts'
import { useSession } from '../api/session.ts'
import { usePeriodText } from '../indicators/use-period-text.ts'
import { Button } from '../kit/button.tsx'
import { useCommands } from '../kit/commands.ts'
import { EmptyState } from '../kit/empty-state.tsx'
import { ErrorBox } from '../kit/error-box.tsx'
import { formatDateTime, formatNumber } from '../kit/format.ts'
import { Icon } from '../kit/icon.tsx'
import { Loading } from '../kit/loading.tsx'
import { PageHead } from '../kit/panel.tsx'
import { useRowKeys } from '../kit/use-row-keys.ts'
import { useTitle } from '../shell/use-title.ts'
import { useText } from '../text/use-text.ts'
import { ReportStateChip } from './report-state.tsx'

const CreateDialog = lazy(() => import('./create-dialog.tsx').then((m) => ({ default: m.CreateDialog })))

function Row({ report }: { report: Report }) {
  const { t, language } = useText()
  const periodText = usePeriodText()
  return (
    <tr>
      <td className="first nowrap">{report.number}</td>
      <td className="wide">
        <Link className="link" to="/bao-cao/$id" params={{ id: report.id }}>
          {report.title}
        </Link>
      </td>
      <td>
        {report.agency.name}
        {report.below > 0 && (
          <p className="quiet">{t('report.andBelow', { n: formatNumber(report.below, language) })}</p>
        )}
      </td>
      <td className="state nowrap">{periodText(report.period)}</td>
      <td className="num">{formatDateTime(report.cutOffAt)}</td>
      <td>
        <ReportStateChip report={report} />
      </td>
      <td>{report.createdBy.name}</td>
    </tr>
  )
}

/** The list of reports, and the way to make one. */
export function ReportsPage() {
  const { t } = useText()
  useTitle(t('report.title'))
  useRowKeys()
  const { can } = useSession()
  const { list, items } = useReports()
  const [creating, setCreating] = useState(false)
  const mayCreate = can('reports.create')
  useCommands(
    mayCreate
      ? [
          {
            id: 'report.create',
            group: 'here',
            icon: 'doc',
            text: t('report.create'),
            keys: 'n',
            run: () => setCreating(true),
          },
        ]
      : [],
  )
  return (
    <div className="page">
      <PageHead
        title={t('report.title')}
        actions={
          mayCreate && (
            <Button look="primary" onClick={() => setCreating(true)}>
              <Icon name="plus" size={16} />
              {t('report.create')}
            </Button>
          )
        }
      />
      <div className="table-wrap">
        {list.isPending && <Loading rows={6} />}
        {list.error && !items && <ErrorBox error={list.error} onRetry={() => list.refetch()} />}
        {items?.length === 0 && <EmptyState icon="doc" title={t('report.empty')} hint={t('report.emptyHint')} />}
        {items && items.length > 0 && (
          <table className="table">
            <thead>
              <tr>
                <th scope="col">{t('report.col.number')}</th>
                <th scope="col">{t('report.col.title')}</th>
                <th scope="col">{t('report.col.agency')}</th>
                <th scope="col">{t('report.col.period')}</th>
                <th scope="col" className="num">
                  {t('report.col.cutOff')}
                </th>
                <th scope="col">{t('report.col.state')}</th>
                <th scope="col">{t('report.col.by')}</th>
              </tr>
            </thead>
            <tbody>
              {items.map((report) => (
                <Row key={report.id} report={report} />
              ))}
            </tbody>
          </table>
        )}
        {list.hasNextPage && (
          <div className="foot">
            <Button onClick={() => list.fetchNextPage()}>{t('common.more')}</Button>
          </div>
        )}
      </div>
      {creating && (
        <Suspense>
          <CreateDialog onClose={() => setCreating(false)} />
        </Suspense>
      )}
    </div>
  )
}
