import type { LocalDate } from './local-time.ts'
import type { RecordType } from './record.ts'

/** Why a move or an edit is refused: a stable code, and what is wrong and how to mend it. */
export interface Refusal {
  readonly code:
    | 'unknown_move'
    | 'not_permitted'
    | 'not_your_move'
    | 'wrong_state'
    | 'field_missing'
    | 'evidence_missing'
    | 'comment_missing'
    | 'too_late'
    | 'not_editable'
  readonly detail: string
  /** The fields it is about. */
  readonly fields?: readonly string[]
}

/** A record as the rules see it, and who asks. */
export interface Asked {
  readonly state: string
  readonly permissions: ReadonlySet<string>
  /** The agency that owns the record. */
  readonly ownerId: number
  /** The agencies the asker acts for. */
  readonly agencyIds: readonly number[]
  /** The record's values; null and an empty list count as not filled. */
  readonly values: Readonly<Record<string, unknown>>
}

export interface AskedMove extends Asked {
  readonly evidence: number
  readonly comment?: string | undefined
  readonly today: LocalDate
  /** The day of `notAfter`, where that record has one. */
  readonly lastDay?: LocalDate | null | undefined
}

export const isFilled = (value: unknown): boolean =>
  value !== null && value !== undefined && value !== '' && !(Array.isArray(value) && value.length === 0)

/**
 * Whether a move may be made: the one place that decides, for every door. Null when it may. What the asker can mend comes last, so
 * that a page which asks without comment and fields learns whether the move is theirs at all.
 */
export function checkMove(record: RecordType, key: string, asked: AskedMove): Refusal | null {
  const move = Object.hasOwn(record.lifecycle.moves, key) ? record.lifecycle.moves[key] : undefined
  if (!move) return { code: 'unknown_move', detail: `${record.type} has no move «${key}»` }
  if (!asked.permissions.has(move.permission)) {
    return { code: 'not_permitted', detail: `this needs «${move.permission}»; whoever manages accounts can grant it` }
  }
  if (!sides(asked, move.by).some((id) => asked.agencyIds.includes(id))) {
    const whose = move.by === undefined ? 'the agency that owns the record' : `the agency in field «${move.by}»`
    return { code: 'not_your_move', detail: `only ${whose} makes the move «${key}»` }
  }
  if (!move.from.includes(asked.state)) {
    const detail = `«${key}» starts from ${move.from.join(' or ')}; the record is ${asked.state}`
    return { code: 'wrong_state', detail }
  }
  if (move.notAfter && asked.lastDay && asked.today > asked.lastDay) {
    return { code: 'too_late', detail: `this could be done until the end of ${asked.lastDay}` }
  }
  const missing = (move.requires ?? []).filter((name) => !isFilled(asked.values[name]))
  if (missing.length > 0) {
    return { code: 'field_missing', detail: `fill ${missing.join(', ')} first, or together with it`, fields: missing }
  }
  if (move.needsEvidence && asked.evidence === 0) {
    return { code: 'evidence_missing', detail: 'add a file that shows it first' }
  }
  if (move.needsComment && !asked.comment?.trim()) {
    return { code: 'comment_missing', detail: 'write a comment that says why', fields: ['comment'] }
  }
  return null
}

/** Whether fields may be edited: by who owns the record, not in a final state, only those the state leaves open. */
export function checkEdit(record: RecordType, keys: readonly string[], asked: Asked): Refusal | null {
  if (!asked.permissions.has(record.permissions.edit)) {
    const detail = `this needs «${record.permissions.edit}»; whoever manages accounts can grant it`
    return { code: 'not_permitted', detail }
  }
  if (!asked.agencyIds.includes(asked.ownerId)) {
    return { code: 'not_your_move', detail: 'only the agency that owns the record edits it' }
  }
  const state = record.lifecycle.states[asked.state]
  if (state?.isFinal) return { code: 'not_editable', detail: `the record is ${asked.state}: it stays as it is` }
  const { editable } = state ?? {}
  const closed = editable ? keys.filter((key) => !editable.includes(key)) : []
  if (closed.length === 0) return null
  const detail = `${closed.join(', ')}: cannot be edited while the record is ${asked.state}`
  return { code: 'not_editable', detail, fields: closed }
}

/** Whether any field may be edited as it stands: what {@link checkEdit} refuses whatever is given is not offered. */
export const mayEditAny = (record: RecordType, asked: Asked): boolean =>
  checkEdit(record, [], asked) === null && record.lifecycle.states[asked.state]?.editable?.length !== 0

function sides({ ownerId, values }: Asked, by: string | undefined): number[] {
  if (by === undefined) return [ownerId]
  return [values[by]].flat().filter((id): id is number => typeof id === 'number')
}

/** Whom a record is shared with: nobody while it is in its initial state, nor its owner. */
export function sharedWith(
  { sharedWith: fields = [], lifecycle }: RecordType,
  row: { readonly state: string; readonly ownerId: number; readonly values: Readonly<Record<string, unknown>> },
): number[] {
  if (row.state === lifecycle.initial) return []
  const ids = fields.flatMap((key) => [row.values[key]].flat()).filter((id) => typeof id === 'number')
  return [...new Set(ids)].filter((id) => id !== row.ownerId).sort((a, b) => a - b)
}
