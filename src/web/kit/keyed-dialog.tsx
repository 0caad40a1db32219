import { type FormEvent, type ReactNode, useState } from 'react'
import type { Text } from '../../core/text.ts'
import { useText } from '../text/use-text.ts'
import { Button } from './button.tsx'
import { Dialog } from './dialog.tsx'
import { ErrorSummary, Field } from './field.tsx'

/** What a dialog of a kind asks under its own words. */
export interface KeyedWords {
  readonly title: string
  readonly nameVi: string
  readonly nameEn: string
  readonly nameBad: string
  readonly key: string
  readonly keyHint: string
  readonly keyBad: string
  readonly submit: string
}

/** One line of text, read from the form by its name. */
export function TextField(props: {
  id: string
  label: string
  initial: string | undefined
  error?: string | undefined
  hint?: string | undefined
  optional?: boolean
}) {
  const { id, label, initial, error, hint, optional = false } = props
  return (
    <Field id={id} label={label} error={error} hint={hint} optional={optional}>
      {(control) => (
        <input {...control} className="input" name={id} defaultValue={initial} maxLength={80} autoComplete="off" />
      )}
    </Field>
  )
}

/**
 * Adds a kind of something, or changes it: its name in both languages, its code, which stays as it was made, and what `children` ask
 * besides. `onSubmit` gets what is right; what the server refused comes in as `refusal`.
 */
export function KeyedDialog(props: {
  words: KeyedWords
  before: { readonly key: string; readonly name: Text } | undefined
  isKey: (key: string) => boolean
  refusal: { readonly errors: Record<string, string>; readonly general?: string | undefined }
  isPending: boolean
  onSubmit: (given: { key: string; name: Text }, read: (field: string) => string) => void
  onClose: () => void
  children: ReactNode
}) {
  const { t } = useText()
  const { words, before, isKey, refusal, onClose } = props
  const [wrong, setWrong] = useState<Record<string, string>>({})
  const errors = Object.keys(wrong).length > 0 ? wrong : refusal.errors

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    const read = (field: string) => String(form.get(field) ?? '').trim()
    const name = { vi: read('nameVi'), en: read('nameEn') }
    const key = before?.key ?? read('key')
    const found = {
      ...(isKey(key) ? {} : { key: words.keyBad }),
      ...(name.vi === '' ? { nameVi: words.nameBad } : {}),
      ...(name.en === '' ? { nameEn: words.nameBad } : {}),
    }
    setWrong(found)
    if (Object.keys(found).length === 0) props.onSubmit({ key, name }, read)
  }

  return (
    <Dialog title={words.title} onClose={onClose}>
      <form className="form" onSubmit={submit} noValidate>
        <ErrorSummary errors={errors} general={refusal.general && `${t('error.saveTitle')} ${refusal.general}`} />
        <TextField id="nameVi" label={words.nameVi} initial={before?.name.vi} error={errors.nameVi} />
        <TextField id="nameEn" label={words.nameEn} initial={before?.name.en} error={errors.nameEn} />
        {!before && (
          <TextField id="key" label={words.key} initial={undefined} error={errors.key} hint={words.keyHint} />
        )}
        {props.children}
        <div className="form-actions">
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button type="submit" look="primary" disabled={props.isPending}>
            {words.submit}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
