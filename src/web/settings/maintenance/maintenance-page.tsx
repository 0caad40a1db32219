import './maintenance.css'
import { lazy, Suspense, useState } from 'react'
import type { MaintenanceWindow } from '../../../core/api/maintenance.ts'
import { useAssetKinds } from '../../api/assets.ts'
import { query } from '../../api/client.ts'
import { useWindowActions, useWindows } from '../../api/maintenance.ts'
import { useSession } from '../../api/session.ts'
import { Button } from '../../kit/button.tsx'
import { EmptyState } from '../../kit/empty-state.tsx'
import { ErrorBox } from '../../kit/error-box.tsx'
import { bothFormats, ExportLinks } from '../../kit/export-links.tsx'
import { formatDateTime } from '../../kit/format.ts'
import { Icon } from '../../kit/icon.tsx'
import { Loading } from '../../kit/loading.tsx'
import { PageHead } from '../../kit/panel.tsx'
import { say } from '../../kit/toast.tsx'
import { useProblemText } from '../../kit/use-problem-text.ts'
import { useTitle } from '../../shell/use-title.ts'
import { useText } from '../../text/use-text.ts'
import { SettingsNav } from '../settings-nav.tsx'

const WindowDialog = lazy(() => import('./window-dialog.tsx').then((m) => ({ default: m.WindowDialog })))

function Row({ window, onCancel }: { window: MaintenanceWindow; onCancel: ((id: number) => void) | undefined }) {
  const { t, local } = useText()
  const { data: kinds } = useAssetKinds()
  const { assets, area, assetType } = window
  const kind = kinds?.find(({ type }) => type === assetType)
  const covers = [
    window.agency.name,
    assets.length > 3 ? t('maintenance.assetCount', { n: assets.length }) : assets.map(({ name }) => name).join(', '),
    area?.name,
    // Until the kinds are there a key would stand here.
    kind ? local(kind.name) : kinds && assetType,
  ]
  const isOpen = window.state === 'now' || window.state === 'coming'
  return (
    <tr>
      <td className="wide prose">{window.reason}</td>
      <td data-label={t('maintenance.col.covers')}>{covers.filter(Boolean).join(' · ')}</td>
      <td className="nowrap" data-label={t('maintenance.col.from')}>
        {formatDateTime(window.fromAt)}
      </td>
      <td className="nowrap" data-label={t('maintenance.col.until')}>
        {formatDateTime(window.untilAt)}
      </td>
      <td className="state nowrap" data-label={t('maintenance.col.state')}>
        {t(`maintenance.state.${window.state}`)}
      </td>
      <td className="num" data-label={t('maintenance.col.muted')}>
        {window.muted}
      </td>
      <td data-label={t('maintenance.col.by')}>{window.madeBy?.name}</td>
      <td>
        {isOpen && onCancel && (
          <Button
            small
            aria-label={t('maintenance.cancelThis', { reason: window.reason })}
            onClick={() => onCancel(window.id)}
          >
            {t('maintenance.cancel')}
          </Button>
        )}
      </td>
    </tr>
  )
}

/** Settings: maintenance windows, planned, running and past. */
export function MaintenancePage() {
  const { t } = useText()
  useTitle(t('maintenance.title'))
  const { can } = useSession()
  const [all, setAll] = useState(false)
  const [adding, setAdding] = useState(false)
  const { list, items } = useWindows(all ? 'all' : 'open')
  const { cancel } = useWindowActions()
  const problemText = useProblemText()
  const end = (id: number) =>
    cancel.mutate(id, {
      onSuccess: () => say(t('maintenance.cancelled')),
      onError: (error) => say(problemText(error)),
    })
  const mayHandle = can('alerts.handle')
  const file = (format: string) =>
    `/api/maintenance/export.${format}${query({ state: all ? 'all' : 'open', lang: t('register.exportLanguage') })}`
  return (
    <div className="page">
      <PageHead
        crumb={t('settings.title')}
        title={t('maintenance.title')}
        actions={
          <>
            <ExportLinks formats={bothFormats} addressOf={file} />
            {mayHandle ? (
              <Button look="primary" onClick={() => setAdding(true)}>
                <Icon name="plus" size={16} />
                {t('maintenance.add')}
              </Button>
            ) : (
              <span className="quiet">{t('maintenance.cannot')}</span>
            )}
          </>
        }
      />
      <SettingsNav />
      <div className="maintenance-hint">
        <p className="prose">{t('maintenance.hint')}</p>
        <label className="settings-check">
          <input type="checkbox" checked={all} onChange={({ target }) => setAll(target.checked)} />
          {t('maintenance.all')}
        </label>
      </div>
      <div className="table-wrap">
        {list.isPending && <Loading rows={4} />}
        {list.error && !items && <ErrorBox error={list.error} onRetry={() => list.refetch()} />}
        {items?.length === 0 && (
          <EmptyState icon="calendar" title={t('maintenance.empty')} hint={t('maintenance.emptyHint')} />
        )}
        {items && items.length > 0 && (
          <table className="table maintenance-table">
            <thead>
              <tr>
                {(['reason', 'covers', 'from', 'until', 'state', 'muted', 'by'] as const).map((column) => (
                  <th key={column} scope="col">
                    {t(`maintenance.col.${column}`)}
                  </th>
                ))}
                <th scope="col">
                  <span className="visually-hidden">{t('maintenance.cancel')}</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {items.map((window) => (
                <Row key={window.id} window={window} onCancel={mayHandle ? end : undefined} />
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
      {adding && (
        <Suspense>
          <WindowDialog onClose={() => setAdding(false)} />
        </Suspense>
      )}
    </div>
  )
}
