import { useState } from 'react'
import type { Role } from '../../core/api/session.ts'
import { useRetireRole, useRoleHolders } from '../api/roles.ts'
import { Button } from '../kit/button.tsx'
import { ErrorBox } from '../kit/error-box.tsx'
import { formatDate, formatDateTime } from '../kit/format.ts'
import { Loading } from '../kit/loading.tsx'
import { Facts, SidePanel } from '../kit/panel.tsx'
import { say } from '../kit/toast.tsx'
import { useText } from '../text/use-text.ts'
import { useRoleRefusal } from './role-refusal.ts'
import { RoleRetireDialog } from './role-retire-dialog.tsx'
import { useVerbs } from './role-verbs.ts'

function Holders({ role }: { role: Role }) {
  const { t } = useText()
  const { list, items } = useRoleHolders(role.id)
  return (
    <section className="block">
      <h3>{t('role.holders', { n: role.holders })}</h3>
      {list.isPending && <Loading rows={2} />}
      {list.error && !items && <ErrorBox error={list.error} onRetry={() => list.refetch()} />}
      {items?.length === 0 && <p className="quiet">{t('role.noHolders')}</p>}
      <ul className="settings-list">
        {items?.map(({ id, name, login, agency }) => (
          <li key={id}>
            <b>{name}</b> <span className="quiet">({login})</span>
            <br />
            <span className="quiet">{agency.name}</span>
          </li>
        ))}
      </ul>
      {list.hasNextPage && <Button onClick={() => list.fetchNextPage()}>{t('common.more')}</Button>}
      {role.holders > 0 && <p className="quiet roles-scope">{t('role.holdersScope')}</p>}
    </section>
  )
}

function Permissions({ role }: { role: Role }) {
  const { t } = useText()
  const { isReady, error, refetch, groupsWith } = useVerbs()
  const groups = groupsWith(role.permissions)
    .map(({ verbs, ...group }) => ({ ...group, verbs: verbs.filter(({ id }) => role.permissions.includes(id)) }))
    .filter(({ verbs }) => verbs.length > 0)
  return (
    <section className="block">
      <h3>{t('role.permissions', { n: role.permissions.length })}</h3>
      {error && !isReady && <ErrorBox error={error} onRetry={() => refetch()} />}
      {!isReady && !error && <Loading rows={4} />}
      {role.permissions.length === 0 && <p className="quiet">{t('role.noPermissions')}</p>}
      {isReady &&
        groups.map(({ key, title, verbs }) => (
          <div key={key} className="roles-group">
            <h4>{title}</h4>
            <ul>
              {verbs.map(({ id, label }) => (
                <li key={id}>{label}</li>
              ))}
            </ul>
          </div>
        ))}
    </section>
  )
}

/** One role: who holds it, what it permits; its changes. */
export function RolePanel(props: {
  role: Role
  mayEdit: boolean
  onEdit: () => void
  onCopy: () => void
  onClose: () => void
}) {
  const { role, mayEdit } = props
  const { t, local } = useText()
  const refusalText = useRoleRefusal()
  const retire = useRetireRole(role)
  const [asking, setAsking] = useState(false)
  const { changed, retiredAt } = role
  const name = local(role.name)
  return (
    <SidePanel
      label={t('role.title')}
      title={name}
      onClose={props.onClose}
      actions={
        mayEdit && (
          <>
            <Button onClick={props.onEdit}>{t('role.edit')}</Button>
            <Button onClick={props.onCopy}>{t('role.copy')}</Button>
            {retiredAt ? (
              <Button
                disabled={retire.isPending}
                onClick={() =>
                  retire.mutate(undefined, {
                    onSuccess: () => say(t('role.restoreDone', { name })),
                    onError: (error) => say(refusalText(error)),
                  })
                }
              >
                {t('role.restore')}
              </Button>
            ) : (
              <Button onClick={() => setAsking(true)}>{t('role.retire')}</Button>
            )}
          </>
        )
      }
    >
      {(changed || retiredAt) && (
        <section className="block">
          <Facts
            items={[
              ...(retiredAt ? [[t('role.col.state'), t('role.retired', { day: formatDate(retiredAt) })] as const] : []),
              ...(changed
                ? [
                    [
                      t('role.changed'),
                      t('role.changedBy', { name: changed.by.name, time: formatDateTime(changed.at) }),
                    ] as const,
                  ]
                : []),
            ]}
          />
        </section>
      )}
      <Holders role={role} />
      <Permissions role={role} />
      {asking && <RoleRetireDialog role={role} onClose={() => setAsking(false)} />}
    </SidePanel>
  )
}
