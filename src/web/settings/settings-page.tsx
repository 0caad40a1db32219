import { lazy, Suspense, useState } from 'react'
import type { Account } from '../../core/api/session.ts'
import { useAccounts, useRoles } from '../api/accounts.ts'
import { ApiProblem } from '../api/client.ts'
import { useSession } from '../api/session.ts'
import { Button } from '../kit/button.tsx'
import { EmptyState } from '../kit/empty-state.tsx'
import { ErrorBox } from '../kit/error-box.tsx'
import { formatDate } from '../kit/format.ts'
import { Icon } from '../kit/icon.tsx'
import { Loading } from '../kit/loading.tsx'
import { PageHead } from '../kit/panel.tsx'
import { useTitle } from '../shell/use-title.ts'
import { useText } from '../text/use-text.ts'
import { SettingsTabs } from './settings-tabs.tsx'

const NewAccountDialog = lazy(() => import('./new-account-dialog.tsx').then((m) => ({ default: m.NewAccountDialog })))

const forbidden = new ApiProblem({ type: 'about:blank', title: 'forbidden', status: 403, code: 'forbidden' })

function Row({ account, roleName }: { account: Account; roleName: (id: string) => string }) {
  const { t } = useText()
  return (
    <tr>
      <td className="wide">{account.name}</td>
      <td className="first nowrap">{account.login}</td>
      <td>{account.agency.name}</td>
      <td>{account.roles.map(roleName).join(', ')}</td>
      <td>{t(`settings.reach.${account.reach}`)}</td>
      <td className="state nowrap">
        {account.disabledAt ? t('settings.disabled', { time: formatDate(account.disabledAt) }) : t('settings.active')}
      </td>
    </tr>
  )
}

/** Settings: the accounts of the province, as far as one may see them. */
export function SettingsPage() {
  const { t, local } = useText()
  useTitle(t('settings.title'))
  const { can, session } = useSession()
  const allowed = can('accounts.read')
  const { list, items } = useAccounts(allowed)
  const roles = useRoles(allowed)
  const [adding, setAdding] = useState(false)
  if (session && !allowed) return <ErrorBox whole error={forbidden} />
  const roleName = (id: string) => {
    const role = roles.data?.items.find((each) => each.id === id)
    return role ? local(role.name) : id
  }
  return (
    <div className="page">
      <PageHead
        crumb={t('settings.title')}
        title={t('settings.accounts')}
        actions={
          can('accounts.manage') ? (
            <Button look="primary" onClick={() => setAdding(true)}>
              <Icon name="plus" size={16} />
              {t('settings.add')}
            </Button>
          ) : (
            <span className="quiet">{t('settings.cannotManage')}</span>
          )
        }
      />
      <SettingsTabs />
      <div className="table-wrap">
        {list.isPending && <Loading rows={6} />}
        {list.error && !items && <ErrorBox error={list.error} onRetry={() => list.refetch()} />}
        {items?.length === 0 && <EmptyState icon="user" title={t('settings.empty')} hint={t('settings.emptyHint')} />}
        {items && items.length > 0 && (
          <table className="table">
            <thead>
              <tr>
                {(['name', 'login', 'agency', 'roles', 'reach', 'state'] as const).map((column) => (
                  <th key={column} scope="col">
                    {t(`settings.col.${column}`)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {items.map((account) => (
                <Row key={account.id} account={account} roleName={roleName} />
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
          <NewAccountDialog onClose={() => setAdding(false)} />
        </Suspense>
      )}
    </div>
  )
}
