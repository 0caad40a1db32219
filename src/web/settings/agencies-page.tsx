import { useNavigate, useSearch } from '@tanstack/react-router'
import { lazy, Suspense, useDeferredValue, useState } from 'react'
import { useAgencyTree } from '../api/places.ts'
import { useSession } from '../api/session.ts'
import { ImportButton } from '../imports/import-button.tsx'
import { Button } from '../kit/button.tsx'
import { EmptyState } from '../kit/empty-state.tsx'
import { ErrorBox } from '../kit/error-box.tsx'
import { formatDate } from '../kit/format.ts'
import { Icon } from '../kit/icon.tsx'
import { Loading } from '../kit/loading.tsx'
import { PageHead } from '../kit/panel.tsx'
import { useTitle } from '../shell/use-title.ts'
import { useText } from '../text/use-text.ts'
import { AgencyPanel } from './agency-panel.tsx'
import { SettingsNav } from './settings-nav.tsx'
import { type TreeRow, treeOrder } from './tree-order.ts'

const NewAgencyDialog = lazy(() => import('./new-agency-dialog.tsx').then((m) => ({ default: m.NewAgencyDialog })))

function Row({ row: { agency, depth }, onOpen }: { row: TreeRow; onOpen: (code: string) => void }) {
  const { t } = useText()
  return (
    <tr>
      <td className="wide">
        <span className={depth === 0 ? '' : `settings-deep-${Math.min(depth, 2)}`}>
          <button type="button" className="link" onClick={() => onOpen(agency.code)}>
            {agency.name}
          </button>
        </span>
      </td>
      <td className="first nowrap">{agency.code}</td>
      <td className="state nowrap">
        {agency.closedAt ? t('agencies.closedOn', { day: formatDate(agency.closedAt) }) : t('agencies.open')}
      </td>
    </tr>
  )
}

/** Settings: the agencies of the province as a tree, each with its names and posts. */
export function AgenciesPage() {
  const { t } = useText()
  useTitle(t('agencies.title'))
  const { can } = useSession()
  const { ma } = useSearch({ from: '/shell/cai-dat/don-vi' })
  const navigate = useNavigate({ from: '/cai-dat/don-vi' })
  const [search, setSearch] = useState('')
  const [closed, setClosed] = useState(false)
  const [adding, setAdding] = useState(false)
  const list = useAgencyTree(closed)
  const words = useDeferredValue(search)
  const rows = list.data && treeOrder(list.data.items, words)
  const open = (code: string | undefined) => navigate({ search: code === undefined ? {} : { ma: code } })
  return (
    <div className="page">
      <PageHead
        crumb={t('settings.title')}
        title={t('agencies.title')}
        actions={
          can('agencies.manage') && (
            <>
              <ImportButton target="agency" />
              <Button look="primary" onClick={() => setAdding(true)}>
                <Icon name="plus" size={16} />
                {t('agencies.add')}
              </Button>
            </>
          )
        }
      />
      <SettingsNav />
      <div className="filters">
        <input
          type="search"
          className="input settings-search"
          aria-label={t('agencies.search')}
          placeholder={t('agencies.search')}
          value={search}
          onChange={(event) => setSearch(event.target.value)}
        />
        <label className="settings-check">
          <input type="checkbox" checked={closed} onChange={(event) => setClosed(event.target.checked)} />
          {t('agencies.withClosed')}
        </label>
      </div>
      <div className={`settings-split${ma ? ' settings-split-open' : ''}`}>
        <div className="table-wrap">
          {list.isPending && <Loading rows={8} />}
          {list.error && !rows && <ErrorBox error={list.error} onRetry={() => list.refetch()} />}
          {rows?.length === 0 &&
            (words.trim() !== '' ? (
              <EmptyState icon="flag" title={t('agencies.none')} hint={t('agencies.noneHint')} />
            ) : (
              <EmptyState
                icon="flag"
                title={t('agencies.empty')}
                hint={t(can('agencies.manage') ? 'agencies.emptyHint' : 'agencies.emptyRead')}
                action={can('agencies.manage') && <ImportButton target="agency" />}
              />
            ))}
          {rows && rows.length > 0 && (
            <table className="table">
              <thead>
                <tr>
                  <th scope="col">{t('agencies.name')}</th>
                  <th scope="col">{t('agencies.code')}</th>
                  <th scope="col">{t('agencies.state')}</th>
                </tr>
              </thead>
              <tbody>
                {rows.map((row) => (
                  <Row key={row.agency.id} row={row} onOpen={open} />
                ))}
              </tbody>
            </table>
          )}
        </div>
        {ma && <AgencyPanel key={ma} code={ma} onOpen={open} onClose={() => open(undefined)} />}
      </div>
      {adding && (
        <Suspense>
          <NewAgencyDialog
            onClose={() => setAdding(false)}
            onMade={(code) => {
              setAdding(false)
              open(code)
            }}
          />
        </Suspense>
      )}
    </div>
  )
}
