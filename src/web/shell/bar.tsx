import { Link } from '@tanstack/react-router'
import { useLiveState } from '../api/live.ts'
import { useSession } from '../api/session.ts'
import { useSummary } from '../api/situation.ts'
import { formatLongDate, formatTime, formatTimeWithSeconds } from '../kit/format.ts'
import { Icon } from '../kit/icon.tsx'
import { Pulse } from '../kit/pulse.tsx'
import { useNow } from '../kit/use-now.ts'
import { useText } from '../text/use-text.ts'
import { FieldBanner } from './field-banner.tsx'
import { Logo } from './logo.tsx'
import { openPalette } from './palette-place.ts'
import { PersonMenu } from './person-menu.tsx'
import { LanguageSwitch, ThemeSwitch } from './switches.tsx'

function Clock() {
  const { language } = useText()
  const now = useNow()
  return (
    <time className="clock" dateTime={new Date(now).toISOString()}>
      <b>{formatTimeWithSeconds(now)}</b>
      <span>{formatLongDate(now, language)}</span>
    </time>
  )
}

function FindButton() {
  const { t } = useText()
  return (
    <button type="button" className="find-button" aria-keyshortcuts="Control+K" onClick={() => openPalette('find')}>
      <Icon name="search" size={16} />
      <span>{t('palette.button')}</span>
      <kbd>Ctrl K</kbd>
    </button>
  )
}

/** The bar: whose centre this is, whether figures are replayed or simulated, how much is arriving, the time in Viet Nam, and the person. */
export function Bar() {
  const { t } = useText()
  const { session } = useSession()
  const { data: summary } = useSummary()
  const live = useLiveState()
  const isCut = live.status === 'cut' || live.status === 'stalled'
  const share = summary && summary.sources.total > 0 ? summary.sources.arriving / summary.sources.total : 0
  return (
    <header className="bar">
      <Link to="/" className="brand" aria-label={t('app.home')}>
        <Logo />
        <b>{t('app.name')}</b>
      </Link>
      {session?.isProvinceChosen && <span className="place">{session.province.name}</span>}
      {summary && <FieldBanner summary={summary} />}
      <span className="grow" />
      <FindButton />
      {summary && summary.sources.total > 0 && (
        <span className={`age bar-sources${isCut ? ' age-late' : ''}`}>
          <Pulse beats={[1, 2, 3, 4, 5].map((tick) => !isCut && share >= tick / 5)} />
          <span>
            <b>{summary.sources.arriving}</b>/{summary.sources.total}{' '}
            {isCut ? t('bar.sourcesAt', { time: formatTime(live.sinceMs) }) : t('bar.sources')}
          </span>
        </span>
      )}
      <Clock />
      <LanguageSwitch />
      <ThemeSwitch />
      <PersonMenu />
    </header>
  )
}
