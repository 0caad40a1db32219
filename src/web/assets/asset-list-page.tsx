import './asset-list.css'
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { lazy, Suspense, useState } from 'react'
import { type AssetKind, useAssetCounts, useAssetKinds, useAssets } from '../api/assets.ts'
import { query } from '../api/client.ts'
import { useSession } from '../api/session.ts'
import { Button } from '../kit/button.tsx'
import { EmptyState } from '../kit/empty-state.tsx'
import { ErrorBox, NotThere } from '../kit/error-box.tsx'
import { bothFormats, ExportLinks } from '../kit/export-links.tsx'
import { formatNumber } from '../kit/format.ts'
import { Icon } from '../kit/icon.tsx'
import { Loading } from '../kit/loading.tsx'
import { LoadingPage, PageHead } from '../kit/panel.tsx'
import { useTitle } from '../shell/use-title.ts'
import { useText } from '../text/use-text.ts'
import { AssetFilters } from './asset-filters.tsx'
import { AssetRow } from './asset-row.tsx'
import { lowerFirst } from './lower-first.ts'

const AssetDialog = lazy(() => import('./asset-dialog.tsx').then((m) => ({ default: m.AssetDialog })))

const listedOf = (kind: AssetKind) => Object.entries(kind.fields).filter(([, field]) => field.listed)

function Nothing({ kind, isFiltered, onClear }: { kind: AssetKind; isFiltered: boolean; onClear: () => void }) {
  const { t, local } = useText()
  if (!isFiltered)
    return (
      <EmptyState
        icon="device"
        title={t('asset.empty', { name: lowerFirst(local(kind.plural)) })}
        hint={t('asset.emptyHint')}
      />
    )
  return (
    <EmptyState
      icon="device"
      title={t('asset.noneFound')}
      hint={t('asset.noneFoundHint')}
      action={<Button onClick={onClear}>{t('register.clear')}</Button>}
    />
  )
}

function List({ kind }: { kind: AssetKind }) {
  const { t, language, local } = useText()
  const search = useSearch({ from: '/shell/thiet-bi/$module/$type' })
  const navigate = useNavigate({ from: '/thiet-bi/$module/$type' })
  const filter = { ...search, sort: search.sort ?? 'worst', type: kind.type }
  const { list, items } = useAssets(filter)
  const { data: counts } = useAssetCounts(filter)
  const listed = listedOf(kind)
  const { sort: _, ...narrowing } = search
  const isFiltered = Object.values(narrowing).some((value) => value !== undefined)
  const total = counts?.[search.state ?? 'total']
  return (
    <>
      <AssetFilters kind={kind} counts={counts} />
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <section className="table-wrap" tabIndex={0} aria-label={local(kind.plural)}>
        {list.isPending && <Loading rows={8} />}
        {list.error && !items && <ErrorBox error={list.error} onRetry={() => void list.refetch()} />}
        {items?.length === 0 && (
          <Nothing kind={kind} isFiltered={isFiltered} onClear={() => void navigate({ search: {} })} />
        )}
        {items && items.length > 0 && (
          <table className="table asset-table">
            <thead>
              <tr>
                <th scope="col">{t('asset.col.name')}</th>
                <th scope="col">{t('asset.col.agency')}</th>
                <th scope="col">{t('asset.col.newest')}</th>
                {listed.map(([key, field]) => (
                  <th key={key} scope="col">
                    {local(field.label)}
                  </th>
                ))}
                {kind.series.map(({ key, name }) => (
                  <th key={key} scope="col" className="num">
                    {local(name)}
                  </th>
                ))}
                <th scope="col" className="num">
                  {t('asset.col.alerts')}
                </th>
              </tr>
            </thead>
            <tbody>
              {items.map((asset) => (
                <AssetRow key={asset.code} asset={asset} kind={kind} listed={listed} />
              ))}
            </tbody>
          </table>
        )}
        {items && items.length > 0 && (
          <div className="foot">
            {total !== undefined && (
              <span>
                {t('asset.shown', {
                  shown: formatNumber(items.length, language),
                  total: formatNumber(Math.max(total, items.length), language),
                })}
              </span>
            )}
            {list.hasNextPage && (
              <Button disabled={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
                {t('common.more')}
              </Button>
            )}
          </div>
        )}
      </section>
    </>
  )
}

/** The assets of one type: a list with its filters in the address, kept up to date, as a file, and a form for a new one. */
export function AssetListPage() {
  const { t, local } = useText()
  const { can } = useSession()
  const { module, type } = useParams({ from: '/shell/thiet-bi/$module/$type' })
  const search = useSearch({ from: '/shell/thiet-bi/$module/$type' })
  const navigate = useNavigate()
  const kinds = useAssetKinds()
  const [creating, setCreating] = useState(false)
  const kind = kinds.data?.find((each) => each.type === type && each.module.id === module)
  useTitle(kind ? local(kind.plural) : t('asset.title'))
  if (kinds.error && !kinds.data) return <ErrorBox whole error={kinds.error} onRetry={() => void kinds.refetch()} />
  if (!kinds.data) return <LoadingPage title={t('asset.title')} />
  if (!kind) return <NotThere whole />
  const file = (format: string) =>
    `/api/assets/export.${format}${query({ ...search, sort: search.sort ?? 'worst', type, lang: t('register.exportLanguage') })}`
  return (
    <div className="page">
      <PageHead
        crumb={
          <>
            <Link className="link" to="/thiet-bi">
              {t('asset.title')}
            </Link>
            <Icon name="right" size={12} />
            <span>{local(kind.module.name)}</span>
          </>
        }
        title={local(kind.plural)}
        actions={
          <>
            <ExportLinks formats={bothFormats} addressOf={file} />
            {can('assets.create') && (
              <Button look="primary" onClick={() => setCreating(true)}>
                <Icon name="plus" size={16} />
                {t('asset.create', { name: lowerFirst(local(kind.name)) })}
              </Button>
            )}
          </>
        }
      />
      <List key={kind.type} kind={kind} />
      {creating && (
        <Suspense>
          <AssetDialog
            kind={kind}
            onClose={() => setCreating(false)}
            onSaved={({ code }) => void navigate({ to: '/thiet-bi/$code', params: { code } })}
          />
        </Suspense>
      )}
    </div>
  )
}
