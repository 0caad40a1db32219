import { type FormEvent, useState } from 'react'
import type { IncidentDetail } from '../../core/api/work.ts'
import { ApiProblem } from '../api/client.ts'
import { useCommanders, useIncidentActions } from '../api/incidents.ts'
import { Button } from '../kit/button.tsx'
import { Dialog } from '../kit/dialog.tsx'
import { ErrorSummary, Field } from '../kit/field.tsx'
import { say } from '../kit/toast.tsx'
import { useProblemText } from '../kit/use-problem-text.ts'
import { useText } from '../text/use-text.ts'
import { PickPerson } from './pick-person.tsx'

/** Names who leads an incident, among people of the agencies in sight. */
export function CommanderDialog({ incident, onClose }: { incident: IncidentDetail; onClose: () => void }) {
  const { t } = useText()
  const { lead } = useIncidentActions(incident.id)
  const { data: people = [], error } = useCommanders()
  const problemText = useProblemText()
  const [account, setAccount] = useState<string | null>(null)
  const [missing, setMissing] = useState(false)
  const errors = missing && account === null ? { commander: t('incident.commander.missing') } : {}

  function submit(event: FormEvent) {
    event.preventDefault()
    setMissing(true)
    const chosen = people.find(({ account: { id } }) => String(id) === account)
    if (!chosen) return
    const onSuccess = () => {
      say(t('incident.commander.named', { name: chosen.account.name }))
      onClose()
    }
    lead.mutate(chosen.account.id, { onSuccess })
  }

  const failed = lead.error ?? error
  const isSame = failed instanceof ApiProblem && failed.code === 'same_commander'
  return (
    <Dialog title={t(incident.commander ? 'incident.commander.change' : 'incident.commander.name')} onClose={onClose}>
      <form className="form" onSubmit={submit} noValidate>
        <ErrorSummary
          errors={errors}
          general={failed ? (isSame ? t('incident.commander.same') : problemText(failed)) : undefined}
        />
        {incident.handover && (
          <p className="note-box">{t('incident.commander.endsOffer', { name: incident.handover.to.name })}</p>
        )}
        <Field
          label={t('incident.commander.label')}
          hint={t('incident.commander.hint')}
          id="commander"
          error={errors.commander}
        >
          {(control) => (
            <PickPerson
              control={control}
              people={people}
              value={account}
              onChange={setAccount}
              nothing={t('incident.commander.none')}
            />
          )}
        </Field>
        <div className="form-actions">
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button type="submit" look="primary" disabled={lead.isPending}>
            {t('incident.commander.submit')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
