/** How an alert came out: how it is handled, with those of a false alarm told apart from what was done. */
export const outcomes = ['new', 'taken', 'in_work', 'done', 'dismissed', 'false_alarm'] as const
export type Outcome = (typeof outcomes)[number]
