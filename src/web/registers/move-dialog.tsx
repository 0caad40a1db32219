import { type FormEvent, useState } from 'react'
import type { RecordDetail } from '../../core/api/records.ts'
import { type Register, useRecordActions } from '../api/records.ts'
import { Button } from '../kit/button.tsx'
import { Dialog } from '../kit/dialog.tsx'
import { ErrorSummary, Field } from '../kit/field.tsx'
import { say } from '../kit/toast.tsx'
import { useProblemText } from '../kit/use-problem-text.ts'
import { useText } from '../text/use-text.ts'
import { FieldControl } from './field-control.tsx'
import { faultsByField, useDraft } from './use-draft.ts'

/** Makes a move: says where it leads, and asks for what it needs. */
export function MoveDialog(props: { register: Register; record: RecordDetail; move: string; onClose: () => void }) {
  const { register, record } = props
  const { t, local } = useText()
  const { move: act } = useRecordActions(register)
  const problemText = useProblemText()
  const draft = useDraft(record.values)
  const [comment, setComment] = useState('')
  const declared = register.lifecycle.moves[props.move]
  if (!declared) return null
  const faults = faultsByField(act.error)
  const target = register.lifecycle.states[declared.to]
  const needsFile = declared.needsEvidence && record.files.length === 0

  function submit(event: FormEvent) {
    event.preventDefault()
    const text = comment.trim()
    const body = { id: record.id, key: props.move, version: record.version, ...(text ? { comment: text } : {}) }
    const values = Object.keys(draft.changed).length > 0 ? { values: draft.changed } : {}
    act.mutate(
      { ...body, ...values },
      {
        onSuccess: ({ number, title }) => {
          say(`${declared ? local(declared.name) : ''}: ${number ?? title}`)
          props.onClose()
        },
      },
    )
  }

  return (
    <Dialog title={local(declared.name)} onClose={props.onClose}>
      <form className="form" onSubmit={submit} noValidate>
        <ErrorSummary
          errors={Object.fromEntries(Object.entries(faults).map(([key, text]) => [`move-${key}`, text]))}
          general={act.error && Object.keys(faults).length === 0 ? problemText(act.error) : undefined}
        />
        {target && <p>{t('register.leadsTo', { state: local(target.name) })}</p>}
        {declared.issuesNumber && <p className="quiet">{t('register.givesNumber')}</p>}
        {(declared.requires ?? []).map((key) => {
          const field = register.fields[key]
          return (
            field && (
              <Field key={key} id={`move-${key}`} label={local(field.label)} error={faults[key]}>
                {(control) => (
                  <FieldControl
                    register={register}
                    control={control}
                    field={field}
                    value={draft.values[key]}
                    onChange={(value) => draft.set(key, value)}
                  />
                )}
              </Field>
            )
          )
        })}
        <Field label={t('register.comment')} id="move-comment" error={faults.comment} optional={!declared.needsComment}>
          {(control) => (
            <textarea
              {...control}
              className="input"
              maxLength={4_000}
              value={comment}
              onChange={(event) => setComment(event.target.value)}
            />
          )}
        </Field>
        <div className="form-actions">
          {needsFile && <span className="quiet">{t('task.needEvidence')}</span>}
          <Button onClick={props.onClose}>{t('common.cancel')}</Button>
          <Button type="submit" look="primary" disabled={act.isPending || needsFile}>
            {local(declared.name)}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
