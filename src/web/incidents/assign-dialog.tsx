import { type FormEvent, useState } from 'react'
import type { IncidentDetail, NewTask } from '../../core/api/work.ts'
import { useAgencies } from '../api/accounts.ts'
import { useDeadlinePreview, useIncidentActions } from '../api/incidents.ts'
import { Button } from '../kit/button.tsx'
import { Dialog } from '../kit/dialog.tsx'
import { ErrorSummary, Field } from '../kit/field.tsx'
import { formatLongDate, formatTime } from '../kit/format.ts'
import { Icon } from '../kit/icon.tsx'
import { Pick } from '../kit/pick.tsx'
import { say } from '../kit/toast.tsx'
import { useProblemText } from '../kit/use-problem-text.ts'
import { useText } from '../text/use-text.ts'

const longestDays = 90

function DuePreview({ days }: { days: number }) {
  const { t, language } = useText()
  const valid = Number.isInteger(days) && days >= 1 && days <= longestDays
  const { data } = useDeadlinePreview(days, valid)
  const time = data && `${formatTime(data.dueAt)}, ${formatLongDate(data.dueAt, language)}`
  return (
    <p className="note-box" role="status">
      <Icon name="clock" size={16} />
      <span>
        <b>{time ? t('task.due', { time }) : t('task.duePending')}</b>
        <br />
        {t('task.dueHint')}
      </span>
    </p>
  )
}

/**
 * Gives a task to an agency; the deadline in the province's working days is shown before it is sent. With a `draft`, such as a task of an
 * earlier incident, all of it is filled in and may be changed.
 */
export function AssignDialog(props: { incident: IncidentDetail; draft?: NewTask | undefined; onClose: () => void }) {
  const { incident, draft, onClose } = props
  const { t } = useText()
  const { assign } = useIncidentActions(incident.id)
  const agencies = useAgencies()
  const problemText = useProblemText()
  const [agency, setAgency] = useState(draft ? String(draft.agencyId) : null)
  const [days, setDays] = useState(String(draft?.workingDays ?? 1))
  const [errors, setErrors] = useState<Record<string, string>>({})

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    const title = String(form.get('title') ?? '').trim()
    const instructions = String(form.get('instructions') ?? '').trim()
    const workingDays = Number(days)
    const found = {
      ...(agency === null ? { 'task-agency': t('task.agencyMissing') } : {}),
      ...(title === '' ? { 'task-title': t('task.whatMissing') } : {}),
      ...(Number.isInteger(workingDays) && workingDays >= 1 && workingDays <= longestDays
        ? {}
        : { 'task-days': t('task.daysBad') }),
    }
    setErrors(found)
    if (Object.keys(found).length > 0) return
    assign.mutate(
      { agencyId: Number(agency), title, instructions, workingDays },
      {
        onSuccess: (task) => {
          say(t('task.assigned', { agency: task.agency.name }))
          onClose()
        },
      },
    )
  }

  return (
    <Dialog title={t('task.assign')} onClose={onClose}>
      <form className="form" onSubmit={submit} noValidate>
        <ErrorSummary
          errors={errors}
          general={assign.error ? `${t('error.saveTitle')} ${problemText(assign.error)}` : undefined}
        />
        <Field label={t('task.agency')} id="task-agency" error={errors['task-agency']}>
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
        <Field label={t('task.what')} id="task-title" error={errors['task-title']}>
          {(control) => (
            <input
              {...control}
              className="input"
              name="title"
              defaultValue={draft?.title}
              maxLength={300}
              autoComplete="off"
            />
          )}
        </Field>
        <Field label={t('task.instructions')} optional>
          {(control) => (
            <textarea
              {...control}
              className="input"
              name="instructions"
              defaultValue={draft?.instructions}
              maxLength={4_000}
            />
          )}
        </Field>
        <Field label={t('task.days')} id="task-days" error={errors['task-days']}>
          {(control) => (
            <input
              {...control}
              className="input input-short"
              type="number"
              min={1}
              max={longestDays}
              value={days}
              onChange={(event) => setDays(event.target.value)}
            />
          )}
        </Field>
        <DuePreview days={Number(days)} />
        <div className="form-actions">
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button type="submit" look="primary" disabled={assign.isPending}>
            {t('task.submit')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
