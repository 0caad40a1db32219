import './imports.css'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { lazy, Suspense } from 'react'
import type { Import } from '../../core/api/imports.ts'
import { useImports, useImportTargets } from '../api/imports.ts'
import { useHiddenRegisters, useRegisters } from '../api/records.ts'
import { useSession } from '../api/session.ts'
import { Moment } from '../kit/age.tsx'
import { Button } from '../kit/button.tsx'
import { EmptyState } from '../kit/empty-state.tsx'
import { ErrorBox, NoRight } from '../kit/error-box.tsx'
import { formatNumber } from '../kit/format.ts'
import { Icon } from '../kit/icon.tsx'
import { Loading } from '../kit/loading.tsx'
import { PageHead } from '../kit/panel.tsx'
import { useTitle } from '../shell/use-title.ts'
import { useText } from '../text/use-text.ts'
import { ImportStateChip } from './import-state.tsx'

const NewImportDialog = lazy(() => import('./new-import-dialog.tsx').then((m) => ({ default: m.NewImportDialog })))

function Row({ item }: { item: Import }) {
  const { t, language, local } = useText()
  return (
    <tr>
      <td className="wide">
        <Link className="link" to="/nhap-du-lieu/$id" params={{ id: item.id }}>
          {item.fileName}
        </Link>
      </td>
      <td>{local(item.target.plural)}</td>
      <td>{item.agency.name}</td>
      <td>{item.createdBy.name}</td>
      <td className="num" data-label={t('import.col.rows')}>
        {formatNumber(item.rows, language, 0)}
      </td>
      <td className="state">
        <ImportStateChip state={item.state} faulty={item.counts?.faulty ?? 0} />
      </td>
      <td className="num">
        <Moment at={item.createdAt} />
      </td>
    </tr>
  )
}

/** The imports of one's agencies, and the way to a new one. */
export function ImportsPage() {
  const { t, local } = useText()
  useTitle(t('import.title'))
  const { vao, tu } = useSearch({ from: '/shell/nhap-du-lieu' })
  const navigate = useNavigate({ from: '/nhap-du-lieu' })
  const { can } = useSession()
  const { list, items } = useImports()
  const targets = useImportTargets()
  const open = (target: string | undefined) =>
    void navigate({
      search: ({ vao: _, ...kept }) => (target === undefined ? kept : { ...kept, vao: target }),
      replace: true,
    })
  const from = targets.data?.items.find(({ key }) => key === tu)
  const isFirst = tu === 'bat-dau'
  const mayImport = (targets.data?.items.length ?? 0) > 0
  const { data: hidden = [] } = useHiddenRegisters()
  const { data: registers } = useRegisters()
  const reads = ['assets.read', 'agencies.read'] as const
  const mayNone = targets.data && !mayImport && registers?.length === 0 && !reads.some(can)
  if (mayNone) return <NoRight rights={[...reads, ...hidden.map(({ right }) => right.id)]} whole />
  return (
    <div className="page">
      <PageHead
        crumb={
          <>
            <Link className="link" to={isFirst ? '/bat-dau' : '/so'}>
              {t(isFirst ? 'firstHour.title' : 'register.title')}
            </Link>
            {from && (
              <>
                <Icon name="right" size={12} />
                <Link className="link" to={from.page}>
                  {local(from.plural)}
                </Link>
              </>
            )}
          </>
        }
        title={t('import.title')}
        actions={
          mayImport ? (
            <Button look="primary" onClick={() => open('moi')}>
              <Icon name="plus" size={16} />
              {t('import.newFile')}
            </Button>
          ) : (
            targets.data && <span className="quiet">{t('import.noTarget')}</span>
          )
        }
      />
      <div className="table-wrap">
        {list.isPending && <Loading rows={6} />}
        {list.error && !items && <ErrorBox error={list.error} onRetry={() => void list.refetch()} />}
        {items?.length === 0 && (
          <EmptyState
            icon="upload"
            title={t('import.empty')}
            hint={t(targets.data && !mayImport ? 'import.emptyRead' : 'import.emptyHint')}
          />
        )}
        {items && items.length > 0 && (
          <table className="table imports-table">
            <thead>
              <tr>
                {(['file', 'target', 'agency', 'who'] as const).map((column) => (
                  <th key={column} scope="col">
                    {t(`import.col.${column}`)}
                  </th>
                ))}
                <th scope="col" className="num">
                  {t('import.col.rows')}
                </th>
                <th scope="col">{t('import.col.state')}</th>
                <th scope="col" className="num">
                  {t('import.col.when')}
                </th>
              </tr>
            </thead>
            <tbody>
              {items.map((item) => (
                <Row key={item.id} item={item} />
              ))}
            </tbody>
          </table>
        )}
        {list.hasNextPage && (
          <div className="foot">
            <Button onClick={() => void list.fetchNextPage()}>{t('common.more')}</Button>
          </div>
        )}
      </div>
      {vao !== undefined && mayImport && (
        <Suspense>
          <NewImportDialog
            targets={targets.data?.items ?? []}
            target={vao}
            onClose={() => open(undefined)}
            onMade={(id) =>
              void navigate({ to: '/nhap-du-lieu/$id', params: { id }, search: isFirst ? { tu: 'bat-dau' } : {} })
            }
          />
        </Suspense>
      )}
    </div>
  )
}
