import './sign-in.css'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { type FormEvent, useEffect, useRef, useState } from 'react'
import { ApiProblem } from '../api/client.ts'
import { signIn } from '../api/session.ts'
import { useAct } from '../api/use-act.ts'
import { Button } from '../kit/button.tsx'
import { ErrorSummary, Field } from '../kit/field.tsx'
import { useProblemText } from '../kit/use-problem-text.ts'
import { useText } from '../text/use-text.ts'
import { EntryFrame } from './entry-frame.tsx'
import { useTitle } from './use-title.ts'

/** Sign-in with login and password; afterwards back to where one was. */
export function SignInPage() {
  const { t } = useText()
  useTitle(t('signIn.title'))
  const navigate = useNavigate()
  const { to, ended } = useSearch({ from: '/dang-nhap' })
  const problemText = useProblemText()
  const first = useRef<HTMLInputElement>(null)
  useEffect(() => first.current?.focus(), [])
  const [errors, setErrors] = useState<Record<string, string>>({})
  const enter = useAct({
    mutationFn: ({ login, password }: { login: string; password: string }) => signIn(login, password),
    onSuccess: () => navigate({ href: to ?? '/' }),
  })

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    const login = String(form.get('login') ?? '').trim()
    const password = String(form.get('password') ?? '')
    const found = {
      ...(login === '' ? { login: t('signIn.missingLogin') } : {}),
      ...(password === '' ? { password: t('signIn.missingPassword') } : {}),
    }
    setErrors(found)
    if (Object.keys(found).length === 0) enter.mutate({ login, password })
  }

  const refused = enter.error instanceof ApiProblem && (enter.error.status === 401 || enter.error.status === 400)
  const general = enter.error ? (refused ? t('signIn.wrong') : problemText(enter.error)) : undefined
  return (
    <EntryFrame title={t('signIn.title')}>
      {ended && !enter.error && <p className="note-box">{t('signIn.ended')}</p>}
      <form className="form" onSubmit={submit} noValidate>
        <ErrorSummary errors={errors} general={general} />
        <Field label={t('signIn.login')} id="login" error={errors.login}>
          {(control) => (
            <input
              {...control}
              ref={first}
              className="input"
              name="login"
              autoComplete="username"
              autoCapitalize="none"
            />
          )}
        </Field>
        <Field label={t('signIn.password')} id="password" error={errors.password}>
          {(control) => (
            <input {...control} className="input" name="password" type="password" autoComplete="current-password" />
          )}
        </Field>
        <Button type="submit" look="primary" disabled={enter.isPending}>
          {t('signIn.submit')}
        </Button>
      </form>
      <p className="quiet">{t('signIn.help')}</p>
    </EntryFrame>
  )
}
