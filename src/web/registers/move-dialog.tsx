import { type FormEvent, useState } from 'react'
import type { RecordDetail } from '../../core/api/records.ts'
import { ApiProblem } from '../api/client.ts'
import { fetchRecord, type Register, useRecord, useRecordActions, type Values } from '../api/records.ts'
import { Button } from '../kit/button.tsx'
import { Dialog } from '../kit/dialog.tsx'
import { ErrorSummary, Field } from '../kit/field.tsx'
import { Icon } from '../kit/icon.tsx'
import { say } from '../kit/toast.tsx'
import { useText } from '../text/use-text.ts'
import { changesOf } from './clashes.ts'
import { FieldControl } from './field-control.tsx'
import { RecordFileAdder, RecordFiles } from './record-files.tsx'
import { fieldsOf } from './register-fields.ts'
import { useFaultText } from './use-fault-text.ts'
import { useRefusalText } from './use-refusal-text.ts'

interface Props {
  readonly register: Register
  /** As the person saw it: what changes after that is told before the step is made. */
  readonly record: RecordDetail
  readonly move: string
  readonly onMoved?: (record: RecordDetail) => void
  readonly onClose: () => void
}

const asId = (key: string) => `move-${key}`

/** Makes a step: says where it leads and what it brings with it, and asks for what it needs: fields, a comment, a file. */
export function MoveDialog(props: Props) {
  const { register, move } = props
  const { t, local } = useText()
  const { move: act } = useRecordActions(register)
  const { check, serverFaults } = useFaultText()
  const { failureText, stateName } = useRefusalText(register)
  const [seen, setSeen] = useState(props.record)
  const { data: live } = useRecord(register, seen.id)
  const [values, setValues] = useState<Values>(seen.values)
  const [comment, setComment] = useState('')
  const [wrong, setWrong] = useState<Record<string, string>>({})
  const declared = register.lifecycle.moves[move]
  if (!declared) return null
  const name = local(declared.name)
  const files = live?.files ?? seen.files
  const fields = fieldsOf(register).filter(({ key }) => declared.requires?.includes(key))
  const refused = serverFaults(fields, act.error)
  const faults = Object.keys(wrong).length > 0 ? wrong : refused
  const failed = act.error && Object.keys(refused).length === 0 ? failureText(seen, move, act.error) : undefined
  const through = declared.writes && register.fields[declared.writes.through]
  const written = declared.writes && register.fields[declared.writes.from]

  function submit(event: FormEvent) {
    event.preventDefault()
    const text = comment.trim()
    const found = {
      ...check(fields, values, () => true),
      ...(declared?.needsComment && text === ''
        ? { comment: t('register.fault.required', { label: t('register.comment') }) }
        : {}),
    }
    setWrong(found)
    if (Object.keys(found).length > 0) return
    const changed = changesOf(seen.values, values)
    act.mutate(
      {
        id: seen.id,
        key: move,
        version: seen.version,
        ...(text ? { comment: text } : {}),
        ...(Object.keys(changed).length > 0 ? { values: changed } : {}),
      },
      {
        onSuccess: (moved) => {
          say(t('register.move.done', { move: name, what: moved.number ?? moved.title }))
          props.onClose()
          props.onMoved?.(moved)
        },
        onError: (error) => {
          // What is new is shown before the step can be made again.
          if (error instanceof ApiProblem && error.code === 'edited_meanwhile')
            void fetchRecord(register, seen.id).then((fresh) => {
              setSeen(fresh)
              setValues({ ...fresh.values, ...changed })
            })
        },
      },
    )
  }

  return (
    <Dialog title={name} onClose={props.onClose}>
      <form className="form record-form" onSubmit={submit} noValidate>
        <ErrorSummary
          errors={Object.fromEntries(Object.entries(faults).map(([key, text]) => [asId(key), text]))}
          general={failed && failed.charAt(0).toUpperCase() + failed.slice(1)}
        />
        <div className="move-facts">
          <p className="prose move-title">{[seen.number, seen.title].filter(Boolean).join(' · ')}</p>
          <p>{t('register.move.leadsTo', { from: stateName(seen.state), to: stateName(declared.to) })}</p>
          {declared.issuesNumber && seen.number === null && <p>{t('register.move.givesNumber')}</p>}
          {through && written && (
            <p>{t('register.move.writes', { field: local(written.label), where: local(through.label) })}</p>
          )}
          {register.lifecycle.states[declared.to]?.isFinal && <p>{t('register.move.isFinal')}</p>}
        </div>
        {fields.map(({ key, field }) => (
          <Field key={key} id={asId(key)} label={local(field.label)} error={faults[key]}>
            {(control) => (
              <FieldControl
                register={register}
                control={control}
                field={field}
                value={values[key]}
                known={seen.refs.records.find(({ id }) => id === values[key])?.title}
                onChange={(value) => setValues((now) => ({ ...now, [key]: value }))}
              />
            )}
          </Field>
        ))}
        {declared.needsEvidence && (
          <div className="field">
            <p className="field-label">{t('register.files.title')}</p>
            <p className="field-hint">{t('register.move.needsFile')}</p>
            <RecordFiles register={register} id={seen.id} files={files} />
            {register.may.attach && <RecordFileAdder register={register} id={seen.id} />}
          </div>
        )}
        <Field
          id={asId('comment')}
          label={t('register.comment')}
          error={faults.comment}
          optional={!declared.needsComment}
        >
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
        <div className="form-actions record-form-actions">
          {declared.needsEvidence && files.length === 0 && (
            <span className="grow quiet with-mark">
              <Icon name="clip" size={14} />
              {t('register.move.needsFile')}
            </span>
          )}
          <Button onClick={props.onClose}>{t('common.cancel')}</Button>
          <Button
            type="submit"
            look="primary"
            disabled={act.isPending || (declared.needsEvidence === true && files.length === 0)}
          >
            {name}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
