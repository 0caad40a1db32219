/**
 * How one thing with a deadline counts at the cut-off, and the name of that number in a figure. Only `in_time` and `late` make the share:
 * what is not due yet is open, what was dismissed or was a false alarm was nothing to handle.
 */
export const countKeys = {
  in_time: 'inTime',
  late: 'late',
  not_due: 'notDue',
  dismissed: 'dismissed',
  false_alarm: 'falseAlarm',
} as const
export type CountedAs = keyof typeof countKeys
export type CountKey = (typeof countKeys)[CountedAs]

export const countedAs = Object.keys(countKeys) as readonly CountedAs[]
const allKeys = Object.values(countKeys) as readonly CountKey[]

/** A number of a sentence, as an address names it: how many count so, how many arose at all, or, undefined, the share. */
export type SentenceNumber = CountedAs | 'all' | undefined
export const numberOfKey = (key: CountKey | 'value' | 'fired'): SentenceNumber =>
  key === 'fired' ? 'all' : countedAs.find((count) => countKeys[count] === key)

/** Numbers of a figure: each kind and, in `fired`, all that arose, which is their sum; in `value` the share in time, null where nothing came due. */
export type Tally = Readonly<Record<CountKey, number>>
export function tallyFigure(tally: Tally): Tally & { readonly value: number | null; readonly fired: number } {
  const due = tally.inTime + tally.late
  return {
    ...tally,
    value: due === 0 ? null : tally.inTime / due,
    fired: allKeys.reduce((sum, key) => sum + tally[key], 0),
  }
}

/** The tally of what was counted one by one or in heaps. */
export function tallyOf(counts: ReadonlyMap<CountedAs, number>): Tally {
  const number = (count: CountedAs) => counts.get(count) ?? 0
  return {
    inTime: number('in_time'),
    late: number('late'),
    notDue: number('not_due'),
    dismissed: number('dismissed'),
    falseAlarm: number('false_alarm'),
  }
}
