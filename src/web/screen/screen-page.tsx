import './screen.css'
import { useEffect, useState } from 'react'
import { keepForOffline } from '../api/kept.ts'
import { followChanges } from '../api/live.ts'
import { queryClient } from '../api/query-client.ts'
import { useSession } from '../api/session.ts'
import { EmptyState } from '../kit/empty-state.tsx'
import { Loading } from '../kit/loading.tsx'
import { forceTheme } from '../kit/theme.ts'
import { useNow } from '../kit/use-now.ts'
import { useNewVersion } from '../shell/new-version.ts'
import { useTitle } from '../shell/use-title.ts'
import { useText } from '../text/use-text.ts'
import { type Opening, openScreen } from './open-screen.ts'
import { isNight, rootPx } from './screen-clock.ts'
import { ScreenView } from './screen-view.tsx'

const againMs = 15_000
const lookMs = 60_000

/** Keeps the screen open by its link, and learns within a minute that it was revoked; what it opened is forgotten then. */
function useOpening(): Opening | undefined {
  const [opening, setOpening] = useState<Opening>()
  const isOpen = opening === 'open'
  useEffect(() => {
    let gone = false
    const open = () =>
      void openScreen(window.location.hash).then((next) => {
        if (gone) return
        setOpening(next)
        if (next === 'revoked' || next === 'no_link') queryClient.clear()
      })
    if (!isOpen) open()
    const timer = setInterval(open, isOpen ? lookMs : againMs)
    return () => {
      gone = true
      clearInterval(timer)
    }
  }, [isOpen])
  return opening
}

/** Loads the page anew when the centre serves another version of it: nobody stands before a wall to do so. */
function useRenewal(): void {
  const isNew = useNewVersion(lookMs)
  useEffect(() => {
    if (isNew) window.location.reload()
  }, [isNew])
}

/** Text in proportion to the screen, dark in the evening. @returns the proportion: 1 at a desk */
function useWallLook(): number {
  const night = isNight(useNow(60))
  const [scale, setScale] = useState(() => rootPx(window.innerWidth, window.innerHeight) / 16)
  useEffect(() => {
    forceTheme(night ? 'dark' : 'light')
    return () => forceTheme(null)
  }, [night])
  useEffect(() => {
    const root = document.documentElement
    const size = () => {
      const px = rootPx(window.innerWidth, window.innerHeight)
      root.style.fontSize = `${px}px`
      setScale(px / 16)
    }
    size()
    root.dataset.screen = 'wall'
    window.addEventListener('resize', size)
    return () => {
      window.removeEventListener('resize', size)
      root.style.fontSize = ''
      delete root.dataset.screen
    }
  }, [])
  return scale
}

/** The situation on a large screen: to see, not to act. Opened by a link, survives reloads, lost lines and new versions by itself. */
export function ScreenPage() {
  const { t } = useText()
  useTitle(t('screen.title'))
  const opening = useOpening()
  const scale = useWallLook()
  useRenewal()
  useEffect(keepForOffline, [])
  const { session } = useSession()
  const account = session?.account.id
  useEffect(() => (account === undefined ? undefined : followChanges(account)), [account])
  if (opening === undefined) return <Loading />
  // What was seen last stays, with the band that says since when; only a link that was taken back clears the wall.
  if (session && (opening === 'open' || opening === 'away')) return <ScreenView scale={scale} />
  return (
    <main className="screen-shut">
      <EmptyState
        icon={opening === 'away' ? 'warn' : 'lock'}
        hatched={opening === 'away'}
        whole
        title={t(`screen.${opening === 'open' ? 'away' : opening}`)}
        hint={t(`screen.${opening === 'open' ? 'away' : opening}Hint`)}
      />
    </main>
  )
}
