import './strip.css'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { severities } from '../../core/severity.ts'
import { usePastSummary } from '../api/past.ts'
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

/** Ten seconds: what is wrong, who has it, what is due, how fresh is what I see. Five figures, as they were at `at` (ISO) if given. */
export function SummaryStrip({ at }: { at?: string | undefined }) {
  const { t, language } = useText()
  const live = useSummary().data
  const past = usePastSummary(at).data
  const summary = at === undefined ? live : past
  const { duration } = useWords()
  const present = useNow()
  const now = summary && 'at' in summary ? Date.parse(summary.at) : present
  const number = (n: number | undefined) => (n === undefined ? t('common.empty') : formatNumber(n, language))
  const since = (at: string) => duration(now - Date.parse(at))

  const open = summary?.openAlerts
  const total = open && open.crit + open.major + open.minor + open.info
  const silent = summary ? summary.sources.total - summary.sources.arriving : 0
  const never = summary?.sources.devicesNeverSent ?? 0
  const bySeverity = severities
    .filter((severity) => open && open[severity] > 0)
    .map((severity) => (
      <span key={severity}>
        <Mark kind={severity} size={14} />
        {severity === 'crit' && <span className="strip-wide">{t('summary.crit', { n: number(open?.crit) })}</span>}
        <span className={severity === 'crit' ? 'strip-narrow' : undefined}>{number(open?.[severity])}</span>
      </span>
    ))
  return (
    <section className="strip" aria-label={t('summary.label')}>
      <div>
        <Figure
          figure={number(total)}
          label={t('summary.openAlerts')}
          note={total === 0 ? t('summary.calm') : bySeverity}
        />
      </div>
      <div>
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
      </div>
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
          note={t('summary.dueToday', { n: summary?.tasksDueToday ?? 0 })}
        />
      </Link>
      <div title={t('summary.sourcesHint')}>
        <Figure
          figure={
            <>
              {number(summary?.sources.arriving)}
              <small>/{number(summary?.sources.total)}</small>
            </>
          }
          label={t('summary.sources')}
          note={
            <>
              {silent > 0 ? (
                <span>
                  <Mark kind="mute" size={14} label={false} />
                  {t('summary.silent', { n: silent })}
                </span>
              ) : (
                summary && never === 0 && t(summary.sources.total > 0 ? 'summary.allArriving' : 'summary.noSources')
              )}
              {never > 0 && <span>{t('summary.neverSent', { n: number(never) })}</span>}
              {summary?.sources.oldestSilentAt && (
                <span className="strip-extra">
                  {t('summary.silentSince', { duration: since(summary.sources.oldestSilentAt) })}
                </span>
              )}
            </>
          }
        />
      </div>
    </section>
  )
}
