import './strip.css'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { OutcomeFilter } from '../../core/alert-outcome.ts'
import { severities } from '../../core/severity.ts'
import { usePastSummary } from '../api/past.ts'
import { useSession } from '../api/session.ts'
import { useSummary } from '../api/situation.ts'
import { formatNumber } from '../kit/format.ts'
import { Mark } from '../kit/mark.tsx'
import { useNow } from '../kit/use-now.ts'
import { useWords } from '../kit/use-words.ts'
import { useText } from '../text/use-text.ts'

function Figure(props: { figure: ReactNode; label: string; note: ReactNode; loud?: boolean }) {
  return (
    <>
      <span className={`strip-figure${props.loud ? ' text-crit' : ''}`}>{props.figure}</span>
      <span className="strip-label">{props.label}</span>
      <span className="strip-note">{props.note}</span>
    </>
  )
}

/** Opens the alerts that a figure counts; a figure of the past opens nothing. */
function Opener({ outcome, children }: { outcome: OutcomeFilter | undefined; children: ReactNode }) {
  return outcome ? (
    <Link to="/canh-bao" search={{ outcome }}>
      {children}
    </Link>
  ) : (
    <div>{children}</div>
  )
}

/** Ten seconds: what is wrong, who has it, what is due, how fresh is what I see. Five figures, as they were at `at` (ISO) if given. */
export function SummaryStrip({ at }: { at?: string | undefined }) {
  const { t, language } = useText()
  const { can } = useSession()
  const live = useSummary().data
  const past = usePastSummary(at).data
  const summary = at === undefined ? live : past
  const { duration } = useWords()
  const present = useNow()
  const now = summary && 'at' in summary ? Date.parse(summary.at) : present
  const number = (n: number | undefined) => (n === undefined ? t('common.empty') : formatNumber(n, language))
  const since = (at: string) => duration(now - Date.parse(at))

  const firing = summary?.firing
  const total = firing && firing.crit + firing.major + firing.minor + firing.info
  const calmed = summary?.calmed ?? 0
  const silent = summary ? summary.sources.total - summary.sources.arriving : 0
  const devices = summary?.sources.devices ?? 0
  const never = summary?.sources.devicesNeverSent ?? 0
  const bySeverity = severities
    .filter((severity) => firing && firing[severity] > 0)
    .map((severity) => (
      <span key={severity}>
        <Mark kind={severity} size={14} />
        {severity === 'crit' && <span className="strip-wide">{t('summary.crit', { n: number(firing?.crit) })}</span>}
        <span className={severity === 'crit' ? 'strip-narrow' : undefined}>{number(firing?.[severity])}</span>
      </span>
    ))
  return (
    <section className="strip" aria-label={t('summary.label')}>
      <Opener outcome={at === undefined ? 'firing' : undefined}>
        <Figure
          figure={number(total)}
          label={t('summary.firing')}
          note={
            <>
              {total === 0 ? <span>{t('summary.calm')}</span> : bySeverity}
              {calmed > 0 && <span className="strip-calmed">{t('summary.calmed', { n: number(calmed) })}</span>}
            </>
          }
        />
      </Opener>
      <Opener outcome={at === undefined ? 'new' : undefined}>
        <Figure
          figure={number(summary?.untaken)}
          label={t('summary.untaken')}
          loud={(summary?.untaken ?? 0) > 0}
          note={
            summary?.oldestUntakenAt
              ? t('summary.oldest', { duration: since(summary.oldestUntakenAt) })
              : summary && t(total === 0 ? 'summary.calm' : 'summary.allTaken')
          }
        />
      </Opener>
      <Link to="/su-co" className="strip-incidents">
        <Figure
          figure={number(summary?.incidentsOpen)}
          label={t('summary.incidents')}
          note={t('summary.seeIncidents')}
        />
      </Link>
      <Link to="/viec">
        <Figure
          figure={number(summary?.tasksOverdue)}
          label={t('summary.overdue')}
          loud={(summary?.tasksOverdue ?? 0) > 0}
          note={summary && t('summary.dueToday', { n: summary.tasksDueToday })}
        />
      </Link>
      <Link to={can('connectors.read') ? '/ket-noi' : '/thiet-bi'} title={t('summary.sourcesHint')}>
        <Figure
          figure={
            <>
              {number(summary?.sources.arriving)}
              {summary && <small>/{number(summary.sources.total)}</small>}
            </>
          }
          label={t('summary.sources')}
          note={
            <>
              {devices > 0 && <span className="strip-devices">{t('summary.ofDevices', { n: number(devices) })}</span>}
              {silent > 0 && (
                <span>
                  <Mark kind="mute" size={14} label={false} />
                  {t('summary.silent', { n: silent })}
                </span>
              )}
              {summary?.sources.total === 0 && never === 0 && <span>{t('summary.noSources')}</span>}
              {never > 0 && <span>{t('summary.neverSent', { n: number(never) })}</span>}
              {summary?.sources.oldestSilentAt && (
                <span className="strip-extra">
                  {t('summary.silentSince', { duration: since(summary.sources.oldestSilentAt) })}
                </span>
              )}
            </>
          }
        />
      </Link>
    </section>
  )
}
