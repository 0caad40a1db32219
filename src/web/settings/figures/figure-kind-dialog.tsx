import { type FormEvent, useState } from 'react'
import type { FigureKind } from '../../../core/api/incident-picture.ts'
import { useFigureKindActions } from '../../api/incidents.ts'
import { Button } from '../../kit/button.tsx'
import { Dialog } from '../../kit/dialog.tsx'
import { ErrorSummary, Field } from '../../kit/field.tsx'
import { say } from '../../kit/toast.tsx'
import { useText } from '../../text/use-text.ts'
import { useRefusal } from '../agency-refusal.ts'

/** Adds a kind of figure, or changes the words of one. Its code and whether it has a whole stay as they were made. */
export function FigureKindDialog({ kind, onClose }: { kind: FigureKind | undefined; onClose: () => void }) {
  const { t } = useText()
  const { add, change } = useFigureKindActions()
  const [wrong, setWrong] = useState<Record<string, string>>({})
  const refusal = useRefusal()(add.error ?? change.error, { key: t('figureKind.keyTaken') })
  const errors = Object.keys(wrong).length > 0 ? wrong : refusal.errors

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    const read = (field: string) => String(form.get(field) ?? '').trim()
    const name = { vi: read('nameVi'), en: read('nameEn') }
    const unit = { vi: read('unitVi'), en: read('unitEn') }
    const key = kind?.key ?? read('key')
    const found = {
      ...(/^[a-z][a-z0-9_]{1,39}$/.test(key) ? {} : { key: t('figureKind.keyBad') }),
      ...(name.vi === '' ? { nameVi: t('figureKind.nameBad') } : {}),
      ...(name.en === '' ? { nameEn: t('figureKind.nameBad') } : {}),
    }
    setWrong(found)
    if (Object.keys(found).length > 0) return
    const onSuccess = () => {
      say(t(kind ? 'figureKind.changed' : 'figureKind.added'))
      onClose()
    }
    if (kind) change.mutate({ key, name, unit, retired: kind.retiredAt !== null }, { onSuccess })
    else add.mutate({ key, name, unit, hasWhole: form.get('hasWhole') === 'on' }, { onSuccess })
  }

  const text = (
    id: string,
    label: string,
    initial: string | undefined,
    more: { hint?: string; optional?: true } = {},
  ) => (
    <Field id={id} label={label} error={errors[id]} {...more}>
      {(control) => (
        <input {...control} className="input" name={id} defaultValue={initial} maxLength={80} autoComplete="off" />
      )}
    </Field>
  )
  return (
    <Dialog title={t(kind ? 'figureKind.edit' : 'figureKind.add')} onClose={onClose}>
      <form className="form" onSubmit={submit} noValidate>
        <ErrorSummary errors={errors} general={refusal.general && `${t('error.saveTitle')} ${refusal.general}`} />
        {text('nameVi', t('figureKind.nameVi'), kind?.name.vi)}
        {text('nameEn', t('figureKind.nameEn'), kind?.name.en)}
        {!kind && text('key', t('figureKind.key'), undefined, { hint: t('figureKind.keyHint') })}
        {text('unitVi', t('figureKind.unitVi'), kind?.unit.vi, { hint: t('figureKind.unitHint'), optional: true })}
        {text('unitEn', t('figureKind.unitEn'), kind?.unit.en, { optional: true })}
        {!kind && (
          <label className="figure-kind-whole">
            <input type="checkbox" name="hasWhole" />
            {t('figureKind.hasWhole')}
          </label>
        )}
        <div className="form-actions">
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button type="submit" look="primary" disabled={add.isPending || change.isPending}>
            {t(kind ? 'figureKind.save' : 'figureKind.add')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
