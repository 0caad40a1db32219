import { type FormEvent, useState } from 'react'
import type { Register } from '../../api/records.ts'
import { useSavedViewActions } from '../../api/saved-views.ts'
import { useSession } from '../../api/session.ts'
import { Button } from '../../kit/button.tsx'
import { Dialog } from '../../kit/dialog.tsx'
import { ErrorSummary, Field } from '../../kit/field.tsx'
import { say } from '../../kit/toast.tsx'
import { useProblemText } from '../../kit/use-problem-text.ts'
import { useText } from '../../text/use-text.ts'

/** Asks for the name of how the register is seen now, and for whom it is kept. */
export function SaveViewDialog(props: { register: Register; look: string; onClose: () => void }) {
  const { t } = useText()
  const { can } = useSession()
  const { save } = useSavedViewActions()
  const problemText = useProblemText()
  const [wrong, setWrong] = useState<string>()
  const mayShare = can('views.share')
  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    const name = String(form.get('name') ?? '').trim()
    setWrong(name === '' ? t('register.views.nameMissing') : undefined)
    if (name === '') return
    const isShared = form.get('for') === 'agency'
    save.mutate(
      { register: props.register.key, name, look: props.look, isShared },
      {
        onSuccess: () => {
          say(t('register.views.saved', { name }))
          props.onClose()
        },
      },
    )
  }
  return (
    <Dialog title={t('register.views.save')} onClose={props.onClose}>
      <form className="form" onSubmit={submit} noValidate>
        <ErrorSummary
          errors={wrong ? { 'view-name': wrong } : {}}
          general={save.error ? `${t('error.saveTitle')} ${problemText(save.error)}` : undefined}
        />
        <Field id="view-name" label={t('register.views.name')} hint={t('register.views.nameHint')} error={wrong}>
          {(control) => <input {...control} className="input" name="name" maxLength={80} autoComplete="off" />}
        </Field>
        <fieldset className="saved-view-for" disabled={!mayShare}>
          <legend className="field-label">{t('register.views.for')}</legend>
          <label>
            <input type="radio" name="for" value="me" defaultChecked />
            {t('register.views.forMe')}
          </label>
          <label>
            <input type="radio" name="for" value="agency" />
            {t('register.views.forAgency')}
          </label>
          {!mayShare && <p className="field-hint">{t('register.views.mayNotShare')}</p>}
        </fieldset>
        <div className="form-actions">
          <Button onClick={props.onClose}>{t('common.cancel')}</Button>
          <Button type="submit" look="primary" disabled={save.isPending}>
            {t('register.views.save')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
