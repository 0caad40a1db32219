import { type Fields, fieldFault } from './field.ts'
import type { Text } from './text.ts'

/** How long something may take, from the state a deadline starts in to one that ends it. */
export interface DeadlineRule {
  readonly key: string
  readonly name: Text
  /** The clock starts when the record enters this state. */
  readonly from: string
  /** It stops when the record enters one of these. */
  readonly to: readonly string[]
  /** The shipped value: seeded as a row, then edited by operators; never read from here. */
  readonly length: { readonly amount: number; readonly unit: 'hour' | 'working_hour' | 'day' | 'working_day' }
  /** A field of the record that sets the end instead, where it is given. */
  readonly byField?: string
  /**
   * What `byField` names: the last day of a term, which ends with office hours and moves to the next working day (Civil Code art.
   * 148; the default), or a day with which something ends by itself, such as the validity of a licence, whatever day it is.
   */
  readonly byFieldIs?: 'term' | 'validity'
  /** Working hours before the end at which it turns amber. */
  readonly warnWorkingHours: number
  /** The law or order it comes from, and whether that is confirmed. */
  readonly source: { readonly text: string; readonly confirmed: boolean }
}

/** One way from state to state. */
export interface Move<P extends string = string> {
  readonly name: Text
  readonly from: readonly string[]
  readonly to: string
  /** `<module>.<verb>`, one that the module declares. */
  readonly permission: P
  /** Whose move it is: the agency in this field of the record, one of `sharedWith`. Without it: the agency that owns the record. */
  readonly by?: string
  /** Fields that must be filled when it is made; they may be filled with the move itself. */
  readonly requires?: readonly string[]
  /** May be made up to the end of the day that stands in `field` of the record that `through` refers to. */
  readonly notAfter?: { readonly through: string; readonly field: string }
  /** Writes `from` into `field` of the record that `through` refers to; only who owns that one may make such a move. */
  readonly writes?: { readonly through: string; readonly field: string; readonly from: string }
  /** At least one attached file is needed. */
  readonly needsEvidence?: boolean
  /** A comment is needed, e.g. the reason of a refusal. */
  readonly needsComment?: boolean
  /** Gives the record its number: gapless within agency and year, never before, never again. */
  readonly issuesNumber?: boolean
}

export interface RecordState {
  readonly name: Text
  /** Nothing changes any more. */
  readonly isFinal?: boolean
  /** The fields that may still be edited in this state; without it all of them. */
  readonly editable?: readonly string[]
}

export interface Lifecycle<P extends string = string> {
  readonly initial: string
  readonly states: Readonly<Record<string, RecordState>>
  readonly moves: Readonly<Record<string, Move<P>>>
}

/** Paper with a life that people move. */
export interface RecordType<P extends string = string> {
  /** Table and address: lower-case letters, digits and underscores, singular. */
  readonly type: string
  readonly name: Text
  readonly plural: Text
  readonly fields: Fields
  /** The text field that names the record in lists, search and links. */
  readonly titleField: string
  /**
   * Fields of kind agency or agencies: those agencies see the record too, with its files, history and clocks, once it has left its
   * initial state. Personal fields stay with the owner.
   */
  readonly sharedWith?: readonly string[]
  readonly geometry?: 'point' | 'line' | 'polygon'
  /** e.g. `{agency}-{yyyy}-{####}`; given by the move that `issuesNumber`. */
  readonly numberPattern?: string
  readonly lifecycle: Lifecycle<P>
  readonly deadlines?: readonly DeadlineRule[]
  readonly permissions: {
    readonly read: P
    readonly create: P
    readonly edit: P
    /** Adding a file; without it the permission to edit. Whoever the record is shared with may add files too. */
    readonly attach?: P
    /** Seeing personal fields; each look is logged. */
    readonly readPersonal?: P
  }
}

/** What is wrong with a record type, as a sentence; null when nothing is. `declared`: the module's permissions. */
export function recordFault(record: RecordType, declared: ReadonlySet<string>): string | null {
  const at = `record ${record.type}`
  if (!/^[a-z][a-z0-9_]{0,40}$/.test(record.type))
    return `${at}: write its type in lower-case letters, digits and underscores`
  for (const [key, field] of Object.entries(record.fields)) {
    const fault = fieldFault(key, field)
    if (fault) return `${at}, ${fault}`
  }
  const title = record.fields[record.titleField]
  if (title?.kind !== 'text' || !title.required || title.personal) {
    return `${at}: titleField ${record.titleField} must be a required text field that is not personal`
  }
  const permissions = [
    ...Object.values(record.permissions),
    ...Object.values(record.lifecycle.moves).map((move) => move.permission),
  ]
  const missing = permissions.find((permission) => !declared.has(permission))
  if (missing !== undefined) return `${at}: asks for «${missing}», which the module does not declare in permissions`
  if (Object.values(record.fields).some((field) => field.personal) && !record.permissions.readPersonal) {
    return `${at}: has personal fields; name the permission that may see them in permissions.readPersonal`
  }
  return sharingFault(record) ?? lifecycleFault(record) ?? deadlineFault(record)
}

function sharingFault({ type, fields, sharedWith = [], lifecycle }: RecordType): string | null {
  const at = `record ${type}`
  const unfit = sharedWith.find((key) => fields[key]?.kind !== 'agency' && fields[key]?.kind !== 'agencies')
  if (unfit !== undefined) return `${at}: sharedWith ${unfit} must be a field of kind agency or agencies`
  for (const [key, { by, notAfter, writes }] of Object.entries(lifecycle.moves)) {
    if (by !== undefined && !sharedWith.includes(by)) {
      return `${at}, move ${key}: by ${by} must be one of sharedWith, or that agency never sees the record`
    }
    const through = [notAfter?.through, writes?.through].find((name) => name && fields[name]?.kind !== 'record')
    if (through !== undefined) return `${at}, move ${key}: through ${through} must be a field of kind record`
    if (writes && !fields[writes.from]) return `${at}, move ${key}: writes from ${writes.from}, which does not exist`
  }
  for (const [key, { editable = [] }] of Object.entries(lifecycle.states)) {
    const unknown = editable.find((name) => !fields[name])
    if (unknown !== undefined) return `${at}, state ${key}: editable ${unknown} does not exist`
  }
  return null
}

function lifecycleFault({ type, fields, lifecycle, numberPattern }: RecordType): string | null {
  const at = `record ${type}, lifecycle`
  const states = new Set(Object.keys(lifecycle.states))
  if (!states.has(lifecycle.initial)) return `${at}: the initial state ${lifecycle.initial} is not among the states`
  for (const [key, move] of Object.entries(lifecycle.moves)) {
    const unknown = [...move.from, move.to].find((state) => !states.has(state))
    if (unknown !== undefined) return `${at}: move ${key} names state ${unknown}, which is not among the states`
    const field = move.requires?.find((name) => !(name in fields))
    if (field !== undefined) return `${at}: move ${key} requires field ${field}, which does not exist`
    const final = move.from.find((state) => lifecycle.states[state]?.isFinal)
    if (final !== undefined) return `${at}: move ${key} leaves state ${final}, which is final`
  }
  const reached = new Set([lifecycle.initial])
  for (const _ of states)
    for (const move of Object.values(lifecycle.moves)) if (move.from.some((s) => reached.has(s))) reached.add(move.to)
  const lost = [...states].find((state) => !reached.has(state))
  if (lost !== undefined) return `${at}: no move leads to state ${lost}`
  const issuing = Object.values(lifecycle.moves).some((move) => move.issuesNumber)
  if (issuing !== (numberPattern !== undefined)) {
    return `record ${type}: a numberPattern and a move with issuesNumber need each other`
  }
  if (numberPattern !== undefined && !/\{#+\}/.test(numberPattern))
    return `record ${type}: numberPattern has no place for the number, such as {####}`
  return null
}

function deadlineFault({ type, fields, lifecycle, deadlines = [] }: RecordType): string | null {
  for (const deadline of deadlines) {
    const at = `record ${type}, deadline ${deadline.key}`
    const unknown = [deadline.from, ...deadline.to].find((state) => !(state in lifecycle.states))
    if (unknown !== undefined) return `${at}: names state ${unknown}, which is not among the states`
    if (!(deadline.length.amount > 0)) return `${at}: its length must be above 0`
    const field = deadline.byField === undefined ? undefined : fields[deadline.byField]
    if (deadline.byField !== undefined && field?.kind !== 'date' && field?.kind !== 'instant') {
      return `${at}: byField ${deadline.byField} must be a date or an instant`
    }
  }
  return null
}
