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
    gone: 'No alerts any more',
    clear: 'Clear',
    active: 'Filtered',
    leftOut: '{{n}} lines that nobody has are hidden',
    leftOut_one: '{{n}} line that nobody has is hidden',
    none: 'No alert answers to the filter',
  },
}
