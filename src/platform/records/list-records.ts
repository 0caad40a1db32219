import { type RawBuilder, sql } from 'kysely'
import type { RecordFilter } from '../../core/api/records.ts'
import { AppError } from '../../core/error.ts'
import type { Db } from '../db/pool.ts'
import { matchWords } from '../things/match-words.ts'
import { deadlineCondition } from './clocks.ts'
import { readExtraFields } from './extra-fields.ts'
import { fieldConditions } from './field-conditions.ts'
import type { RecordKind } from './record-kind.ts'
import { fromRow, type StoredRecord } from './stored-record.ts'

/** A place in a list: the sorted value of the last row, as text, and its id. */
interface Place {
  readonly value: string | null
  readonly id: string
}

const bad = (path: string, message: string) =>
  new AppError('bad_request', 400, { detail: `${path}: ${message}`, errors: [{ path, message }] })

/** Kinds of fields that have an order. */
const sortable = new Set(['text', 'integer', 'number', 'money', 'yes_no', 'date', 'instant', 'choice', 'link', 'area'])

function sortOf(kind: RecordKind, sort: string) {
  const isDown = sort.startsWith('-')
  const key = sort.replace(/^-/, '')
  const field = kind.ownFields[key]
  const isCommon = ['created_at', 'updated_at', 'number', 'state', 'state_at'].includes(key)
  if (!isCommon && !(field && sortable.has(field.kind))) {
    const known = Object.entries(kind.ownFields).flatMap(([name, { kind }]) => (sortable.has(kind) ? [name] : []))
    throw bad('sort', `choose created_at, updated_at, number, state, state_at, ${known.join(', ')}`)
  }
  // Ids are made in order of time: no second column, no sort.
  if (key === 'created_at') return { isDown, column: null }
  return { isDown, column: sql`r.${sql.ref(key)}` }
}

/** What a filter asks of `r` besides state and deadline. @throws {AppError} `bad_request` naming the parameter */
export async function conditionsOf(
  tx: Db,
  kind: RecordKind,
  { agency, text, is }: Pick<RecordFilter, 'agency' | 'text' | 'is'>,
): Promise<RawBuilder<unknown>[]> {
  const conditions: RawBuilder<unknown>[] = [sql`true`]
  if (agency !== undefined) conditions.push(sql`r.agency_id = ${agency}::bigint`)
  if (text?.trim()) {
    const { condition } = await matchWords(tx, text, [sql`t.kind = ${kind.key}`])
    conditions.push(sql`r.id in (select t.id::uuid from platform.thing t where t.kind = ${kind.key} and ${condition})`)
  }
  if (is?.length) conditions.push(...fieldConditions(kind, await readExtraFields(tx, kind.key), is))
  return conditions
}

/** @throws {AppError} `bad_request`: there is no such state */
export function inStates(kind: RecordKind, states: readonly string[]): RawBuilder<unknown> {
  const unknown = states.find((name) => !Object.hasOwn(kind.record.lifecycle.states, name))
  if (unknown !== undefined) throw bad('state', `${kind.record.type} has no state «${unknown}»`)
  return sql`r.state = any(${[...states]}::text[])`
}

/**
 * Records that pass a filter, in its order, from after `place`. Rows are those the transaction's actor may see.
 * @throws {AppError} `bad_request` naming the parameter
 */
export async function selectRecords(
  tx: Db,
  kind: RecordKind,
  filter: RecordFilter,
  page: { readonly limit: number; readonly after?: Place | undefined },
  now: Date,
): Promise<{ records: StoredRecord[]; places: Place[] }> {
  const { isDown, column } = sortOf(kind, filter.sort)
  const direction = isDown ? sql`desc` : sql`asc`
  const conditions = await conditionsOf(tx, kind, filter)
  if (filter.state?.length) conditions.push(inStates(kind, filter.state))
  if (filter.deadline) conditions.push(await deadlineCondition(tx, kind, filter.deadline, now))
  if (page.after) conditions.push(afterPlace(column, isDown, page.after))
  const value: RawBuilder<unknown> = column ? sql`${column}::text` : sql`null`
  const order = column ? sql`${column} ${direction} nulls last, r.id ${direction}` : sql`r.id ${direction}`
  const { rows } = await sql<{ row: Record<string, unknown>; value: string | null }>`
    select to_jsonb(r) as row, ${value} as value from ${sql.table(kind.table)} r
    where ${sql.join(conditions, sql` and `)} order by ${order} limit ${page.limit}`.execute(tx)
  return {
    records: rows.map(({ row }) => fromRow(kind, row)),
    places: rows.map((row) => ({ value: row.value, id: String(row.row.id) })),
  }
}

/** What is not filled stands last, whichever way the list is sorted. */
function afterPlace(column: RawBuilder<unknown> | null, isDown: boolean, { value, id }: Place): RawBuilder<unknown> {
  const than = isDown ? sql`<` : sql`>`
  if (!column) return sql`r.id ${than} ${id}::uuid`
  if (value === null) return sql`(${column} is null and r.id ${than} ${id}::uuid)`
  return sql`(${column} ${than} ${value} or (${column} = ${value} and r.id ${than} ${id}::uuid) or ${column} is null)`
}

/** A place as `after` carries it. */
export const writePlace = ({ value, id }: Place): string =>
  Buffer.from(JSON.stringify([value, id])).toString('base64url')

/** @throws {AppError} `bad_request`: it is not one of ours */
export function parsePlace(text: string | undefined): Place | undefined {
  if (text === undefined) return undefined
  try {
    const [value, id]: unknown[] = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'))
    if ((value === null || typeof value === 'string') && typeof id === 'string' && /^[0-9a-f-]{36}$/.test(id))
      return { value, id }
  } catch {
    // Told below, like what parses and is none.
  }
  throw bad('after', 'take it from `next` of a list')
}
