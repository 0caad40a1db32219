import type { ReactNode } from 'react'
import { useText } from '../text/use-text.ts'
import { Logo } from './logo.tsx'
import { LanguageSwitch, ThemeSwitch } from './switches.tsx'

/** The frame of pages before the shell: sign-in and the change of a password. */
export function EntryFrame({ title, children }: { title: string; children: ReactNode }) {
  const { t } = useText()
  return (
    <main id="main" className="entry">
      <div className="entry-card">
        <p className="entry-brand">
          <Logo />
          <b>{t('app.name')}</b>
          <span className="quiet">{t('app.tagline')}</span>
        </p>
        <h1>{title}</h1>
        {children}
      </div>
      <div className="entry-switches">
        <LanguageSwitch />
        <ThemeSwitch />
      </div>
    </main>
  )
}
