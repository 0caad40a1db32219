import './sign-in.css'
import { Link, useNavigate } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { changePassword, useSession } from '../api/session.ts'
import { useAct } from '../api/use-act.ts'
import { Button } from '../kit/button.tsx'
import { ErrorSummary, Field } from '../kit/field.tsx'
import { say } from '../kit/toast.tsx'
import { useProblemText } from '../kit/use-problem-text.ts'
import { useText } from '../text/use-text.ts'
import { EntryFrame } from './entry-frame.tsx'
import { useTitle } from './use-title.ts'

const shortest = 14

/** Change of one's own password; required first where somebody else set it. */
export function PasswordPage() {
  const { t } = useText()
  useTitle(t('password.title'))
  const { session } = useSession()
  const navigate = useNavigate()
  const problemText = useProblemText()
  const [errors, setErrors] = useState<Record<string, string>>({})
  const change = useAct({
    mutationFn: ({ current, next }: { current: string; next: string }) => changePassword(current, next),
    onSuccess: async () => {
      say(t('password.done'))
      await navigate({ to: '/' })
    },
  })

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    const read = (name: string) => String(form.get(name) ?? '')
    const found = {
      ...(read('current') === '' ? { current: t('signIn.missingPassword') } : {}),
      ...(read('next').length < shortest ? { next: t('password.short') } : {}),
      ...(read('again') !== read('next') ? { again: t('password.differ') } : {}),
    }
    setErrors(found)
    if (Object.keys(found).length === 0) change.mutate({ current: read('current'), next: read('next') })
  }

  const field = (name: string, label: string, complete: string, hint?: string) => (
    <Field label={label} id={name} error={errors[name]} hint={hint}>
      {(control) => <input {...control} className="input" name={name} type="password" autoComplete={complete} />}
    </Field>
  )
  return (
    <EntryFrame title={t('password.title')}>
      {session?.mustChangePassword && <p className="note-box">{t('password.must')}</p>}
      <form className="form" onSubmit={submit} noValidate>
        <input type="hidden" name="username" autoComplete="username" value={session?.account.login ?? ''} readOnly />
        <ErrorSummary errors={errors} general={change.error ? problemText(change.error) : undefined} />
        {field('current', t('password.current'), 'current-password')}
        {field('next', t('password.next'), 'new-password', t('password.nextHint'))}
        {field('again', t('password.again'), 'new-password')}
        <Button type="submit" look="primary" disabled={change.isPending}>
          {t('password.submit')}
        </Button>
        {session?.mustChangePassword === false && (
          <Link to="/" className="btn btn-quiet">
            {t('password.leave')}
          </Link>
        )}
      </form>
    </EntryFrame>
  )
}
