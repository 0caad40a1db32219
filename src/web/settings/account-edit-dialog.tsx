import { useState } from 'react'
import type { Account } from '../../core/api/session.ts'
import { useAgencies, useEditAccount, useRoles } from '../api/accounts.ts'
import { ApiProblem, get } from '../api/client.ts'
import { useSession } from '../api/session.ts'
import { Button } from '../kit/button.tsx'
import { Field } from '../kit/field.tsx'
import { formatDateTime } from '../kit/format.ts'
import { Icon } from '../kit/icon.tsx'
import { Facts } from '../kit/panel.tsx'
import { Pick } from '../kit/pick.tsx'
import { say } from '../kit/toast.tsx'
import { useText } from '../text/use-text.ts'
import { useAccountRefusal } from './account-refusal.ts'
import { AgencyForm } from './agency-form.tsx'

const reaches = ['agency', 'subtree', 'province'] as const
const parts = ['name', 'agencyId', 'roles', 'reach'] as const

const valuesOf = ({ name, agency, roles, reach }: Account) => ({ name, agencyId: agency.id, roles, reach })
type Values = ReturnType<typeof valuesOf>
const isSame = (one: Values, other: Values, part: keyof Values) =>
  JSON.stringify([one[part]].flat().toSorted()) === JSON.stringify([other[part]].flat().toSorted())

/** Edits who an account is for and what it may do. When another was first it says what stands now, and lets a person choose. */
export function AccountEditDialog({ account, onClose }: { account: Account; onClose: () => void }) {
  const { t, local } = useText()
  const { session } = useSession()
  const [base, setBase] = useState(account)
  const [values, setValues] = useState<Values>(valuesOf(account))
  const [fresh, setFresh] = useState<Account>()
  const [wrong, setWrong] = useState<Record<string, string>>({})
  const agencies = useAgencies()
  const roles = useRoles()
  const edit = useEditAccount(account.id)
  const refusal = useAccountRefusal()(fresh ? null : edit.error)
  const errors = Object.keys(wrong).length > 0 ? wrong : refusal.errors
  const isOwn = session?.account.id === account.id
  const isUnchanged = parts.every((part) => isSame(valuesOf(base), values, part))
  const offered = (roles.data?.items ?? []).filter(({ id, retiredAt }) => retiredAt === null || base.roles.includes(id))
  const roleName = (id: string) => local(roles.data?.items.find((each) => each.id === id)?.name ?? { vi: id, en: id })
  const options = (agencies.data ?? []).map(({ id, name }) => ({ value: String(id), label: name }))
  const hasOwn = options.some(({ value }) => value === String(base.agency.id))
  if (!hasOwn) options.push({ value: String(base.agency.id), label: base.agency.name })

  function submit() {
    const found = {
      ...(values.name.trim() === '' ? { name: t('settings.nameBad') } : {}),
      ...(values.roles.length === 0 ? { roles: t('settings.rolesBad') } : {}),
    }
    setWrong(found)
    if (Object.keys(found).length > 0) return
    const { version } = base
    edit.mutate(
      { ...values, name: values.name.trim(), version },
      {
        onSuccess: ({ login }) => {
          say(t('accounts.saved', { login }))
          onClose()
        },
        onError: async (problem) => {
          if (!(problem instanceof ApiProblem) || problem.code !== 'account_changed') return
          setFresh(await get<Account>(`/api/accounts/${account.id}`))
        },
      },
    )
  }
  /** Goes on from what stands now, with or without one's own changes. */
  function goOn(isKept: boolean) {
    if (!fresh) return
    const now = valuesOf(fresh)
    const mine = parts.filter((part) => isKept && !isSame(valuesOf(base), values, part))
    setValues({ ...now, ...Object.fromEntries(mine.map((part) => [part, values[part]])) })
    setBase(fresh)
    setFresh(undefined)
    edit.reset()
  }
  return (
    <AgencyForm
      title={t('accounts.editTitle', { login: account.login })}
      submit={t('accounts.save')}
      pending={edit.isPending}
      disabled={isUnchanged || fresh !== undefined}
      errors={errors}
      general={refusal.general}
      onSubmit={submit}
      onClose={onClose}
    >
      {fresh && (
        <section className="settings-effects" role="alert" aria-label={t('accounts.conflict.title')}>
          <h3 className="roles-clash">
            <Icon name="warn" size={16} />
            {t('accounts.conflict.title')}
          </h3>
          {fresh.changed && (
            <p>{t('accounts.conflict.by', { name: fresh.changed.by.name, time: formatDateTime(fresh.changed.at) })}</p>
          )}
          <p>{t('accounts.conflict.theirs')}</p>
          <Facts
            items={[
              [t('settings.name'), fresh.name],
              [t('settings.agency'), fresh.agency.name],
              [t('settings.roles'), fresh.roles.map(roleName).join(', ')],
              [t('settings.reachLabel'), t(`settings.reach.${fresh.reach}`)],
            ]}
          />
          <div className="form-actions">
            <Button onClick={() => goOn(false)}>{t('accounts.conflict.drop')}</Button>
            <Button look="primary" onClick={() => goOn(true)}>
              {t('accounts.conflict.keep')}
            </Button>
          </div>
        </section>
      )}
      <Field label={t('settings.name')} id="name" error={errors.name}>
        {(control) => (
          <input
            {...control}
            className="input"
            maxLength={120}
            value={values.name}
            onChange={(event) => setValues({ ...values, name: event.target.value })}
          />
        )}
      </Field>
      {isOwn ? (
        <p className="settings-effects">{t('accounts.own')}</p>
      ) : (
        <Field label={t('settings.agency')} id="agencyId" error={errors.agencyId}>
          {(control) => (
            <Pick
              control={control}
              options={options}
              value={String(values.agencyId)}
              onChange={(id) => id !== null && setValues({ ...values, agencyId: Number(id) })}
              nothing={t('task.agencyNone')}
            />
          )}
        </Field>
      )}
      <fieldset className={`field${errors.roles ? ' field-wrong' : ''}`} id="roles" tabIndex={-1}>
        <legend className="field-label">{t('settings.roles')}</legend>
        {errors.roles && (
          <p className="field-error">
            <Icon name="warn" size={14} />
            {errors.roles}
          </p>
        )}
        <div className="checks">
          {offered.map(({ id, name }) => (
            <label key={id}>
              <input
                type="checkbox"
                checked={values.roles.includes(id)}
                onChange={({ target }) => {
                  const others = values.roles.filter((each) => each !== id)
                  setValues({ ...values, roles: target.checked ? [...others, id] : others })
                }}
              />
              {local(name)}
            </label>
          ))}
        </div>
      </fieldset>
      {!isOwn && (
        <fieldset className="field" id="reach" tabIndex={-1}>
          <legend className="field-label">{t('settings.reachLabel')}</legend>
          {errors.reach && <p className="field-error">{errors.reach}</p>}
          <div className="checks">
            {reaches.map((reach) => (
              <label key={reach}>
                <input
                  type="radio"
                  name="reach"
                  checked={values.reach === reach}
                  onChange={() => setValues({ ...values, reach })}
                />
                {t(`settings.reach.${reach}`)}
              </label>
            ))}
          </div>
        </fieldset>
      )}
      <p className="quiet">{isUnchanged ? t('accounts.nothing') : t('accounts.reachNow')}</p>
    </AgencyForm>
  )
}
