import { useState } from 'react'
import type { Account } from '../../core/api/session.ts'
import { useChangeAccount } from '../api/accounts.ts'
import { Field } from '../kit/field.tsx'
import { say } from '../kit/toast.tsx'
import { useText } from '../text/use-text.ts'
import { useAccountRefusal } from './account-refusal.ts'
import { AgencyForm } from './agency-form.tsx'

const shortestPassword = 14

/** Asks before an account is disabled: what follows at once, and what stays. */
export function AccountDisableDialog({ account, onClose }: { account: Account; onClose: () => void }) {
  const { t } = useText()
  const disable = useChangeAccount(account.id, 'disable')
  const { general, errors } = useAccountRefusal()(disable.error)
  const { name, version } = account
  const onSuccess = () => {
    say(t('accounts.disabled', { name }))
    onClose()
  }
  return (
    <AgencyForm
      title={t('accounts.disableTitle', { name })}
      submit={t('accounts.disable')}
      pending={disable.isPending}
      errors={errors}
      general={general}
      onSubmit={() => disable.mutate({ version }, { onSuccess })}
      onClose={onClose}
    >
      <p>{t('accounts.disableReach')}</p>
    </AgencyForm>
  )
}

/** Sets a first password that must be changed at the next sign-in. */
export function AccountPasswordDialog({ account, onClose }: { account: Account; onClose: () => void }) {
  const { t } = useText()
  const set = useChangeAccount(account.id, 'password')
  const refusal = useAccountRefusal()(set.error)
  const [wrong, setWrong] = useState<Record<string, string>>({})
  const errors = Object.keys(wrong).length > 0 ? wrong : refusal.errors
  const { name } = account
  const onSuccess = () => {
    say(t('accounts.passwordSet', { name }))
    onClose()
  }
  function submit(read: (name: string) => string) {
    const password = read('password')
    const isShort = password.length < shortestPassword
    setWrong(isShort ? { password: t('settings.passwordBad') } : {})
    if (!isShort) set.mutate({ password }, { onSuccess })
  }
  return (
    <AgencyForm
      title={t('accounts.passwordTitle', { name })}
      submit={t('accounts.password')}
      pending={set.isPending}
      errors={errors}
      general={refusal.general}
      onSubmit={submit}
      onClose={onClose}
    >
      <Field label={t('accounts.newPassword')} id="password" hint={t('settings.passwordHint')} error={errors.password}>
        {(control) => (
          <input {...control} className="input" name="password" type="password" autoComplete="new-password" />
        )}
      </Field>
      <p className="settings-effects">{t('accounts.passwordReach')}</p>
    </AgencyForm>
  )
}
