import type { FormEvent, ReactNode } from 'react'
import { Button } from '../kit/button.tsx'
import { Dialog } from '../kit/dialog.tsx'
import { ErrorSummary } from '../kit/field.tsx'
import { useText } from '../text/use-text.ts'

/** A dialog that changes one thing of an agency: its fields, what follows, and one button. What was typed stays when it fails. */
export function AgencyForm(props: {
  title: string
  submit: string
  pending: boolean
  disabled?: boolean
  errors: Record<string, string>
  general: string | undefined
  onSubmit: (read: (name: string) => string) => void
  onClose: () => void
  children: ReactNode
}) {
  const { t } = useText()
  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    props.onSubmit((name) => String(form.get(name) ?? '').trim())
  }
  const general = props.general && `${t('error.saveTitle')} ${props.general}`
  return (
    <Dialog title={props.title} onClose={props.onClose}>
      <form className="form" onSubmit={submit} noValidate autoComplete="off">
        <ErrorSummary errors={props.errors} general={general} />
        {props.children}
        <div className="form-actions">
          <Button onClick={props.onClose}>{t('common.cancel')}</Button>
          <Button type="submit" look="primary" disabled={props.pending || props.disabled}>
            {props.submit}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
