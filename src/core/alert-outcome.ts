/**
 * How an alert came out, or how it stands: what is open as the inbox has it (untaken, taken or in work while it fires; laid aside;
 * calmed), what is finished with those of a false alarm and those closed because they had calmed told apart from what was done.
 */
export const outcomes = [
  'new',
  'taken',
  'in_work',
  'calmed',
  'aside',
  'done',
  'closed',
  'dismissed',
  'false_alarm',
] as const
export type Outcome = (typeof outcomes)[number]

/** By what a list of alerts can be narrowed: an outcome, or all that fire and are not laid aside, whatever was done about them. */
export const outcomeFilters = ['firing', ...outcomes] as const
export type OutcomeFilter = (typeof outcomeFilters)[number]

interface Standing {
  readonly condition: 'firing' | 'resolved'
  readonly handling: 'new' | 'taken' | 'in_work' | 'done' | 'dismissed'
  readonly falseAlarm: boolean
  readonly incidentId: string | null
  readonly shelvedUntil: Date | null
  readonly mutedUntil: Date | null
}

/** The outcome of an alert at a moment. */
export function outcomeOf(alert: Standing, now: Date): Outcome {
  const { handling, condition, falseAlarm, incidentId, shelvedUntil, mutedUntil } = alert
  if (falseAlarm) return 'false_alarm'
  if (handling === 'done') return incidentId === null ? 'closed' : 'done'
  if (handling === 'dismissed') return 'dismissed'
  if ([shelvedUntil, mutedUntil].some((until) => until !== null && until > now)) return 'aside'
  return condition === 'resolved' ? 'calmed' : handling
}

/** When an alert counts as handled (ISO): when it was done, or, closed because it had calmed, when that was. Null while it is open. */
export function handledAtOf(alert: {
  readonly handling: Standing['handling']
  readonly doneAt: string | null
  readonly calmedAt: string | null
  readonly incident: object | null
}): string | null {
  const { handling, doneAt, calmedAt, incident } = alert
  const isClosed = handling === 'done' && incident === null
  return isClosed && doneAt !== null && calmedAt !== null && calmedAt < doneAt ? calmedAt : doneAt
}
