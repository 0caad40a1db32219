import './shell.css'
import './shell-narrow.css'
import { MantineProvider } from '@mantine/core'
import { Outlet } from '@tanstack/react-router'
import { lazy, Suspense, useEffect } from 'react'
import { keepForOffline } from '../api/kept.ts'
import { followChanges, useLiveState } from '../api/live.ts'
import { useSession } from '../api/session.ts'
import { AlarmSound } from '../inbox/alarm-sound.tsx'
import { mantineTheme } from '../kit/mantine-theme.ts'
import { useTheme } from '../kit/theme.ts'
import { say, ToastPlace } from '../kit/toast.tsx'
import { withLateTexts } from '../text/i18n.ts'
import { useText } from '../text/use-text.ts'
import { Bar } from './bar.tsx'
import { LiveBand } from './live-band.tsx'
import { usePalette } from './palette-place.ts'
import { Rail } from './rail.tsx'
import { wasRenewed } from './renew.ts'
import { useCommandKeys } from './use-command-keys.ts'
import { useFetchAhead } from './use-fetch-ahead.ts'
import { usePageFocus } from './use-page-focus.ts'
import { useShellCommands } from './use-shell-commands.ts'
import { VersionBand } from './version-band.tsx'

/** It names the pages of the settings. Once it was fetched ahead, nothing typed after Ctrl K is lost. */
const fetchPalette = () => withLateTexts(import('../palette/palette.tsx'))
const Palette = lazy(() => fetchPalette().then((m) => ({ default: m.Palette })))

const FirstHourBand = lazy(() =>
  import('../first-hour/first-hour-band.tsx').then((m) => ({ default: m.FirstHourBand })),
)

/** The frame around every page of a signed-in person: bar, rail, and whether the page is live. */
export function Shell() {
  const { t } = useText()
  const theme = useTheme()
  const { session, can } = useSession()
  const mayBegin = can('accounts.manage') && session?.reach === 'province'
  const account = session?.account.id
  const { status } = useLiveState()
  const isCut = status === 'cut' || status === 'stalled'
  const palette = usePalette()
  useShellCommands()
  useCommandKeys()
  usePageFocus()
  useEffect(keepForOffline, [])
  useFetchAhead(fetchPalette)
  useEffect(() => (account === undefined ? undefined : followChanges(account)), [account])
  useEffect(() => {
    if (wasRenewed()) say(t('app.renewed'))
  }, [t])
  return (
    <MantineProvider theme={mantineTheme} forceColorScheme={theme}>
      <div className={isCut ? 'shell shell-cut' : 'shell'}>
        <a className="skip" href="#main">
          {t('app.skip')}
        </a>
        <Bar />
        <Rail />
        <main id="main" tabIndex={-1}>
          <LiveBand />
          <VersionBand />
          {mayBegin && (
            <Suspense>
              <FirstHourBand />
            </Suspense>
          )}
          <div className="main-body">
            <Outlet />
          </div>
        </main>
        <ToastPlace />
        <AlarmSound />
        {palette && (
          <Suspense>
            <Palette mode={palette} />
          </Suspense>
        )}
      </div>
    </MantineProvider>
  )
}
