import { sql } from 'kysely'
import { isFilled, sharedWith } from '../../core/lifecycle.ts'
import { writeAudits } from '../audit/write-audit.ts'
import type { Actor } from '../auth/actor.ts'
import type { Db } from '../db/pool.ts'
import { type ToldRecord, tellRecords } from '../happenings/tell.ts'
import { announce } from '../live/events.ts'
import { keepLink, keepThings, type Thing } from '../things/keep-thing.ts'
import { keepClocks } from './clocks.ts'
import { type ExtraField, readExtraFields } from './extra-fields.ts'
import { pageOfRecord, type RecordKind } from './record-kind.ts'
import { insertRows, keepPersonal, type StoredRecord, updateRow, type Values } from './stored-record.ts'

/** What a record becomes, and why. Values that are left out stay. */
export interface Change {
  readonly kind: 'created' | 'edited' | 'moved'
  readonly values?: Values
  readonly extra?: Values
  readonly areaCode?: string | null
  readonly geometry?: unknown
  readonly state?: string
  readonly number?: string | null
  readonly move?: string
  readonly comment?: string | undefined
}

type Changes = Readonly<Record<string, { readonly from?: unknown; readonly to?: unknown }>>

/** A record that does not stand yet. */
export const blankRecord = (kind: RecordKind, actor: Actor, id: string, agencyId: number, now: Date): StoredRecord => ({
  id,
  agencyId,
  number: null,
  state: kind.record.lifecycle.initial,
  stateAt: now,
  areaCode: null,
  geometry: null,
  sharedWith: [],
  createdAt: now,
  createdBy: actor.accountId,
  createdByName: actor.name,
  updatedAt: now,
  version: 0,
  extra: {},
  values: Object.fromEntries(Object.keys(kind.ownFields).map((key) => [key, null])),
})

/** What a record was, locked by the caller, and what it is to become. */
export interface RecordChange {
  readonly before: StoredRecord
  readonly change: Change
}

/** `each`: a happening and a live event for every record; `silent`: none, the caller tells pages of all of them at once. */
export type Telling = 'each' | 'silent'

/** {@link keepRecords} of one record. */
export async function keepRecord(
  tx: Db,
  actor: Actor,
  kind: RecordKind,
  before: StoredRecord,
  change: Change,
  now: Date,
): Promise<StoredRecord> {
  const [after = before] = await keepRecords(tx, actor, kind, [{ before, change }], now, 'each')
  return after
}

/**
 * The one writer of records: row, personal sibling, history, clocks, thing, links, audit and live event in one commit. `before` is
 * locked by the caller, who has checked the values and whether the change may be made.
 * @returns the records as they then stand; unchanged where a change says nothing new
 */
export async function keepRecords(
  tx: Db,
  actor: Actor,
  kind: RecordKind,
  changes: readonly RecordChange[],
  now: Date,
  telling: Telling,
): Promise<StoredRecord[]> {
  const planned = changes.map(({ before, change }) => planChange(kind, before, change, now))
  const written = planned.flatMap((one) => (one.isNothing ? [] : [one]))
  await writeRows(tx, kind, written)
  await keepPersonal(tx, kind, written)
  await writeHistory(tx, actor, kind, written)
  await keepClocks(tx, kind, written, now)
  const added = written.length > 0 ? await readExtraFields(tx, kind.key) : []
  await keepThings(
    tx,
    written.map(({ after }) => thingOf(kind, after, added)),
  )
  await keepLinks(tx, kind, written)
  await writeAudits(
    tx,
    actor,
    written.map(({ before, after, change, changes: changed }) => ({
      agencyId: actor.agencyIds.includes(after.agencyId) ? after.agencyId : actor.agencyId,
      action: `record.${change.move ?? change.kind}`,
      subject: { kind: kind.key, id: after.id },
      detail: { fields: Object.keys(changed), from: before.state, to: after.state, version: after.version },
    })),
  )
  await tell(tx, kind, written, telling)
  return planned.map(({ after }) => after)
}

/** A change worked out: the record as it was and will be. */
export interface PlannedChange {
  readonly before: StoredRecord
  readonly after: StoredRecord
  readonly change: Change
  /** Of the personal fields, those that are given. */
  readonly personal: Values
  readonly changes: Changes
  readonly isNew: boolean
  readonly isNothing: boolean
}

function planChange(kind: RecordKind, before: StoredRecord, change: Change, now: Date): PlannedChange {
  const given = Object.entries(change.values ?? {})
  const own = Object.fromEntries(given.filter(([key]) => key in kind.ownFields))
  const personal = Object.fromEntries(given.filter(([key]) => key in kind.personalFields))
  const isMoved = change.state !== undefined && change.kind === 'moved'
  const next: StoredRecord = {
    ...before,
    values: { ...before.values, ...own },
    extra: { ...before.extra, ...change.extra },
    areaCode: change.areaCode === undefined ? before.areaCode : change.areaCode,
    geometry: change.geometry === undefined ? before.geometry : change.geometry,
    state: change.state ?? before.state,
    stateAt: isMoved ? now : before.stateAt,
    number: change.number ?? before.number,
    updatedAt: now,
    version: before.version + 1,
  }
  const changes = compare(before, next, personal)
  const isNothing = change.kind === 'edited' && Object.keys(changes).length === 0
  const shared = sharedWith(kind.record, { state: next.state, ownerId: next.agencyId, values: next.values })
  const after = isNothing ? before : { ...next, sharedWith: shared }
  return { before, after, change, personal, changes, isNew: before.version === 0, isNothing }
}

async function tell(tx: Db, kind: RecordKind, written: readonly PlannedChange[], telling: Telling): Promise<void> {
  if (telling === 'silent') return
  await tellRecords(
    tx,
    written.flatMap((one) => toldRecord(kind, one)),
  )
  for (const { before, change, after } of written) {
    const agencies = [...new Set([after.agencyId, ...before.sharedWith, ...after.sharedWith])]
    await announce(tx, {
      kind: 'record',
      action: `${kind.key} ${change.move ?? change.kind}`,
      ids: [after.id],
      agencies,
    })
  }
}

function toldRecord(kind: RecordKind, { before, after, change, isNew }: PlannedChange): ToldRecord[] {
  const { id, agencyId, sharedWith, updatedAt } = after
  const record = { type: kind.key, id, agencyId, sharedWith, at: updatedAt }
  if (isNew) return [{ ...record, what: { kind: 'record.created', detail: { state: after.state } } }]
  if (change.move === undefined) return []
  return [
    { ...record, what: { kind: 'record.moved', detail: { move: change.move, from: before.state, to: after.state } } },
  ]
}

/** What differs. Of a personal field only that it was written. */
function compare(before: StoredRecord, after: StoredRecord, personal: Values): Changes {
  const pairs: [string, unknown, unknown][] = [
    ...Object.keys(after.values).map((key): [string, unknown, unknown] => [key, before.values[key], after.values[key]]),
    ...Object.keys(after.extra).map((key): [string, unknown, unknown] => [
      `extra.${key}`,
      before.extra[key],
      after.extra[key],
    ]),
    ['area_code', before.areaCode, after.areaCode],
    ['geometry', before.geometry, after.geometry],
    ['number', before.number, after.number],
  ]
  const differing = pairs.filter(([, from, to]) => canonical(from ?? null) !== canonical(to ?? null))
  return {
    ...Object.fromEntries(differing.map(([key, from, to]) => [key, { from: from ?? null, to: to ?? null }])),
    ...Object.fromEntries(Object.keys(personal).map((key) => [key, {}])),
  }
}

/** The database gives an object's keys back in an order of its own. */
const canonical = (value: unknown): string =>
  JSON.stringify(value, (_, part: unknown) =>
    part !== null && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  )

async function writeRows(tx: Db, kind: RecordKind, written: readonly PlannedChange[]): Promise<void> {
  const made = written.filter(({ isNew }) => isNew)
  await insertRows(
    tx,
    kind.table,
    made.map(({ after }) => ({
      id: after.id,
      agency_id: after.agencyId,
      created_at: after.createdAt,
      created_by: after.createdBy,
      created_by_name: after.createdByName,
      ...columnsOf(kind, after),
    })),
  )
  for (const { before, after, isNew } of written) {
    if (isNew) continue
    await updateRow(tx, kind.table, after.id, columnsOf(kind, after))
    if (String(before.sharedWith) !== String(after.sharedWith)) await shareParts(tx, after)
  }
}

const columnsOf = (kind: RecordKind, after: StoredRecord): Values => ({
  number: after.number,
  state: after.state,
  state_at: after.stateAt,
  area_code: after.areaCode,
  geometry: after.geometry,
  ...(kind.record.sharedWith ? { shared_with: after.sharedWith } : {}),
  updated_at: after.updatedAt,
  version: after.version,
  extra: after.extra,
  ...after.values,
})

/** History, files, clocks and why one was late are seen by whoever sees the record. */
async function shareParts(tx: Db, { id, agencyId, sharedWith }: StoredRecord): Promise<void> {
  for (const table of ['record_history', 'record_file', 'record_file_content', 'record_clock']) {
    await sql`update ${sql.table(`platform.${table}`)} set shared_with = ${[...sharedWith]}::int[]
      where record_id = ${id}`.execute(tx)
  }
  await sql`update platform.late_saying s set shared_with = ${[agencyId, ...sharedWith]}::int[]
    from platform.record_clock k where k.id = s.clock_id and k.record_id = ${id}`.execute(tx)
}

async function writeHistory(tx: Db, actor: Actor, kind: RecordKind, written: readonly PlannedChange[]): Promise<void> {
  const rows = written.map(({ before, after, change, changes }) => ({
    recordType: kind.key,
    recordId: after.id,
    agencyId: after.agencyId,
    sharedWith: [...after.sharedWith],
    at: after.updatedAt,
    byId: actor.accountId,
    byName: actor.name,
    kind: change.kind,
    move: change.move ?? null,
    fromState: change.kind === 'created' ? null : before.state,
    toState: after.state,
    comment: change.comment?.trim() || null,
    changes: JSON.stringify(changes),
    version: after.version,
  }))
  if (rows.length > 0) await tx.insertInto('platform.recordHistory').values(rows).execute()
}

function thingOf(kind: RecordKind, record: StoredRecord, added: readonly ExtraField[]): Thing {
  const { fields, titleField, lifecycle } = kind.record
  const words = Object.entries(kind.ownFields).flatMap(([key, field]) =>
    field.searchable && key !== titleField && isFilled(record.values[key]) ? [String(record.values[key])] : [],
  )
  const addedWords = added.flatMap(({ key, field }) =>
    field.kind === 'text' && isFilled(record.extra[key]) ? [String(record.extra[key])] : [],
  )
  // A polygon or line has no one place; a point does. Its form was checked when it came.
  const point = record.geometry as { type?: string; coordinates?: [number, number] } | null
  return {
    kind: kind.key,
    id: record.id,
    agencyId: record.agencyId,
    sharedWith: record.sharedWith,
    title: String(record.values[titleField] ?? fields[titleField]?.label.vi),
    number: record.number,
    searchText: [...words, ...addedWords].join(' '),
    position: point?.type === 'Point' && point.coordinates ? point.coordinates : null,
    areaCode: record.areaCode,
    state: record.state,
    openedAt: record.createdAt,
    closedAt: lifecycle.states[record.state]?.isFinal ? record.stateAt : null,
    address: pageOfRecord(kind, record.id),
  }
}

async function keepLinks(tx: Db, kind: RecordKind, written: readonly PlannedChange[]): Promise<void> {
  for (const [key, field] of Object.entries(kind.ownFields)) {
    if (field.kind !== 'record' && field.kind !== 'asset') continue
    const differing = written.filter(
      ({ before, after }) => (after.values[key] ?? null) !== (before.values[key] ?? null),
    )
    if (differing.length === 0) continue
    const ids = [...new Set(differing.flatMap(({ after }) => after.values[key] ?? []).map(String))]
    const found = await tx
      .selectFrom('platform.thing')
      .select(['kind', 'id', 'agencyId'])
      .where('kind', '=', field.kind === 'asset' ? 'asset' : `${kind.moduleId}.${field.of}`)
      .where('id', '=', sql<string>`any(${ids}::text[])`)
      .execute()
    const targets = new Map(found.map((thing) => [thing.id, thing]))
    for (const { after } of differing) {
      const from = { kind: kind.key, id: after.id, agencyId: after.agencyId }
      await keepLink(tx, from, key, targets.get(String(after.values[key])) ?? null)
    }
  }
}
