import { type FormEvent, useState } from 'react'
import type { BulletinRow } from '../../core/api/bulletins.ts'
import { useBulletinActions } from '../api/bulletins.ts'
import { Button } from '../kit/button.tsx'
import { Icon } from '../kit/icon.tsx'
import { say } from '../kit/toast.tsx'
import { useText } from '../text/use-text.ts'
import { useBulletinProblem } from './use-bulletin-problem.ts'

/** Writes down on its own line that an agency was called, and who took the call. */
export function PhoneForm(props: { incidentId: string; id: string; row: BulletinRow }) {
  const { t } = useText()
  const { incidentId, id, row } = props
  const { phone } = useBulletinActions(incidentId)
  const problemText = useBulletinProblem()
  const [isOpen, setOpen] = useState(false)
  const [wrong, setWrong] = useState<string>()
  const agency = row.agency.name
  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const note = String(new FormData(event.currentTarget).get('note') ?? '').trim()
    setWrong(note === '' ? t('bulletin.phonedMissing') : undefined)
    if (note === '') return
    phone.mutate({ id, agencyId: row.agency.id, note }, { onSuccess: () => say(t('bulletin.phoned', { agency })) })
  }
  if (!isOpen)
    return (
      <Button small onClick={() => setOpen(true)} aria-label={`${t('bulletin.markPhoned')}: ${agency}`}>
        <Icon name="phone" size={14} />
        {t('bulletin.markPhoned')}
      </Button>
    )
  const fault = wrong ?? (phone.error ? problemText(phone.error) : undefined)
  return (
    <form className="phone-form" onSubmit={submit} noValidate>
      <input
        className="input"
        name="note"
        maxLength={500}
        autoComplete="off"
        aria-label={t('bulletin.phonedNote', { agency })}
        placeholder={t('bulletin.phonedMissing')}
        aria-invalid={fault !== undefined}
        // biome-ignore lint/a11y/noAutofocus: it opens under the button that was pressed
        autoFocus
      />
      <Button small type="submit" look="primary" disabled={phone.isPending}>
        {t('bulletin.phonedSubmit')}
      </Button>
      {fault && (
        <p className="field-error" role="alert">
          {fault}
        </p>
      )}
    </form>
  )
}
