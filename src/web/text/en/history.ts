import type { history as texts } from '../vi/history.ts'
import type { WithOne } from '../with-one.ts'

/** Alerts of any time. */
export const history: WithOne<typeof texts> = {
  history: {
    lead: 'Every alert, open and finished',
    filter: 'Filter',
    filterSet: 'Filter ({{n}})',
    filterSet_one: 'Filter ({{n}})',
    from: 'From',
    to: 'To',
    dayWrong: 'Not a valid date. Write it as 31/12/2026.',
    outcome: 'State',
    firing: 'Firing now',
    rule: 'Rule',
    clear: 'Clear',
    alert: 'Alert',
    raised: 'Raised',
    lasted: 'Lasted',
    taken: 'Taken',
    state: 'State',
    clock: 'Times and durations use the clock, from when the centre knew; replayed values run faster.',
    still: 'ongoing',
    takenAfter: 'after {{duration}}',
    total: '{{n}} alerts',
    total_one: '{{n}} alert',
    outcomes: '{{name}} {{n}}',
    outcomes_one: '{{name}} {{n}}',
    empty: 'No alerts yet',
    emptyHint: 'An alert appears when a value passes the limit of a rule.',
    none: 'No alert matches the filter',
  },
}
