import { type FormEvent, useState } from 'react'
import type { RecordDetail } from '../../core/api/records.ts'
import { type Register, useRecordActions } from '../api/records.ts'
import { useSession } from '../api/session.ts'
import { Button } from '../kit/button.tsx'
import { Dialog } from '../kit/dialog.tsx'
import { ErrorSummary, Field } from '../kit/field.tsx'
import { Pick } from '../kit/pick.tsx'
import { say } from '../kit/toast.tsx'
import { useProblemText } from '../kit/use-problem-text.ts'
import { useText } from '../text/use-text.ts'
import { FieldControl } from './field-control.tsx'
import { faultsByField, useDraft } from './use-draft.ts'

/** Writes a new record, or edits one; two people editing at once are told, and nothing is overwritten. */
export function RecordDialog(props: {
  register: Register
  record?: RecordDetail
  onClose: () => void
  onSaved: (id: string) => void
}) {
  const { register, record } = props
  const { t, local } = useText()
  const { session } = useSession()
  const { create, edit } = useRecordActions(register)
  const problemText = useProblemText()
  const draft = useDraft(record?.values ?? {})
  const [agency, setAgency] = useState(String(session?.agency.id ?? ''))
  const error = create.error ?? edit.error
  const faults = faultsByField(error)
  const editable = record && register.lifecycle.states[record.state]?.editable
  const fields = Object.entries(register.fields).filter(([key]) => !editable || editable.includes(key))

  function submit(event: FormEvent) {
    event.preventDefault()
    const saved = {
      onSuccess: ({ id, title }: RecordDetail) => {
        say(t('register.saved', { title }))
        props.onSaved(id)
      },
    }
    if (record) edit.mutate({ id: record.id, version: record.version, values: draft.changed }, saved)
    else create.mutate({ agencyId: Number(agency), values: draft.changed }, saved)
  }

  return (
    <Dialog
      title={record ? t('register.edit') : `${t('register.create')}: ${local(register.name)}`}
      onClose={props.onClose}
    >
      <form className="form" onSubmit={submit} noValidate>
        <ErrorSummary
          errors={Object.fromEntries(Object.entries(faults).map(([key, text]) => [`field-${key}`, text]))}
          general={
            error && Object.keys(faults).length === 0 ? `${t('error.saveTitle')} ${problemText(error)}` : undefined
          }
        />
        {!record && session && session.agencies.length > 1 && (
          <Field label={t('register.agency')} error={faults.agencyId}>
            {(control) => (
              <Pick
                control={control}
                options={session.agencies.map(({ id, name }) => ({ value: String(id), label: name }))}
                value={agency}
                onChange={(chosen) => setAgency(chosen ?? '')}
                nothing={t('task.agencyNone')}
              />
            )}
          </Field>
        )}
        {fields.map(([key, field]) => (
          <Field
            key={key}
            id={`field-${key}`}
            label={local(field.label)}
            hint={field.hint && local(field.hint)}
            error={faults[key]}
            optional={!field.required}
          >
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
        ))}
        <div className="form-actions">
          <Button onClick={props.onClose}>{t('common.cancel')}</Button>
          <Button type="submit" look="primary" disabled={create.isPending || edit.isPending}>
            {t('register.save')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
