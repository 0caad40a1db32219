import { useState } from 'react'
import type { AgencyDetail } from '../../core/api/places.ts'
import { useAccountChoices } from '../api/accounts.ts'
import { useChangeAgency } from '../api/places.ts'
import { Field } from '../kit/field.tsx'
import { Pick } from '../kit/pick.tsx'
import { say } from '../kit/toast.tsx'
import { useText } from '../text/use-text.ts'
import { AgencyForm } from './agency-form.tsx'
import { useRefusal } from './agency-refusal.ts'
import { DayInput } from './day-input.tsx'
import { today } from './today.ts'

/** Gives a person a post in an agency from a day on. */
export function AgencyPostDialog({ agency, onClose }: { agency: AgencyDetail; onClose: () => void }) {
  const { t } = useText()
  const accounts = useAccountChoices(true)
  const give = useChangeAgency(agency.code, 'posts')
  const [account, setAccount] = useState<string | null>(null)
  const [wrong, setWrong] = useState<Record<string, string>>({})
  const refusal = useRefusal()(
    give.error ?? accounts.error,
    { accountId: t('post.refused.accountId'), title: t('post.refused.title'), from: t('post.dayBad') },
    { agency_closed: t('agencies.problem.agency_closed') },
  )
  const errors = Object.keys(wrong).length > 0 ? wrong : refusal.errors
  // A stable sort: the agency's own people first, each part by name.
  const active = (accounts.data ?? [])
    .filter(({ disabledAt }) => disabledAt === null)
    .sort((one, other) => one.name.localeCompare(other.name, 'vi'))
    .sort((one, other) => Number(other.agency.id === agency.id) - Number(one.agency.id === agency.id))
  function submit(read: (name: string) => string) {
    const [title, from] = [read('title'), read('from')]
    const found = {
      ...(account === null ? { accountId: t('post.personBad') } : {}),
      ...(title === '' ? { title: t('post.nameBad') } : {}),
      ...(from === '' ? { from: t('post.dayBad') } : {}),
    }
    setWrong(found)
    if (Object.keys(found).length > 0) return
    const name = active.find(({ id }) => String(id) === account)?.name ?? ''
    const onSuccess = () => {
      say(t('post.given', { title, name }))
      onClose()
    }
    give.mutate({ accountId: Number(account), title, from }, { onSuccess })
  }
  return (
    <AgencyForm
      title={t('post.give')}
      submit={t('post.give')}
      pending={give.isPending}
      errors={errors}
      general={refusal.general}
      onSubmit={submit}
      onClose={onClose}
    >
      <p>
        <b>{agency.name}</b>
      </p>
      <Field label={t('post.person')} id="accountId" hint={t('post.personHint')} error={errors.accountId}>
        {(control) => (
          <Pick
            control={control}
            options={active.map(({ id, name, login, agency: own }) => ({
              value: String(id),
              label: `${name} (${login}), ${own.name}`,
            }))}
            value={account}
            onChange={setAccount}
            nothing={t('post.personNone')}
          />
        )}
      </Field>
      <Field label={t('post.name')} id="title" hint={t('post.nameHint')} error={errors.title}>
        {(control) => <input {...control} className="input" name="title" maxLength={120} />}
      </Field>
      <Field label={t('post.from')} id="from" error={errors.from}>
        {(control) => <DayInput control={control} name="from" initial={today()} />}
      </Field>
      <p className="settings-effects">{t('post.giveReach')}</p>
    </AgencyForm>
  )
}
