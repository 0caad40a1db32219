import { type FormEvent, useState } from 'react'
import type { LateReason } from '../../../core/api/late-reasons.ts'
import { useLateReasonActions } from '../../api/late-reasons.ts'
import { Button } from '../../kit/button.tsx'
import { Dialog } from '../../kit/dialog.tsx'
import { ErrorSummary, Field } from '../../kit/field.tsx'
import { say } from '../../kit/toast.tsx'
import { useText } from '../../text/use-text.ts'
import { useRefusal } from '../agency-refusal.ts'

/** Adds a reason for lateness, or changes its words and what it counts as. Its code stays as it was made. */
export function LateReasonDialog({ reason, onClose }: { reason: LateReason | undefined; onClose: () => void }) {
  const { t } = useText()
  const { add, change } = useLateReasonActions()
  const [wrong, setWrong] = useState<Record<string, string>>({})
  const refusal = useRefusal()(add.error ?? change.error, { key: t('late.settings.keyTaken') })
  const errors = Object.keys(wrong).length > 0 ? wrong : refusal.errors

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    const read = (field: string) => String(form.get(field) ?? '').trim()
    const name = { vi: read('nameVi'), en: read('nameEn') }
    const countsAs = read('countsAs') === 'data' ? 'data' : 'people'
    const key = reason?.key ?? read('key')
    const found = {
      ...(/^(?!none$)[a-z][a-z0-9_]{1,39}$/.test(key) ? {} : { key: t('late.settings.keyBad') }),
      ...(name.vi === '' ? { nameVi: t('late.settings.nameBad') } : {}),
      ...(name.en === '' ? { nameEn: t('late.settings.nameBad') } : {}),
    }
    setWrong(found)
    if (Object.keys(found).length > 0) return
    const onSuccess = () => {
      say(t(reason ? 'late.settings.changed' : 'late.settings.added'))
      onClose()
    }
    if (reason) change.mutate({ key, name, countsAs, retired: reason.retiredAt !== null }, { onSuccess })
    else add.mutate({ key, name, countsAs, needsWords: form.get('needsWords') === 'on' }, { onSuccess })
  }

  const text = (id: string, label: string, initial: string | undefined, hint?: string) => (
    <Field id={id} label={label} error={errors[id]} hint={hint}>
      {(control) => (
        <input {...control} className="input" name={id} defaultValue={initial} maxLength={80} autoComplete="off" />
      )}
    </Field>
  )
  return (
    <Dialog title={t(reason ? 'late.settings.edit' : 'late.settings.add')} onClose={onClose}>
      <form className="form" onSubmit={submit} noValidate>
        <ErrorSummary errors={errors} general={refusal.general && `${t('error.saveTitle')} ${refusal.general}`} />
        {text('nameVi', t('late.settings.nameVi'), reason?.name.vi)}
        {text('nameEn', t('late.settings.nameEn'), reason?.name.en)}
        {!reason && text('key', t('late.settings.key'), undefined, t('late.settings.keyHint'))}
        <fieldset className="late-choice">
          <legend>{t('late.settings.counts')}</legend>
          {(['people', 'data'] as const).map((each) => (
            <label key={each}>
              <input
                type="radio"
                name="countsAs"
                value={each}
                defaultChecked={each === (reason?.countsAs ?? 'people')}
              />
              {t(`late.settings.${each}`)}
            </label>
          ))}
        </fieldset>
        {!reason && (
          <div className="late-choice">
            <label>
              <input type="checkbox" name="needsWords" />
              {t('late.settings.needsWords')}
            </label>
          </div>
        )}
        <div className="form-actions">
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button type="submit" look="primary" disabled={add.isPending || change.isPending}>
            {t(reason ? 'late.settings.save' : 'late.settings.add')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
