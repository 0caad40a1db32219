import type { FormEvent } from 'react'
import type { IncidentDetail, NewTask } from '../../core/api/work.ts'
import { useAgencies } from '../api/accounts.ts'
import { useDeadlinePreview, useIncidentActions } from '../api/incidents.ts'
import { Button } from '../kit/button.tsx'
import { Dialog } from '../kit/dialog.tsx'
import { ErrorSummary, Field } from '../kit/field.tsx'
import { formatLongDate, formatTime } from '../kit/format.ts'
import { Icon } from '../kit/icon.tsx'
import { Pick } from '../kit/pick.tsx'
import { isTyped, TermField, type TypedTerm, termOf } from '../kit/term-field.tsx'
import { say } from '../kit/toast.tsx'
import { useFaults } from '../kit/use-faults.ts'
import { useKept } from '../kit/use-kept.ts'
import { useProblemText } from '../kit/use-problem-text.ts'
import { useText } from '../text/use-text.ts'

function DuePreview({ term }: { term: TypedTerm }) {
  const { t, language } = useText()
  const valid = isTyped(term)
  const { data } = useDeadlinePreview(termOf(term), valid)
  if (!valid)
    return (
      <p className="note-box" role="status">
        <Icon name="clock" size={16} />
        {t('task.daysBad')}
      </p>
    )
  const time = data && `${formatTime(data.dueAt)}, ${formatLongDate(data.dueAt, language)}`
  return (
    <p className="note-box" role="status">
      <Icon name="clock" size={16} />
      <span>
        <b>{time ? t('task.due', { time }) : t('task.duePending')}</b>
        <br />
        {t(`task.dueHint.${term.unit}`)}
      </span>
    </p>
  )
}

/**
 * Gives a task to an agency; the deadline by the clock or in the province's working days is shown before it is sent. With a `draft`, such
 * as a task of an earlier incident, all of it is filled in and may be changed.
 */
export function AssignDialog(props: { incident: IncidentDetail; draft?: NewTask | undefined; onClose: () => void }) {
  const { incident, draft, onClose } = props
  const { t } = useText()
  const { assign } = useIncidentActions(incident.id)
  const agencies = useAgencies()
  const problemText = useProblemText()
  const { amount, unit } = draft?.term ?? { amount: 1, unit: 'working_day' }
  const { value, set, drop } = useKept(
    ['task', incident.id, ...(draft ? [draft.agencyId, draft.title] : [])].join('.'),
    {
      agency: draft ? String(draft.agencyId) : '',
      title: draft?.title ?? '',
      instructions: draft?.instructions ?? '',
      amount: String(amount),
      unit,
    },
  )
  const agency = value.agency || null
  const term: TypedTerm = { amount: value.amount, unit: value.unit }
  const { errors, all, sends, onBlur } = useFaults(() => ({
    ...(agency === null ? { 'task-agency': t('task.agencyMissing') } : {}),
    ...(value.title.trim() === '' ? { 'task-title': t('task.whatMissing') } : {}),
    ...(isTyped(term) ? {} : { 'task-days': t('task.daysBad') }),
  }))

  const end = () => {
    drop()
    onClose()
  }
  function submit(event: FormEvent) {
    event.preventDefault()
    if (!sends()) return
    const title = value.title.trim()
    const instructions = value.instructions.trim()
    assign.mutate(
      { agencyId: Number(agency), title, instructions, term: termOf(term) },
      {
        onSuccess: (task) => {
          say(t('task.assigned', { agency: task.agency.name }))
          end()
        },
      },
    )
  }

  return (
    <Dialog title={t('task.assign')} onClose={onClose} onDrop={drop}>
      <form className="form" onSubmit={submit} onBlur={onBlur} noValidate>
        <ErrorSummary
          errors={errors}
          general={assign.error ? `${t('error.saveTitle')} ${problemText(assign.error)}` : undefined}
        />
        <Field label={t('task.agency')} id="task-agency" error={all['task-agency']}>
          {(control) => (
            <Pick
              control={control}
              options={(agencies.data ?? []).map(({ id, name }) => ({ value: String(id), label: name }))}
              value={agency}
              onChange={(chosen) => set({ agency: chosen ?? '' })}
              placeholder={t('task.agencyPlaceholder')}
              nothing={t('task.agencyNone')}
            />
          )}
        </Field>
        <Field label={t('task.what')} id="task-title" error={all['task-title']}>
          {(control) => (
            <input
              {...control}
              className="input"
              value={value.title}
              onChange={(event) => set({ title: event.target.value })}
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
              value={value.instructions}
              onChange={(event) => set({ instructions: event.target.value })}
              maxLength={4_000}
            />
          )}
        </Field>
        <TermField
          id="task-days"
          label={t('task.days')}
          error={all['task-days']}
          term={term}
          onTerm={(next) => set({ ...next })}
        />
        <DuePreview term={term} />
        <div className="form-actions">
          <Button onClick={end}>{t('common.cancel')}</Button>
          <Button type="submit" look="primary" disabled={assign.isPending}>
            {t('task.submit')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
