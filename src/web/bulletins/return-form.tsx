import { type FormEvent, useState } from 'react'
import type { Bulletin } from '../../core/api/bulletins.ts'
import { useBulletinActions } from '../api/bulletins.ts'
import { Button } from '../kit/button.tsx'
import { ErrorSummary, Field } from '../kit/field.tsx'
import { say } from '../kit/toast.tsx'
import { useText } from '../text/use-text.ts'
import { useBulletinProblem } from './use-bulletin-problem.ts'

/** Returns a bulletin to who wrote it, with the reason. What was typed stays when it fails. */
export function ReturnForm(props: { bulletin: Bulletin; onBack: () => void; onClose: () => void }) {
  const { t } = useText()
  const { id, version, incidentId } = props.bulletin
  const { giveBack } = useBulletinActions(incidentId)
  const problemText = useBulletinProblem()
  const [wrong, setWrong] = useState<string>()
  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const reason = String(new FormData(event.currentTarget).get('reason') ?? '').trim()
    setWrong(reason === '' ? t('bulletin.returnMissing') : undefined)
    if (reason === '') return
    const onSuccess = () => {
      say(t('bulletin.returned'))
      props.onClose()
    }
    giveBack.mutate({ id, version, reason }, { onSuccess })
  }
  return (
    <form className="form" onSubmit={submit} noValidate>
      <ErrorSummary
        errors={wrong ? { 'bulletin-reason': wrong } : {}}
        general={giveBack.error ? problemText(giveBack.error) : undefined}
      />
      <Field label={t('bulletin.returnReason')} hint={t('bulletin.returnHint')} error={wrong} id="bulletin-reason">
        {(control) => (
          // biome-ignore lint/a11y/noAutofocus: whoever pressed «return» goes on by writing why
          <textarea {...control} className="input" name="reason" maxLength={1_000} autoFocus />
        )}
      </Field>
      <div className="form-actions">
        <Button onClick={props.onBack}>{t('common.cancel')}</Button>
        <Button type="submit" look="primary" disabled={giveBack.isPending}>
          {t('bulletin.returnSubmit')}
        </Button>
      </div>
    </form>
  )
}
