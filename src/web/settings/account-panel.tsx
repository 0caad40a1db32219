import { useState } from 'react'
import type { Account } from '../../core/api/session.ts'
import { useAccount, useChangeAccount } from '../api/accounts.ts'
import { useSession } from '../api/session.ts'
import { Button } from '../kit/button.tsx'
import { ErrorBox } from '../kit/error-box.tsx'
import { formatDateTime } from '../kit/format.ts'
import { Loading } from '../kit/loading.tsx'
import { Facts, SidePanel } from '../kit/panel.tsx'
import { say } from '../kit/toast.tsx'
import { useText } from '../text/use-text.ts'
import { AccountDisableDialog, AccountPasswordDialog } from './account-ask-dialog.tsx'
import { AccountEditDialog } from './account-edit-dialog.tsx'
import { useAccountRefusal } from './account-refusal.ts'

const dialogs = { edit: AccountEditDialog, disable: AccountDisableDialog, password: AccountPasswordDialog }

/** What an account's state is called: also that it may sign in although its agency is closed. */
export function useAccountState() {
  const { t } = useText()
  return ({ disabledAt, agency }: Account) => {
    if (disabledAt) return t('settings.disabled', { time: formatDateTime(disabledAt) })
    return agency.closedAt ? t('accounts.closedAgency') : t('settings.active')
  }
}

function Actions(props: { account: Account; onAsk: (ask: keyof typeof dialogs) => void }) {
  const { account, onAsk } = props
  const { t } = useText()
  const { session } = useSession()
  const enable = useChangeAccount(account.id, 'enable')
  const refusal = useAccountRefusal()
  const isOwn = session?.account.id === account.id
  const { name, version } = account
  return (
    <>
      <Button onClick={() => onAsk('edit')}>{t('accounts.edit')}</Button>
      {!isOwn && <Button onClick={() => onAsk('password')}>{t('accounts.password')}</Button>}
      {!isOwn && !account.disabledAt && <Button onClick={() => onAsk('disable')}>{t('accounts.disable')}</Button>}
      {account.disabledAt && (
        <Button
          disabled={enable.isPending}
          onClick={() =>
            enable.mutate(
              { version },
              {
                onSuccess: () => say(t('accounts.enabled', { name })),
                onError: (error) => say(refusal(error).general ?? ''),
              },
            )
          }
        >
          {t('accounts.enable')}
        </Button>
      )}
    </>
  )
}

/** One account: who, where, what it may do; its changes. */
export function AccountPanel(props: { id: number; roleName: (id: string) => string; onClose: () => void }) {
  const { t } = useText()
  const { can } = useSession()
  const { data: account, error, isPending, refetch } = useAccount(props.id)
  const stateOf = useAccountState()
  const [asked, setAsked] = useState<keyof typeof dialogs>()
  const Asked = asked && dialogs[asked]
  return (
    <SidePanel
      label={t('accounts.label')}
      title={account?.name ?? t('accounts.label')}
      onClose={props.onClose}
      actions={account && can('accounts.manage') && <Actions account={account} onAsk={setAsked} />}
    >
      {isPending && <Loading rows={4} />}
      {error && !account && <ErrorBox error={error} onRetry={() => refetch()} />}
      {account && (
        <section className="block">
          <Facts
            items={[
              [t('settings.login'), account.login],
              [t('settings.agency'), account.agency.name],
              [t('settings.roles'), account.roles.map(props.roleName).join(', ')],
              [t('settings.reachLabel'), t(`settings.reach.${account.reach}`)],
              [t('settings.col.state'), stateOf(account)],
              ...(account.mustChangePassword ? [[t('accounts.passwordState'), t('accounts.mustChange')] as const] : []),
              [t('accounts.created'), formatDateTime(account.createdAt)],
              ...(account.changed
                ? [
                    [
                      t('accounts.changed'),
                      t('accounts.changedBy', {
                        name: account.changed.by.name,
                        time: formatDateTime(account.changed.at),
                      }),
                    ] as const,
                  ]
                : []),
            ]}
          />
          {account.agency.closedAt && !account.disabledAt && (
            <p className="settings-effects">{t('accounts.closedHint')}</p>
          )}
        </section>
      )}
      {account && Asked && <Asked account={account} onClose={() => setAsked(undefined)} />}
    </SidePanel>
  )
}
