import type { history as texts } from '../vi/history.ts'
import type { WithOne } from '../with-one.ts'

/** Alerts of any time. */
export const history: WithOne<typeof texts> = {
  history: {
    lead: 'Every alert, open and finished',
    filter: 'Filter',
    from: 'From',
    to: 'To',
    outcome: 'Outcome',
    rule: 'Rule',
    clear: 'Clear',
    alert: 'Alert',
    raised: 'Raised',
    lasted: 'Lasted',
    taken: 'Taken',
    state: 'State',
    still: 'still lasting',
    takenAfter: 'after {{duration}}',
    total: '{{n}} alerts',
    total_one: '{{n}} alert',
    outcomes: '{{name}} {{n}}',
    outcomes_one: '{{name}} {{n}}',
    empty: 'No alert yet',
    emptyHint: 'An alert appears when a value passes the limit of a rule.',
    none: 'No alert answers to the filter',
  },
}
