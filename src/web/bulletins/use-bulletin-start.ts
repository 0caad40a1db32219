import type { NewBulletin } from '../../core/api/bulletins.ts'
import type { Incident } from '../../core/api/work.ts'
import { urgencyOf } from '../../core/bulletin-urgency.ts'
import { formatDateTime } from '../kit/format.ts'
import { useText } from '../text/use-text.ts'

/** What a bulletin of an incident begins with: what is known of it, as a text to be edited. */
export function useBulletinStart(): (incident: Incident) => NewBulletin {
  const { t } = useText()
  return ({ title, severity, area, openedAt }) => ({
    urgency: urgencyOf(severity),
    title: title.slice(0, 200),
    text: [
      ...(area ? [t('bulletin.known.place', { place: area.name })] : []),
      t('bulletin.known.since', { time: formatDateTime(openedAt) }),
      t('bulletin.known.grade', { word: t(`severity.${severity}`) }),
      '',
    ].join('\n'),
    audience: 'tasked',
    agencyIds: [],
  })
}
