import { Link } from '@tanstack/react-router'
import { outcomeOf } from '../../core/alert-outcome.ts'
import type { Alert } from '../../core/api/alerts.ts'
import { Moment } from '../kit/age.tsx'
import { Mark } from '../kit/mark.tsx'
import { serverNow } from '../kit/server-clock.ts'
import { useWords } from '../kit/use-words.ts'
import { useText } from '../text/use-text.ts'
import { useOutcomeWords } from './use-outcome-words.ts'

/** One alert: what, where and whose, when it was raised, how long it lasted, who took it how soon, how it came out. */
export function HistoryRow({ alert }: { alert: Alert }) {
  const { t, local } = useText()
  const { duration } = useWords()
  const outcomeWords = useOutcomeWords()
  const { asset, area, agency, raisedAt, calmedAt, takenAt, takenBy, incident } = alert
  const outcome = outcomeOf(
    {
      ...alert,
      incidentId: incident?.id ?? null,
      shelvedUntil: alert.shelved && new Date(alert.shelved.until),
      mutedUntil: alert.mutedUntil === null ? null : new Date(alert.mutedUntil),
    },
    new Date(serverNow()),
  )
  const between = (from: string, to: string) => duration(Math.max(0, Date.parse(to) - Date.parse(from)), true)
  return (
    <tr>
      <td className="wide">
        <span className="history-alert">
          <Mark kind={alert.severity} held={outcome !== 'new'} size={14} />
          <Link to="/" search={{ alert: alert.id }}>
            {local(alert.title)}
          </Link>
        </span>
        <small className="quiet">
          <Link className="link" to="/thiet-bi/$code" params={{ code: asset.code }}>
            {asset.name}
          </Link>
          {area && `, ${area.name}`}
        </small>
      </td>
      <td data-label={t('narrow.agency')}>{agency.name}</td>
      <td className="num nowrap" data-label={t('history.raised')}>
        <Moment at={raisedAt} />
      </td>
      <td className="num nowrap" data-label={t('history.lasted')}>
        {calmedAt ? (
          between(raisedAt, calmedAt)
        ) : alert.condition === 'firing' ? (
          <span className="quiet">{t('history.still')}</span>
        ) : (
          <span className="history-none">{t('common.empty')}</span>
        )}
      </td>
      <td data-label={t('history.taken')}>
        {takenBy && takenAt ? (
          <>
            {takenBy.name}{' '}
            <span className="quiet">{t('history.takenAfter', { duration: between(raisedAt, takenAt) })}</span>
          </>
        ) : (
          <span className="history-none">{t('common.empty')}</span>
        )}
      </td>
      <td className="state" data-label={t('history.state')}>
        {outcomeWords(outcome)}
        {incident && (
          <>
            {', '}
            <Link className="link nowrap history-incident" to="/su-co/$id" params={{ id: incident.id }}>
              {incident.number}
            </Link>
          </>
        )}
      </td>
    </tr>
  )
}
