import { judgeLoad, loadGoals, shareGoals, shareOut, spanOfAverage } from '../../../core/alert-load.ts'
import type { AlertLoad } from '../../../core/api/alert-load.ts'
import { formatDateTime, formatNumber } from '../../kit/format.ts'
import { Icon } from '../../kit/icon.tsx'
import { Mark } from '../../kit/mark.tsx'
import { useText } from '../../text/use-text.ts'

function Figure(props: { title: string; value: string; isWithin: boolean; goal: string; note: string }) {
  const { t } = useText()
  const { title, value, isWithin, goal, note } = props
  return (
    <li className="card load-card">
      <h2>{title}</h2>
      <p className="load-value">
        <b>{value}</b>
        <span className={isWithin ? 'quiet' : 'load-above'}>
          <Icon name={isWithin ? 'check' : 'warn'} size={14} />
          {t(isWithin ? 'load.within' : 'load.above')}, {goal}
        </span>
      </p>
      <p className="quiet">{note}</p>
    </li>
  )
}

/** The three figures of an alarm list beside their goals, for so many officers. */
export function LoadFigures({ load, officers }: { load: AlertLoad; officers: number }) {
  const { t, language } = useText()
  const judged = judgeLoad(load, officers)
  const span = spanOfAverage(load)
  const number = (n: number) => formatNumber(Math.round(n * 10) / 10, language)
  const most = (n: number) => t('load.goalMost', { n: formatNumber(n, language) })
  return (
    <ul className="load-cards">
      <Figure
        title={t('load.calm')}
        value={number(judged.calm.value)}
        isWithin={judged.calm.isWithin}
        goal={most(loadGoals.calm)}
        note={`${t('load.calmNote', { n: number(load.lines), officers })}. ${t(span.isWhole ? 'load.spanWhole' : 'load.span', { hours: number(span.hours) })}`}
      />
      <Figure
        title={t('load.upset')}
        value={number(judged.upset.value)}
        isWithin={judged.upset.isWithin}
        goal={most(loadGoals.upset)}
        note={
          load.mostAt
            ? t('load.upsetNote', { n: number(load.most), time: formatDateTime(load.mostAt), officers })
            : t('load.noUpset')
        }
      />
      <Figure
        title={t('load.standing')}
        value={number(judged.standing.value)}
        isWithin={judged.standing.isWithin}
        goal={t('load.goalUnder', { n: number(loadGoals.standing) })}
        note={t('load.standingNote')}
      />
    </ul>
  )
}

/** How the lines are shared out among severities, beside what is usual. */
export function LoadShares({ load }: { load: AlertLoad }) {
  const { t } = useText()
  const shares = shareOut(load.severities)
  if (!shares) return null
  return (
    <section className="card load-shares">
      <h2>{t('load.shares')}</h2>
      <ul>
        {(['crit', 'major', 'minor'] as const).map((each) => (
          <li key={each}>
            <Mark kind={each} size={14} label={false} />
            <span>{t(`severity.${each}`)}</span>
            <span className="load-bar" aria-hidden="true">
              <i style={{ width: `${shares[each]}%` }} />
              <em style={{ left: `${shareGoals[each]}%` }} />
            </span>
            <b>{shares[each]}%</b>
            <span className="quiet">
              {t('load.shareGoal').toLowerCase()} {shareGoals[each]}%
            </span>
          </li>
        ))}
      </ul>
      <p className="quiet prose">{t('load.sharesNote')}</p>
    </section>
  )
}
