import type { AlertLine } from '../../core/api/alerts.ts'

type Placed = { alert: Pick<AlertLine['alert'], 'area'> }

const inOrder = new Intl.Collator('vi').compare

/** Lines by commune, in the order of their names, those of none last; within one as they came. */
export function byArea<L extends Placed>(lines: readonly L[]): { name: string | null; items: L[] }[] {
  return [...Map.groupBy(lines, ({ alert }) => alert.area?.code ?? '').values()]
    .map((items) => ({ name: items[0]?.alert.area?.name ?? null, items }))
    .toSorted((a, b) => (a.name === null ? 1 : b.name === null ? -1 : inOrder(a.name, b.name)))
}
