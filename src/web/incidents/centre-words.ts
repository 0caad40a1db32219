import type { Alert } from '../../core/api/alerts.ts'
import type { TimelineEntry } from '../../core/api/work.ts'
import type { Text } from '../../core/text.ts'

/** What the centre wrote into a story of an alert: its title, and how many more of its line came along. */
export interface CentreWords {
  readonly title: Text
  readonly more: number
}

const withMore = /^ \(và (\d+) cảnh báo cùng dòng\)$/

/** The words of an entry where it was made from one of `alerts`, so that they can be told in either language; null where a person wrote them. */
export function centreWords(
  { kind, text, subject }: Pick<TimelineEntry, 'kind' | 'text' | 'subject'>,
  alerts: readonly Pick<Alert, 'id' | 'title'>[],
): CentreWords | null {
  const wanted = (alert: Pick<Alert, 'id' | 'title'>) =>
    kind === 'incident.opened'
      ? alert.title.vi === text
      : (kind === 'alert.joined' || kind === 'alert.resolved') &&
        alert.id === subject &&
        text.startsWith(alert.title.vi)
  const title = alerts.find(wanted)?.title
  if (!title) return null
  const rest = text.slice(title.vi.length)
  const [, more = '0'] = withMore.exec(rest) ?? []
  return rest === '' || more !== '0' ? { title, more: Number(more) } : null
}
