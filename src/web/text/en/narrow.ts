import type { narrow as texts } from '../vi/narrow.ts'
import type { WithOne } from '../with-one.ts'

/** Narrowing and ordering the inbox. */
export const narrow: WithOne<typeof texts> = {
  narrow: {
    title: 'Filter alerts',
    history: 'History',
    allHistory: 'Alert history',
    order: 'Order',
    newest: 'Newest first',
    areas: 'By commune',
    severity: 'Severity',
    area: 'Commune',
    agency: 'Agency',
    module: 'Field',
    any: 'All',
    gone: 'No alerts left',
    clear: 'Clear',
    active: 'Filtered',
    leftOut: '{{n}} untaken lines are hidden',
    leftOut_one: '{{n}} untaken line is hidden',
    none: 'No alert matches the filter',
  },
}
