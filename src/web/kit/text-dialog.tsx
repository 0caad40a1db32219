import { type FormEvent, type ReactNode, useState } from 'react'
import { useText } from '../text/use-text.ts'
import { Button } from './button.tsx'
import { Dialog } from './dialog.tsx'
import { ErrorSummary, Field } from './field.tsx'
import { useProblemText } from './use-problem-text.ts'

/** A dialog that asks for one text and does one thing with it. What was typed stays when it fails. */
export function TextDialog(props: {
  title: string
  label: string
  hint: string
  missing: string
  submit: string
  pending: boolean
  /** One line is enough, of so many letters at most. */
  short?: boolean
  most?: number
  /** It may stay empty. */
  optional?: boolean
  /** What stands in it at first. */
  initial?: string
  /** Something said among the children stands against it. */
  blocked?: boolean
  error: Error | null
  onSubmit: (text: string) => void
  onClose: () => void
  children?: ReactNode
}) {
  const { t } = useText()
  const problemText = useProblemText()
  const { optional = false, initial = '', most = 100 } = props
  const [wrong, setWrong] = useState<string>()
  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const text = String(new FormData(event.currentTarget).get('text') ?? '').trim()
    const isMissing = text === '' && !optional
    setWrong(isMissing ? props.missing : undefined)
    if (!isMissing) props.onSubmit(text)
  }
  return (
    <Dialog title={props.title} onClose={props.onClose}>
      <form
        className="form"
        onSubmit={submit}
        // What was mended is not told any longer; who goes on to a button finds it where it was.
        onBlur={({ target, relatedTarget }) => {
          const isMended = 'value' in target && String(target.value).trim() !== ''
          if (isMended && target.id === 'dialog-text' && !relatedTarget?.closest('.form-actions')) setWrong(undefined)
        }}
        noValidate
      >
        {props.children}
        <ErrorSummary
          errors={wrong ? { 'dialog-text': wrong } : {}}
          general={props.error ? `${t('error.saveTitle')} ${problemText(props.error)}` : undefined}
        />
        <Field label={props.label} hint={props.hint} error={wrong} id="dialog-text" optional={optional}>
          {(control) =>
            props.short ? (
              <input
                {...control}
                className="input"
                name="text"
                maxLength={most}
                defaultValue={initial}
                autoComplete="off"
                data-autofocus
              />
            ) : (
              <textarea
                {...control}
                className="input"
                name="text"
                maxLength={4_000}
                defaultValue={initial}
                data-autofocus
              />
            )
          }
        </Field>
        <div className="form-actions">
          <Button onClick={props.onClose}>{t('common.cancel')}</Button>
          <Button type="submit" look="primary" disabled={props.pending || props.blocked === true}>
            {props.submit}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
