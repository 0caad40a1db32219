import type { AlertLine, LineGroup } from '../../core/api/alerts.ts'
import { severities } from '../../core/severity.ts'

const inboxGroups: readonly LineGroup[] = ['fresh', 'taken', 'calmed', 'shelved', 'muted']

/** By what a line is known while it is taken and given back: the same for `fresh` and `taken`. */
export const lineKey = ({ id, group }: Pick<AlertLine, 'id' | 'group'>): string =>
  group === 'fresh' || group === 'taken' ? id : `${id}-${group}`

/**
 * Lines, which come in their order, by group. `held` keeps one in the group where it was while the pointer or the focus is on it, so
 * that nothing moves under a hand.
 */
export function groupLines<L extends Pick<AlertLine, 'id' | 'group' | 'severity'>>(
  lines: readonly L[],
  held: { key: string; group: LineGroup } | null = null,
): { group: LineGroup; items: L[] }[] {
  const where = (line: L) => (held?.key === lineKey(line) ? held.group : line.group)
  const rank = ({ severity }: L) => severities.indexOf(severity)
  return inboxGroups
    .map((group) => ({
      group,
      items: lines.filter((line) => where(line) === group).toSorted((a, b) => rank(a) - rank(b)),
    }))
    .filter(({ items }) => items.length > 0)
}
