import './screen.css'
import { useEffect } from 'react'
import { EmptyState } from '../kit/empty-state.tsx'
import { centreAnswers } from '../shell/renew.ts'
import { useText } from '../text/use-text.ts'

const againMs = 15_000

/** In place of a large screen that could not be drawn, as where a part of it could not be fetched: it is loaded anew by itself, for nobody stands there. */
export function ScreenFailed() {
  const { t } = useText()
  useEffect(() => {
    const timer = setInterval(() => {
      void centreAnswers().then((answers) => {
        if (answers) window.location.reload()
      })
    }, againMs)
    return () => clearInterval(timer)
  }, [])
  return (
    <main className="screen-shut">
      <EmptyState icon="warn" hatched whole title={t('screen.away')} hint={t('screen.awayHint')} />
    </main>
  )
}
