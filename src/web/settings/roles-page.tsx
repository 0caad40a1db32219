import './roles.css'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { lazy, Suspense, useState } from 'react'
import type { Role } from '../../core/api/session.ts'
import { useRoles } from '../api/accounts.ts'
import { useSession } from '../api/session.ts'
import { Button } from '../kit/button.tsx'
import { ErrorBox } from '../kit/error-box.tsx'
import { formatDate } from '../kit/format.ts'
import { Icon } from '../kit/icon.tsx'
import { Loading } from '../kit/loading.tsx'
import { PageHead } from '../kit/panel.tsx'
import { useTitle } from '../shell/use-title.ts'
import { useText } from '../text/use-text.ts'
import { RolePanel } from './role-panel.tsx'
import { SettingsNav } from './settings-nav.tsx'

const RoleEditor = lazy(() => import('./role-editor.tsx').then((m) => ({ default: m.RoleEditor })))

function Row({ role, onOpen }: { role: Role; onOpen: (id: string) => void }) {
  const { t, local } = useText()
  const { id, permissions, holders, retiredAt } = role
  const state = holders > 0 ? t('role.used') : t('role.unused')
  return (
    <tr>
      <td className="wide">
        <button type="button" className="link" onClick={() => onOpen(id)}>
          {local(role.name)}
        </button>
      </td>
      <td className="num" data-label={t('role.col.permissions')}>
        {permissions.length}
      </td>
      <td className="num" data-label={t('role.col.holders')}>
        <button
          type="button"
          className="link"
          aria-label={t('role.showHolders', { n: holders, name: local(role.name) })}
          onClick={() => onOpen(id)}
        >
          {holders}
        </button>
      </td>
      <td className="state nowrap">{retiredAt ? t('role.retired', { day: formatDate(retiredAt) }) : state}</td>
    </tr>
  )
}

/** Settings: roles, who holds them, and what they permit. */
export function RolesPage() {
  const { t } = useText()
  useTitle(t('role.title'))
  const { can, session } = useSession()
  const { ma } = useSearch({ from: '/shell/cai-dat/vai-tro' })
  const navigate = useNavigate({ from: '/cai-dat/vai-tro' })
  const list = useRoles()
  const [editing, setEditing] = useState<{ role: Role | null; from: Role | null }>()
  const roles = list.data?.items
  const mayEdit = can('roles.manage') && session?.reach === 'province'
  const open = (id: string | undefined) => navigate({ search: id === undefined ? {} : { ma: id } })
  const opened = roles?.find(({ id }) => id === ma)
  if (editing && roles) {
    return (
      <Suspense fallback={<Loading rows={8} />}>
        <RoleEditor
          {...editing}
          roles={roles}
          onClose={(id) => {
            setEditing(undefined)
            open(id)
          }}
        />
      </Suspense>
    )
  }
  return (
    <div className="page">
      <PageHead
        crumb={t('settings.title')}
        title={t('role.title')}
        actions={
          mayEdit && (
            <Button look="primary" onClick={() => setEditing({ role: null, from: null })}>
              <Icon name="plus" size={16} />
              {t('role.add')}
            </Button>
          )
        }
      />
      <SettingsNav />
      <p className="roles-hint quiet">{t('role.hint')}</p>
      <div className={`settings-split${opened ? ' settings-split-open' : ''}`}>
        <div className="table-wrap">
          {list.isPending && <Loading rows={5} />}
          {list.error && !roles && <ErrorBox error={list.error} onRetry={() => list.refetch()} />}
          {roles && (
            <table className="table roles-table">
              <thead>
                <tr>
                  <th scope="col">{t('role.col.name')}</th>
                  <th scope="col" className="num">
                    {t('role.col.permissions')}
                  </th>
                  <th scope="col" className="num">
                    {t('role.col.holders')}
                  </th>
                  <th scope="col">{t('role.col.state')}</th>
                </tr>
              </thead>
              <tbody>
                {roles.map((role) => (
                  <Row key={role.id} role={role} onOpen={open} />
                ))}
              </tbody>
            </table>
          )}
        </div>
        {opened && (
          <RolePanel
            key={opened.id}
            role={opened}
            mayEdit={mayEdit}
            onEdit={() => setEditing({ role: opened, from: opened })}
            onCopy={() => setEditing({ role: null, from: opened })}
            onClose={() => open(undefined)}
          />
        )}
      </div>
    </div>
  )
}
