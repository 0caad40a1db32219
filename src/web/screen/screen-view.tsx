import '../shell/shell.css'
import '../shell/shell-narrow.css'
import '../situation/situation.css'
import { lazy, Suspense } from 'react'
import { useLiveState } from '../api/live.ts'
import { useSession } from '../api/session.ts'
import { useSummary } from '../api/situation.ts'
import { formatLongDate, formatTime, formatTimeWithSeconds } from '../kit/format.ts'
import { Pulse } from '../kit/pulse.tsx'
import { useNow } from '../kit/use-now.ts'
import { TimeStrip } from '../past/time-strip.tsx'
import { FieldBanner } from '../shell/field-banner.tsx'
import { LiveBand } from '../shell/live-band.tsx'
import { Logo } from '../shell/logo.tsx'
import { ArrivalNotice } from '../situation/arrival-notice.tsx'
import { SummaryStrip } from '../situation/summary-strip.tsx'
import { useText } from '../text/use-text.ts'
import { shiftAt } from './screen-clock.ts'
import { ScreenLines } from './screen-lines.tsx'

const SituationMap = lazy(() => import('../map/situation-map.tsx').then((m) => ({ default: m.SituationMap })))

function ScreenBar() {
  const { t, language } = useText()
  const { session } = useSession()
  const { data: summary } = useSummary()
  const live = useLiveState()
  const now = useNow()
  const isCut = live.status === 'cut' || live.status === 'stalled'
  const share = summary && summary.sources.total > 0 ? summary.sources.arriving / summary.sources.total : 0
  return (
    <header className="bar">
      <span className="brand">
        <Logo />
        <b>{t('app.name')}</b>
      </span>
      <h1 className="place">{session?.province.name}</h1>
      {summary && <FieldBanner summary={summary} />}
      <span className="grow" />
      {summary && summary.sources.total > 0 && (
        <span className={`age bar-sources${isCut ? ' age-late' : ''}`}>
          <Pulse beats={[1, 2, 3, 4, 5].map((tick) => !isCut && share >= tick / 5)} />
          <span>
            <b>{summary.sources.arriving}</b>/{summary.sources.total}{' '}
            {isCut ? t('bar.sourcesAt', { time: formatTime(live.sinceMs) }) : t('bar.sources')}
          </span>
        </span>
      )}
      <time className="clock" dateTime={new Date(now).toISOString()}>
        <b>{formatTimeWithSeconds(now)}</b>
        <span>{formatLongDate(now, language)}</span>
      </time>
    </header>
  )
}

const nothing = () => undefined

/** All of the wall: bar, figures, map with the strip of the day, and the lines that fit. `scale`: text in proportion to a desk. */
export function ScreenView({ scale }: { scale: number }) {
  const live = useLiveState()
  const sources = useSummary().data?.sources
  const [x, y] = shiftAt(useNow(60))
  const isCut = live.status === 'cut' || live.status === 'stalled'
  const isUnheard = sources !== undefined && sources.total > 0 && sources.arriving === 0
  return (
    <div
      className={isCut ? 'screen shell-cut' : 'screen'}
      style={{ transform: `translate(${x}px, ${y}px)`, '--screen-scale': scale } as React.CSSProperties}
    >
      <ScreenBar />
      <div className="screen-bands">
        <LiveBand />
        {isUnheard && <ArrivalNotice sources={sources} />}
      </div>
      <main className="screen-main">
        <div className="screen-body" inert>
          <SummaryStrip />
          <div className="map-column">
            <Suspense fallback={<div className="map-frame" />}>
              <SituationMap chosen={undefined} onChoose={nothing} shown={{}} onShown={nothing} scale={scale} />
            </Suspense>
            <TimeStrip at={undefined} />
          </div>
          <ScreenLines />
        </div>
      </main>
    </div>
  )
}
