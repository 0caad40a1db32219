import { type FormEvent, useState } from 'react'
import { useAgencies } from '../api/accounts.ts'
import { ApiProblem } from '../api/client.ts'
import { type Channel, useChannelActions } from '../api/messages.ts'
import { Button } from '../kit/button.tsx'
import { Dialog } from '../kit/dialog.tsx'
import { ErrorSummary, Field } from '../kit/field.tsx'
import { Pick } from '../kit/pick.tsx'
import { say } from '../kit/toast.tsx'
import { useProblemText } from '../kit/use-problem-text.ts'
import { useText } from '../text/use-text.ts'

/** Gives an agency an address on a channel. What was typed stays when it is refused. */
export function AddressDialog({ channel, onClose }: { channel: Channel; onClose: () => void }) {
  const { t, local } = useText()
  const { add } = useChannelActions(channel)
  const agencies = useAgencies()
  const problemText = useProblemText()
  const [agency, setAgency] = useState<string | null>(null)
  const [missing, setMissing] = useState<Record<string, string>>({})
  const refused =
    add.error instanceof ApiProblem && add.error.code === 'bad_address' ? add.error.errors[0]?.message : undefined
  const errors: Record<string, string> = { ...missing, ...(refused ? { 'new-address': refused } : {}) }

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    const address = String(form.get('address') ?? '').trim()
    const note = String(form.get('note') ?? '').trim()
    const wrong = {
      ...(agency === null ? { 'new-agency': t('channel.agencyMissing') } : {}),
      ...(address === '' ? { 'new-address': t('channel.addressMissing') } : {}),
    }
    setMissing(wrong)
    if (agency === null || address === '') return
    const onSuccess = (made: { agency: { name: string } }) => {
      say(t('channel.added', { name: made.agency.name }))
      onClose()
    }
    add.mutate({ agencyId: Number(agency), address, note }, { onSuccess })
  }

  return (
    <Dialog title={t('channel.addTitle', { name: local(channel.name) })} onClose={onClose}>
      <form className="form" onSubmit={submit} noValidate autoComplete="off">
        <ErrorSummary
          errors={errors}
          general={add.error && !refused ? `${t('error.saveTitle')} ${problemText(add.error)}` : undefined}
        />
        <Field label={t('channel.agency')} error={errors['new-agency']} id="new-agency">
          {(control) => (
            <Pick
              control={control}
              options={(agencies.data ?? []).map(({ id, name }) => ({ value: String(id), label: name }))}
              value={agency}
              onChange={setAgency}
              placeholder={t('channel.pickAgency')}
              nothing={t('channel.noAgency')}
            />
          )}
        </Field>
        <Field label={local(channel.addressName)} error={errors['new-address']} id="new-address">
          {(control) => <input {...control} className="input" name="address" maxLength={320} />}
        </Field>
        <Field label={t('channel.note')} hint={t('channel.noteHint')} optional>
          {(control) => <input {...control} className="input" name="note" maxLength={200} />}
        </Field>
        <div className="form-actions">
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button type="submit" look="primary" disabled={add.isPending}>
            {t('channel.add')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
