import { type RawBuilder, sql } from 'kysely'
import type { RecordFilter } from '../../core/api/records.ts'
import { AppError } from '../../core/error.ts'
import { isSortable, sortedColumns } from '../../core/record-table.ts'
import type { Db } from '../db/pool.ts'
import { findFirst, matchWords } from '../things/match-words.ts'
import { matchDeadline } from './deadline-condition.ts'
import { readExtraFields } from './extra-fields.ts'
import { extraColumn, fieldConditions } from './field-conditions.ts'
import { withinDays } from './record-dates.ts'
import type { RecordKind } from './record-kind.ts'
import { fromRow, type StoredRecord } from './stored-record.ts'

/** A place in a list: the sorted value of the last row, as text, and its id. */
interface Place {
  readonly value: string | null
  readonly id: string
}

const bad = (path: string, message: string) =>
  new AppError('bad_request', 400, { detail: `${path}: ${message}`, errors: [{ path, message }] })

interface Order {
  readonly isDown: boolean
  /** null: by id. Ids are made in order of time: no second column, no sort. */
  readonly column: RawBuilder<unknown> | null
  readonly isIndexed: boolean
  /** Some rows may have no value: they stand last, whichever way the list is sorted. */
  readonly hasGaps: boolean
}

/** @throws {AppError} `bad_request` naming what records can be sorted by */
async function orderOf(tx: Db, kind: RecordKind, sort: string): Promise<Order> {
  const isDown = sort.startsWith('-')
  const key = sort.replace(/^-/, '')
  if (key.startsWith('extra.')) {
    const added = await readExtraFields(tx, kind.key)
    const column = extraColumn(added, key.slice(6))
    // Values of added fields stand in no index: all rows that pass the filter are sorted for each page.
    if (column) return { isDown, column, isIndexed: false, hasGaps: true }
    throw bad(
      'sort',
      `there is no field «${key}» to sort by; added are ${added.map((each) => `extra.${each.key}`).join(', ')}`,
    )
  }
  const field = kind.ownFields[key]
  const isCommon = ['created_at', 'updated_at', 'number', 'state', 'state_at'].includes(key)
  if (!isCommon && !(field && isSortable(field))) {
    const known = Object.entries(kind.ownFields).flatMap(([name, field]) => (isSortable(field) ? [name] : []))
    throw bad('sort', `choose created_at, updated_at, number, state, state_at, ${known.join(', ')}`)
  }
  if (key === 'created_at') return { isDown, column: null, isIndexed: true, hasGaps: false }
  const isIndexed = sortedColumns(kind.record).includes(key)
  return { isDown, column: sql`r.${sql.ref(key)}`, isIndexed, hasGaps: !isCommon || key === 'number' }
}

/** More than any list: what matches is gathered. */
const allAtOnce = 1_000_000

/** When, and how far, records are gone through in the order of the list for what has a deadline, before all of these are gathered. */
interface Walk {
  /** So many of them there must be. */
  readonly many: number
  /** So many records are looked at. */
  readonly reach: number
}
/** Of a million records 80,000 are overdue: a page of them is found in 20 ms this way, gathering all takes 300 (200 agencies, measured). */
const usualWalk: Walk = { many: 2_000, reach: 20_000 }

interface Page {
  readonly records: StoredRecord[]
  readonly places: Place[]
}

type FieldsFilter = Pick<RecordFilter, 'agency' | 'is' | 'by' | 'from' | 'to' | 'dated'>

/** What a filter asks of `r` besides state, deadline and words. @throws {AppError} `bad_request` naming the parameter */
async function fieldsAsked(tx: Db, kind: RecordKind, filter: FieldsFilter) {
  const { agency, is } = filter
  const conditions: RawBuilder<unknown>[] = [sql`true`]
  const days = withinDays(kind, filter)
  if (days) conditions.push(days)
  if (agency !== undefined) conditions.push(sql`r.agency_id = ${agency}::bigint`)
  if (is?.length) conditions.push(...fieldConditions(kind, await readExtraFields(tx, kind.key), is))
  return conditions
}

/**
 * What a filter asks of `r` besides state and deadline, for who goes through all rows.
 * @throws {AppError} `bad_request` naming the parameter
 */
export async function conditionsOf(
  tx: Db,
  kind: RecordKind,
  filter: FieldsFilter & Pick<RecordFilter, 'text'>,
): Promise<RawBuilder<unknown>[]> {
  const conditions = await fieldsAsked(tx, kind, filter)
  if (filter.text?.trim()) conditions.push((await matchRecords(tx, kind, filter.text, false, allAtOnce)).condition)
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
  walk: Walk = usualWalk,
): Promise<Page> {
  const order = await orderOf(tx, kind, filter.sort)
  const conditions = await fieldsAsked(tx, kind, filter)
  if (filter.state?.length) conditions.push(inStates(kind, filter.state))
  const deadline = filter.deadline ? await matchDeadline(tx, kind, filter.deadline, { now, many: walk.many }) : null
  const match = filter.text?.trim() ? await matchRecords(tx, kind, filter.text, order.isIndexed, page.limit) : null
  if (match) conditions.push(match.condition)
  const isNarrow = filter.agency !== undefined || filter.is?.length || withinDays(kind, filter) !== null
  const mayWalk = order.isIndexed && match?.found !== 'seldom' && !isNarrow
  const rows: Row[] = []
  for (const part of partsOf(order, page.after)) {
    if (rows.length === page.limit) break
    const wanted = [...conditions, ...part.conditions]
    const limit = page.limit - rows.length
    if (deadline?.each && mayWalk) {
      const near = sql`select * from (${selectFirst(kind, wanted, part, walk.reach)}) r where ${deadline.each}
        order by ${part.order} limit ${limit}`
      const first = await findFirst(tx, 'often', () => putTogether(tx, near, part))
      if (first.length === limit) {
        rows.push(...first)
        break
      }
    }
    if (deadline) wanted.push(deadline.gathered)
    const select = () => putTogether(tx, selectFirst(kind, wanted, part, limit), part)
    rows.push(...(match ? await findFirst(tx, match.found, select) : await select()))
  }
  return {
    records: rows.map(({ row }) => fromRow(kind, row)),
    places: rows.map((row) => ({ value: row.value, id: String(row.row.id) })),
  }
}

/** What is often found is asked of one record after another in the order of the list, until the page is full. */
async function matchRecords(tx: Db, kind: RecordKind, text: string, isIndexed: boolean, limit: number) {
  const ofKind = sql<boolean>`t.kind = ${kind.key}`
  const { condition, found } = await matchWords(tx, text, [ofKind], limit)
  return found === 'often' && isIndexed
    ? { found, condition: sql`(select ${condition} from platform.thing t where ${ofKind} and t.id = r.id::text)` }
    : {
        found: 'seldom' as const,
        condition: sql`r.id = any(array(select t.id::uuid from platform.thing t where ${ofKind} and ${condition}))`,
      }
}

interface Part {
  readonly conditions: readonly RawBuilder<unknown>[]
  readonly value: RawBuilder<unknown>
  readonly order: RawBuilder<unknown>
}

/** The list from after a place: rows with a value, then rows without. One index serves both, forwards and backwards. */
function partsOf({ isDown, column, hasGaps }: Order, after: Place | undefined): Part[] {
  const direction = isDown ? sql`desc` : sql`asc`
  const than = isDown ? sql`<` : sql`>`
  const afterId = after ? [sql`r.id ${than} ${after.id}::uuid`] : []
  const byId = { value: sql`null`, order: sql`r.id ${direction}` }
  if (!column) return [{ ...byId, conditions: afterId }]
  const isPastValues = after !== undefined && after.value === null
  const afterBoth = after ? [sql`(${column}, r.id) ${than} (${after.value}, ${after.id}::uuid)`] : []
  const filled = {
    value: sql`${column}::text`,
    order: sql`${column} ${direction}, r.id ${direction}`,
    conditions: hasGaps ? [sql`${column} is not null`, ...afterBoth] : afterBoth,
  }
  if (!hasGaps) return [filled]
  const rest = { ...byId, conditions: [sql`${column} is null`, ...(isPastValues ? afterId : [])] }
  return isPastValues ? [rest] : [filled, rest]
}

interface Row {
  readonly row: Record<string, unknown>
  readonly value: string | null
}

/** The first rows that pass. */
const selectFirst = (kind: RecordKind, conditions: readonly RawBuilder<unknown>[], { order }: Part, limit: number) =>
  sql`select r.* from ${sql.table(kind.table)} r
    where ${sql.join([...conditions], sql` and `)} order by ${order} limit ${limit}`

/** The rows are chosen first and put together then: a sort of many is of rows, not of texts made of them. */
async function putTogether(tx: Db, chosen: RawBuilder<unknown>, { value, order }: Part): Promise<Row[]> {
  const { rows } = await sql<Row>`
    select to_jsonb(r) as row, ${value} as value from (${chosen}) r order by ${order}`.execute(tx)
  return rows
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
