import { type FormEvent, useState } from 'react'
import type { NewAccount } from '../../core/api/session.ts'
import { useAgencies, useCreateAccount, useRoles } from '../api/accounts.ts'
import { ApiProblem } from '../api/client.ts'
import { Button } from '../kit/button.tsx'
import { Dialog } from '../kit/dialog.tsx'
import { ErrorSummary, Field } from '../kit/field.tsx'
import { Icon } from '../kit/icon.tsx'
import { Pick } from '../kit/pick.tsx'
import { say } from '../kit/toast.tsx'
import { useProblemText } from '../kit/use-problem-text.ts'
import { useText } from '../text/use-text.ts'
import { errorsByField } from './errors-by-field.ts'

const loginPattern = /^[a-z0-9][a-z0-9._-]{1,62}$/
const shortestPassword = 14
const refusable = ['login', 'agencyId', 'roles', 'reach'] as const
const reaches = ['agency', 'subtree', 'province'] as const

/** Creates an account: who, of which agency, in which roles, seeing how far. */
export function NewAccountDialog({ onClose }: { onClose: () => void }) {
  const { t, local } = useText()
  const agencies = useAgencies()
  const roles = useRoles()
  const offered = (roles.data?.items ?? []).filter(({ retiredAt }) => retiredAt === null)
  const create = useCreateAccount()
  const problemText = useProblemText()
  const [agency, setAgency] = useState<string | null>(null)
  const [wrong, setWrong] = useState<Record<string, string>>({})
  const refused = create.error instanceof ApiProblem ? errorsByField(create.error.errors) : {}
  for (const field of refusable) {
    // The server says it in English, for those who write programs.
    if (refused[field] !== undefined) refused[field] = t(`settings.refused.${field}`)
  }
  const errors = Object.keys(wrong).length > 0 ? wrong : refused
  const general = create.error && Object.keys(refused).length === 0 ? problemText(create.error) : undefined

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    const read = (name: string) => String(form.get(name) ?? '').trim()
    const chosen = form.getAll('roles').map(String)
    const reach = reaches.find((each) => each === read('reach')) ?? 'agency'
    const account: NewAccount = {
      name: read('name'),
      login: read('login'),
      agencyId: Number(agency),
      roles: chosen,
      reach,
      password: String(form.get('password') ?? ''),
    }
    const found = {
      ...(account.name === '' ? { name: t('settings.nameBad') } : {}),
      ...(loginPattern.test(account.login) ? {} : { login: t('settings.loginBad') }),
      ...(agency === null ? { agencyId: t('settings.agencyBad') } : {}),
      ...(chosen.length === 0 ? { roles: t('settings.rolesBad') } : {}),
      ...(account.password.length < shortestPassword ? { password: t('settings.passwordBad') } : {}),
    }
    setWrong(found)
    if (Object.keys(found).length > 0) return
    create.mutate(account, {
      onSuccess: () => {
        say(t('settings.created', { login: account.login }))
        onClose()
      },
    })
  }

  return (
    <Dialog title={t('settings.add')} onClose={onClose}>
      <form className="form" onSubmit={submit} noValidate autoComplete="off">
        <ErrorSummary errors={errors} general={general && `${t('error.saveTitle')} ${general}`} />
        <Field label={t('settings.name')} id="name" error={errors.name}>
          {(control) => <input {...control} className="input" name="name" maxLength={120} />}
        </Field>
        <Field label={t('settings.login')} id="login" hint={t('settings.loginHint')} error={errors.login}>
          {(control) => <input {...control} className="input" name="login" maxLength={63} autoCapitalize="none" />}
        </Field>
        <Field label={t('settings.agency')} id="agencyId" error={errors.agencyId}>
          {(control) => (
            <Pick
              control={control}
              options={(agencies.data ?? []).map(({ id, name }) => ({ value: String(id), label: name }))}
              value={agency}
              onChange={setAgency}
              placeholder={t('task.agencyPlaceholder')}
              nothing={t('task.agencyNone')}
            />
          )}
        </Field>
        <fieldset className={`field${errors.roles ? ' field-wrong' : ''}`} id="roles" tabIndex={-1}>
          <legend className="field-label">{t('settings.roles')}</legend>
          {errors.roles && (
            <p className="field-error">
              <Icon name="warn" size={14} />
              {errors.roles}
            </p>
          )}
          <div className="checks">
            {offered.map((role) => (
              <label key={role.id}>
                <input type="checkbox" name="roles" value={role.id} />
                {local(role.name)}
              </label>
            ))}
          </div>
        </fieldset>
        <fieldset className="field">
          <legend className="field-label">{t('settings.reachLabel')}</legend>
          <div className="checks">
            {reaches.map((reach) => (
              <label key={reach}>
                <input type="radio" name="reach" value={reach} defaultChecked={reach === 'agency'} />
                {t(`settings.reach.${reach}`)}
              </label>
            ))}
          </div>
        </fieldset>
        <Field label={t('settings.password')} id="password" hint={t('settings.passwordHint')} error={errors.password}>
          {(control) => (
            <input {...control} className="input" name="password" type="password" autoComplete="new-password" />
          )}
        </Field>
        <div className="form-actions">
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button type="submit" look="primary" disabled={create.isPending}>
            {t('settings.submit')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
