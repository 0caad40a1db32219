import { type FormEvent, useState } from 'react'
import type { Field as FieldSpec } from '../../core/field.ts'
import { ApiProblem } from '../api/client.ts'
import { type ExtraFieldRow, type RegisterSettings, useSettingsActions } from '../api/record-settings.ts'
import { Button } from '../kit/button.tsx'
import { Dialog } from '../kit/dialog.tsx'
import { ErrorSummary, Field } from '../kit/field.tsx'
import { say } from '../kit/toast.tsx'
import { useProblemText } from '../kit/use-problem-text.ts'
import { useText } from '../text/use-text.ts'
import { keyFrom, readOptions, writeOptions } from './option-lines.ts'

const kinds = ['text', 'choice', 'choices', 'date', 'integer', 'number', 'money', 'yes_no', 'instant', 'link'] as const
type Kind = (typeof kinds)[number]

/** How long a text of one line and of several may be. */
const lineLength = 500
const textLength = 10_000

function isKind(kind: string): kind is Kind {
  return kinds.some((each) => each === kind)
}

interface Typed {
  readonly labelVi: string
  readonly labelEn: string
  readonly hint: string
  readonly kind: Kind
  readonly isRequired: boolean
  readonly isListed: boolean
  readonly isMultiline: boolean
  readonly unit: string
}

/** The field as it is sent; limits that stand are kept. */
function fieldFrom(typed: Typed, options: ReturnType<typeof readOptions>, before: FieldSpec | undefined): FieldSpec {
  const { kind, hint, labelVi, labelEn } = typed
  const base = {
    label: { vi: labelVi, en: labelEn || labelVi },
    ...(hint === '' ? {} : { hint: { vi: hint, en: before?.hint?.en ?? hint } }),
    ...(typed.isRequired ? { required: true } : {}),
    ...(typed.isListed ? { listed: true } : {}),
  }
  if (kind === 'choice' || kind === 'choices') return { ...base, kind, options: options ?? [] }
  if (kind === 'text') {
    const least = before?.kind === 'text' ? before.maxLength : 0
    const maxLength = Math.max(least, typed.isMultiline ? textLength : lineLength)
    return { ...base, kind, maxLength, ...(typed.isMultiline ? { multiline: true } : {}) }
  }
  if (kind === 'integer' || kind === 'number') {
    const { min, max } = before && 'min' in before ? before : {}
    const limits = { ...(min === undefined ? {} : { min }), ...(max === undefined ? {} : { max }) }
    return { ...base, kind, ...limits, ...(typed.unit === '' ? {} : { unit: typed.unit }) }
  }
  return { ...base, kind }
}

/** Adds a field to a register, or changes the words and marks of one. */
export function FieldDialog(props: { settings: RegisterSettings; row?: ExtraFieldRow; onClose: () => void }) {
  const { settings, row, onClose } = props
  const { t, local } = useText()
  const { add, change } = useSettingsActions(settings.key)
  const problemText = useProblemText()
  const before = row?.field
  const standing = before && 'options' in before ? before.options : []
  const [kind, setKind] = useState<Kind>(before && isKind(before.kind) ? before.kind : 'text')
  const [name, setName] = useState(before?.label.vi ?? '')
  const [key, setKey] = useState(row?.key)
  const [wrong, setWrong] = useState<Record<string, string>>({})
  const error = add.error ?? change.error
  const isTaken = error instanceof ApiProblem && (error.code === 'field_exists' || error.errors[0]?.path === 'key')
  const errors: Record<string, string> = isTaken ? { 'extra-key': t('extraField.form.keyTaken') } : wrong
  const shownKey = key ?? keyFrom(name)

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    const read = (part: string) => String(form.get(part) ?? '').trim()
    const isChoice = kind === 'choice' || kind === 'choices'
    const lines = read('options')
    const options = isChoice ? readOptions(lines, standing) : null
    const found = {
      ...(name.trim() === '' ? { 'extra-label': t('extraField.form.labelBad') } : {}),
      ...(/^[a-z][a-z0-9_]{0,48}$/.test(shownKey) ? {} : { 'extra-key': t('extraField.form.keyBad') }),
      ...(isChoice && options === null ? { 'extra-options': t('extraField.form.optionsBad') } : {}),
      ...(options && options.length < standing.length ? { 'extra-options': t('extraField.form.optionsLost') } : {}),
    }
    setWrong(found)
    if (Object.keys(found).length > 0) return
    const typed = {
      labelVi: name.trim(),
      labelEn: read('labelEn'),
      hint: read('hint'),
      kind,
      isRequired: form.has('required'),
      isListed: form.has('listed'),
      isMultiline: form.has('multiline'),
      unit: read('unit'),
    }
    const field = fieldFrom(typed, options, before)
    const onSuccess = () => {
      say(t('extraField.saved', { name: local(field.label) }))
      onClose()
    }
    if (row) change.mutate({ id: row.id, field }, { onSuccess })
    else add.mutate({ key: shownKey, field }, { onSuccess })
  }

  return (
    <Dialog
      title={row ? t('extraField.editOf', { name: local(row.field.label) }) : t('extraField.add')}
      onClose={onClose}
    >
      <form className="form" onSubmit={submit} noValidate autoComplete="off">
        <ErrorSummary
          errors={errors}
          general={error && !isTaken ? `${t('error.saveTitle')} ${problemText(error)}` : undefined}
        />
        <Field label={t('extraField.form.labelVi')} id="extra-label" error={errors['extra-label']}>
          {(control) => (
            <input
              {...control}
              className="input"
              maxLength={200}
              value={name}
              data-autofocus
              onChange={(event) => setName(event.target.value)}
            />
          )}
        </Field>
        <Field label={t('extraField.form.labelEn')} optional>
          {(control) => (
            <input
              {...control}
              className="input"
              name="labelEn"
              maxLength={200}
              defaultValue={before && before.label.en !== before.label.vi ? before.label.en : ''}
            />
          )}
        </Field>
        <Field
          label={t('extraField.form.key')}
          id="extra-key"
          hint={t('extraField.form.keyHint')}
          error={errors['extra-key']}
        >
          {(control) => (
            <input
              {...control}
              className="input"
              maxLength={49}
              value={shownKey}
              disabled={row !== undefined}
              onChange={(event) => setKey(event.target.value)}
            />
          )}
        </Field>
        <Field label={t('extraField.form.kind')} hint={row && t('extraField.form.kindFixed')}>
          {(control) => (
            <select
              {...control}
              className="input"
              value={kind}
              disabled={row !== undefined}
              onChange={(event) => setKind(isKind(event.target.value) ? event.target.value : 'text')}
            >
              {kinds.map((each) => (
                <option key={each} value={each}>
                  {t(`extraField.kind.${each}`)}
                </option>
              ))}
            </select>
          )}
        </Field>
        {(kind === 'choice' || kind === 'choices') && (
          <Field
            label={t('extraField.form.options')}
            id="extra-options"
            hint={standing.length > 0 ? t('extraField.form.optionsKept') : t('extraField.form.optionsHint')}
            error={errors['extra-options']}
          >
            {(control) => (
              <textarea {...control} className="input" name="options" rows={5} defaultValue={writeOptions(standing)} />
            )}
          </Field>
        )}
        {(kind === 'integer' || kind === 'number') && (
          <Field label={t('extraField.form.unit')} optional>
            {(control) => (
              <input
                {...control}
                className="input input-short"
                name="unit"
                maxLength={20}
                defaultValue={before && 'unit' in before ? before.unit : ''}
              />
            )}
          </Field>
        )}
        <Field label={t('extraField.form.hintVi')} optional>
          {(control) => (
            <input {...control} className="input" name="hint" maxLength={200} defaultValue={before?.hint?.vi ?? ''} />
          )}
        </Field>
        <div className="checks">
          <label>
            <input type="checkbox" name="required" defaultChecked={before?.required === true} />
            {t('extraField.form.required')}
          </label>
          <label>
            <input type="checkbox" name="listed" defaultChecked={before?.listed === true} />
            {t('extraField.form.listed')}
          </label>
          {kind === 'text' && (
            <label>
              <input
                type="checkbox"
                name="multiline"
                defaultChecked={before?.kind === 'text' && before.multiline === true}
              />
              {t('extraField.form.multiline')}
            </label>
          )}
        </div>
        <div className="form-actions">
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button type="submit" look="primary" disabled={add.isPending || change.isPending}>
            {t('extraField.form.submit')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
