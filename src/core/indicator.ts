import type { RecordType } from './record.ts'
import type { Text } from './text.ts'

/** What a line of a report calls the things that are counted. Official paper is Vietnamese. */
export interface SentenceWords {
  /** After a number: «ý kiến chỉ đạo». */
  readonly noun: string
  /** What was done with them in time: «hoàn thành». */
  readonly done: string
  /** Why some are not counted: «đã huỷ». */
  readonly dismissed: string
}

/**
 * How much of what came due was done in time: counts the clocks of one deadline of a record type that began in the period. In time
 * and late are those that stopped, or are due, by the cut-off; `dismissedIn` are not counted.
 */
export interface Indicator {
  /** Unique in the centre: lower-case letters, digits and underscores. */
  readonly key: string
  readonly name: Text
  readonly formula: Text
  readonly words: SentenceWords
  readonly record: string
  readonly deadline: string
  /** The field with the agency it is counted for, one of `sharedWith`; without it the agency that owns the record. */
  readonly agencyField?: string
  /** States in which a record is no longer counted. */
  readonly dismissedIn?: readonly string[]
}

/** What is wrong with an indicator, as a sentence; null when nothing is. */
export function indicatorFault(indicator: Indicator, records: readonly RecordType[]): string | null {
  const at = `indicator ${indicator.key}`
  if (!/^[a-z][a-z0-9_]{0,60}$/.test(indicator.key))
    return `${at}: write its key in lower-case letters, digits and underscores`
  if (indicator.key === 'board') return `${at}: this is an address of the centre; choose another key`
  const record = records.find(({ type }) => type === indicator.record)
  if (!record) return `${at}: no record type ${indicator.record} here`
  if (!record.deadlines?.some(({ key }) => key === indicator.deadline))
    return `${at}: ${record.type} has no deadline ${indicator.deadline}`
  const { agencyField, dismissedIn = [] } = indicator
  if (
    agencyField !== undefined &&
    !(record.fields[agencyField]?.kind === 'agency' && record.sharedWith?.includes(agencyField))
  ) {
    return `${at}: agencyField ${agencyField} must be a field of kind agency that is in sharedWith`
  }
  const state = dismissedIn.find((name) => !record.lifecycle.states[name]?.isFinal)
  if (state !== undefined) return `${at}: dismissedIn ${state} must be a final state of ${record.type}`
  return null
}
