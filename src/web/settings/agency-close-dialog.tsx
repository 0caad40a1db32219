import { useState } from 'react'
import type { AgencyDetail } from '../../core/api/places.ts'
import { useAgencies } from '../api/accounts.ts'
import { useAgencyEffects, useChangeAgency } from '../api/places.ts'
import { useSession } from '../api/session.ts'
import { Field } from '../kit/field.tsx'
import { Pick } from '../kit/pick.tsx'
import { say } from '../kit/toast.tsx'
import { useText } from '../text/use-text.ts'
import { AgencyForm } from './agency-form.tsx'
import { useRefusal } from './agency-refusal.ts'

/** Closes an agency for good, with what followed it, after saying what stays. */
export function AgencyCloseDialog({ agency, onClose }: { agency: AgencyDetail; onClose: () => void }) {
  const { t } = useText()
  const agencies = useAgencies()
  const { data: effects } = useAgencyEffects(agency.code, null)
  const close = useChangeAgency(agency.code, 'close')
  const [successor, setSuccessor] = useState<string | null>(null)
  const { can } = useSession()
  const [isDisabling, setDisabling] = useState(false)
  const [wrong, setWrong] = useState<Record<string, string>>({})
  const refusal = useRefusal()(
    close.error,
    { successorId: t('agencies.refused.successorId'), reason: t('agencies.reasonBad') },
    {
      agency_closed: t('agencies.problem.agency_closed'),
      agency_is_root: t('agencies.problem.agency_is_root'),
      account_own: t('accounts.refused.account_own'),
      account_beyond: t('accounts.refused.account_beyond'),
      role_last_holder: t('accounts.refused.account_own'),
      agency_has_children: t('agencies.problem.agency_has_children'),
    },
  )
  const errors = Object.keys(wrong).length > 0 ? wrong : refusal.errors
  const { children } = agency
  function submit(read: (name: string) => string) {
    const reason = read('reason')
    setWrong(reason === '' ? { reason: t('agencies.reasonBad') } : {})
    if (reason === '') return
    const onSuccess = () => {
      say(t('agencies.closed'))
      onClose()
    }
    const successorId = successor === null ? null : Number(successor)
    close.mutate({ reason, successorId, disableAccounts: isDisabling }, { onSuccess })
  }
  return (
    <AgencyForm
      title={t('agencies.close')}
      submit={t('agencies.close')}
      pending={close.isPending}
      disabled={children.length > 0}
      errors={errors}
      general={refusal.general}
      onSubmit={submit}
      onClose={onClose}
    >
      <p>
        <b>{agency.name}</b>
      </p>
      {children.length > 0 ? (
        <section className="settings-effects">
          <p>{t('agencies.closeChildren', { n: children.length })}</p>
          <ul>
            {children.map(({ id, name }) => (
              <li key={id}>{name}</li>
            ))}
          </ul>
        </section>
      ) : (
        <>
          <Field label={t('agencies.reason')} id="reason" error={errors.reason}>
            {(control) => <textarea {...control} className="input" name="reason" maxLength={2_000} data-autofocus />}
          </Field>
          <Field
            label={t('agencies.successor')}
            id="successorId"
            hint={t('agencies.successorHint')}
            error={errors.successorId}
            optional
          >
            {(control) => (
              <Pick
                control={control}
                options={(agencies.data ?? [])
                  .filter(({ id }) => id !== agency.id)
                  .map(({ id, name }) => ({ value: String(id), label: name }))}
                value={successor}
                onChange={setSuccessor}
                placeholder={t('task.agencyPlaceholder')}
                nothing={t('task.agencyNone')}
              />
            )}
          </Field>
          {effects && effects.accounts > 0 && can('accounts.manage') && (
            <Field
              label={t('accounts.withAgency', { n: effects.accounts })}
              id="disableAccounts"
              hint={t('accounts.withAgencyHint')}
            >
              {(control) => (
                <span className="settings-check">
                  <input
                    {...control}
                    type="checkbox"
                    checked={isDisabling}
                    onChange={({ target }) => setDisabling(target.checked)}
                  />
                </span>
              )}
            </Field>
          )}
          <section className="settings-effects">
            <h3>{t('agencies.closeTitle')}</h3>
            <p>{t('agencies.closeKept')}</p>
            {effects && effects.accounts > 0 && !isDisabling && (
              <p>{t('agencies.closeAccounts', { n: effects.accounts })}</p>
            )}
            {effects && effects.posts > 0 && <p>{t('agencies.closePosts', { n: effects.posts })}</p>}
            {successor !== null && <p>{t('agencies.closeSuccessor')}</p>}
          </section>
        </>
      )}
    </AgencyForm>
  )
}
