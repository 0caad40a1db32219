import { type FormEvent, useState } from 'react'
import type { IncidentDetail } from '../../core/api/work.ts'
import { useHandover, useSuccessors } from '../api/handovers.ts'
import { Button } from '../kit/button.tsx'
import { Dialog } from '../kit/dialog.tsx'
import { ErrorSummary, Field } from '../kit/field.tsx'
import { say } from '../kit/toast.tsx'
import { useProblemText } from '../kit/use-problem-text.ts'
import { useText } from '../text/use-text.ts'
import { PickPerson } from './pick-person.tsx'
import { useHandoverNote } from './use-handover-note.ts'

/** Hands the command to another person; how the incident stands is in the note already, to be edited. */
export function HandoverDialog({ incident, onClose }: { incident: IncidentDetail; onClose: () => void }) {
  const { t } = useText()
  const { offer } = useHandover(incident.id)
  const { data: people = [], error } = useSuccessors(incident.id)
  const problemText = useProblemText()
  const write = useHandoverNote()
  // Of the moment at which one began to write: a draft that changes under the hand is none.
  const [draft] = useState(() => write(incident))
  const [account, setAccount] = useState<string | null>(null)
  const [wrong, setWrong] = useState<Record<string, string>>({})

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const note = String(new FormData(event.currentTarget).get('note') ?? '').trim()
    const chosen = people.find(({ account: { id } }) => String(id) === account)
    setWrong({
      ...(chosen ? {} : { 'handover-to': t('incident.handover.toMissing') }),
      ...(note === '' ? { 'handover-note': t('incident.handover.noteMissing') } : {}),
    })
    if (!chosen || note === '') return
    const onSuccess = () => {
      say(t('incident.handover.offered', { name: chosen.account.name }))
      onClose()
    }
    offer.mutate({ to: chosen.account.id, note }, { onSuccess })
  }

  const failed = offer.error ?? error
  return (
    <Dialog title={t('incident.handover.title')} onClose={onClose}>
      <form className="form" onSubmit={submit} noValidate>
        <ErrorSummary errors={wrong} general={failed ? problemText(failed) : undefined} />
        <Field
          label={t('incident.handover.to')}
          hint={t('incident.handover.toHint')}
          id="handover-to"
          error={wrong['handover-to']}
        >
          {(control) => (
            <PickPerson
              control={control}
              people={people}
              value={account}
              onChange={setAccount}
              nothing={t('incident.handover.nobody')}
            />
          )}
        </Field>
        <Field
          label={t('incident.handover.note')}
          hint={t('incident.handover.noteHint')}
          id="handover-note"
          error={wrong['handover-note']}
        >
          {(control) => (
            <textarea
              {...control}
              className="input handover-draft"
              name="note"
              maxLength={4_000}
              defaultValue={draft}
            />
          )}
        </Field>
        <div className="form-actions">
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button type="submit" look="primary" disabled={offer.isPending}>
            {t('incident.handover.submit')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
