import { useNavigate, useSearch } from '@tanstack/react-router'
import { lazy, Suspense, useDeferredValue, useState } from 'react'
import type { Account } from '../../core/api/session.ts'
import { useAccounts, useRoles } from '../api/accounts.ts'
import { query } from '../api/client.ts'
import { useSession } from '../api/session.ts'
import { Button } from '../kit/button.tsx'
import { EmptyState } from '../kit/empty-state.tsx'
import { ErrorBox } from '../kit/error-box.tsx'
import { bothFormats, ExportLinks } from '../kit/export-links.tsx'
import { Icon } from '../kit/icon.tsx'
import { Loading } from '../kit/loading.tsx'
import { PageHead } from '../kit/panel.tsx'
import { accountSearch } from '../search.ts'
import { useTitle } from '../shell/use-title.ts'
import { useText } from '../text/use-text.ts'
import { AccountFilters } from './account-filters.tsx'
import { AccountPanel, useAccountState } from './account-panel.tsx'
import { SettingsNav } from './settings-nav.tsx'

const NewAccountDialog = lazy(() => import('./new-account-dialog.tsx').then((m) => ({ default: m.NewAccountDialog })))

/** What the panel of an account says as well: it goes where the list is narrow beside one. */
const isInPanel = (column: string) => column === 'roles' || column === 'reach'

function Row(props: { account: Account; roleName: (id: string) => string; onOpen: (id: number) => void }) {
  const { account, roleName, onOpen } = props
  const { t } = useText()
  const stateOf = useAccountState()
  return (
    <tr>
      <td className="wide">
        <button type="button" className="link" onClick={() => onOpen(account.id)}>
          {account.name}
        </button>
      </td>
      <td className="first nowrap">{account.login}</td>
      <td className="account-agency">{account.agency.name}</td>
      <td className="account-more">{account.roles.map(roleName).join(', ')}</td>
      <td className="account-more">{t(`settings.reach.${account.reach}`)}</td>
      <td className="state nowrap">{stateOf(account)}</td>
    </tr>
  )
}

/** Settings: the accounts of the province, as far as one may see them. */
export function SettingsPage() {
  const { t, local } = useText()
  useTitle(t('settings.title'))
  const { can } = useSession()
  const search = useSearch({ from: '/shell/cai-dat' })
  const navigate = useNavigate({ from: '/cai-dat' })
  const { q, agency: agencyId, role, state, ma } = search
  const filter = { q, agencyId, role, state }
  const isFiltered = Object.values(filter).some((value) => value !== undefined)
  const { list, items } = useAccounts(useDeferredValue(filter))
  const roles = useRoles()
  const [adding, setAdding] = useState(false)
  const roleName = (id: string) => {
    const role = roles.data?.items.find((each) => each.id === id)
    return role ? local(role.name) : id
  }
  const open = (id: number | undefined) => void navigate({ search: accountSearch({ ...search, ma: id }) })
  const file = (format: string) =>
    `/api/accounts/export.${format}${query({ ...filter, lang: t('register.exportLanguage') })}`
  return (
    <div className="page">
      <PageHead
        crumb={t('settings.title')}
        title={t('settings.accounts')}
        actions={
          <>
            <ExportLinks formats={bothFormats} addressOf={file} />
            {can('accounts.manage') ? (
              <Button look="primary" onClick={() => setAdding(true)}>
                <Icon name="plus" size={16} />
                {t('settings.add')}
              </Button>
            ) : (
              <span className="quiet">{t('settings.cannotManage')}</span>
            )}
          </>
        }
      />
      <SettingsNav />
      <AccountFilters />
      <div className={`settings-split${ma === undefined ? '' : ' settings-split-open'}`}>
        <div className="table-wrap">
          {list.isPending && <Loading rows={6} />}
          {list.error && !items && <ErrorBox error={list.error} onRetry={() => list.refetch()} />}
          {items?.length === 0 && !isFiltered && (
            <EmptyState icon="user" title={t('settings.empty')} hint={t('settings.emptyHint')} />
          )}
          {items?.length === 0 && isFiltered && (
            <EmptyState
              icon="user"
              title={t('accounts.none')}
              hint={t('accounts.noneHint')}
              action={<Button onClick={() => void navigate({ search: {} })}>{t('register.clear')}</Button>}
            />
          )}
          {items && items.length > 0 && (
            <table className="table">
              <thead>
                <tr>
                  {(['name', 'login', 'agency', 'roles', 'reach', 'state'] as const).map((column) => (
                    <th key={column} scope="col" className={isInPanel(column) ? 'account-more' : undefined}>
                      {t(`settings.col.${column}`)}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {items.map((account) => (
                  <Row key={account.id} account={account} roleName={roleName} onOpen={open} />
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
        {ma !== undefined && <AccountPanel key={ma} id={ma} roleName={roleName} onClose={() => open(undefined)} />}
      </div>
      {adding && (
        <Suspense>
          <NewAccountDialog onClose={() => setAdding(false)} />
        </Suspense>
      )}
    </div>
  )
}
