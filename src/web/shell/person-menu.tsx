import { useNavigate } from '@tanstack/react-router'
import { useEffect, useId, useRef, useState } from 'react'
import { signOut, useSession } from '../api/session.ts'
import { useAct } from '../api/use-act.ts'
import { useText } from '../text/use-text.ts'
import { initialsOf } from './initials.ts'
import { LanguageSwitch, ThemeSwitch } from './switches.tsx'

/** Who is signed in and for which agency; password and signing out. */
export function PersonMenu() {
  const { t } = useText()
  const { session } = useSession()
  const navigate = useNavigate()
  const [open, setOpen] = useState(false)
  const id = useId()
  const box = useRef<HTMLDivElement>(null)
  const button = useRef<HTMLButtonElement>(null)
  const leave = useAct({ mutationFn: signOut, onSettled: () => navigate({ to: '/dang-nhap' }) })

  useEffect(() => {
    if (!open) return
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return
      setOpen(false)
      button.current?.focus()
    }
    const onPress = (event: PointerEvent) => {
      if (event.target instanceof Node && !box.current?.contains(event.target)) setOpen(false)
    }
    document.addEventListener('keydown', onKey)
    document.addEventListener('pointerdown', onPress)
    return () => {
      document.removeEventListener('keydown', onKey)
      document.removeEventListener('pointerdown', onPress)
    }
  }, [open])

  if (!session) return null
  const { name } = session.account
  const reach =
    session.reach === 'province' ? t('bar.reachProvince') : t('bar.reachAgencies', { n: session.agencies.length })
  return (
    <div className="person" ref={box}>
      <button
        type="button"
        ref={button}
        className="person-button"
        aria-expanded={open}
        aria-controls={id}
        onClick={() => setOpen(!open)}
      >
        <span className="visually-hidden">{t('bar.menu', { name })}</span>
        <i aria-hidden="true">{initialsOf(name)}</i>
        <span className="person-name" aria-hidden="true">
          <b>{name}</b>
          <small>{session.agency.name}</small>
        </span>
      </button>
      {open && (
        <div className="person-menu" id={id}>
          <b>{name}</b>
          <dl>
            <dt>{t('bar.agency')}</dt>
            <dd>{session.agency.name}</dd>
            <dt>{t('bar.reach')}</dt>
            <dd>{reach}</dd>
          </dl>
          <div className="person-switches">
            <LanguageSwitch />
            <ThemeSwitch />
          </div>
          <button type="button" onClick={() => navigate({ to: '/doi-mat-khau' })}>
            {t('bar.changePassword')}
          </button>
          <button type="button" disabled={leave.isPending} onClick={() => leave.mutate()}>
            {t('bar.signOut')}
          </button>
        </div>
      )}
    </div>
  )
}
