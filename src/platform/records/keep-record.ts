import { sql } from 'kysely'
import { isFilled, sharedWith } from '../../core/lifecycle.ts'
import { writeAudit } from '../audit/write-audit.ts'
import type { Actor } from '../auth/actor.ts'
import type { Db } from '../db/pool.ts'
import { announce } from '../live/events.ts'
import { keepLink, keepThing } from '../things/keep-thing.ts'
import { keepClocks } from './clocks.ts'
import { pageOfRecord, type RecordKind } from './record-kind.ts'
import { insertRow, keepPersonal, type StoredRecord, updateRow, type Values } from './stored-record.ts'

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

/**
 * The one writer of records: row, personal sibling, history, clocks, thing, links, audit and live event in one commit. `before` is
 * locked by the caller, who has checked the values and whether the change may be made.
 * @returns the record as it then stands; unchanged when the change says nothing new
 */
export async function keepRecord(
  tx: Db,
  actor: Actor,
  kind: RecordKind,
  before: StoredRecord,
  change: Change,
  now: Date,
): Promise<StoredRecord> {
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
  if (change.kind === 'edited' && Object.keys(changes).length === 0) return before
  const shared = sharedWith(kind.record, { state: next.state, ownerId: next.agencyId, values: next.values })
  const after = { ...next, sharedWith: shared }
  await writeRow(tx, kind, before, after)
  await keepPersonal(tx, kind, after, personal)
  await writeHistory(tx, actor, kind, before, after, change, changes)
  await keepClocks(tx, kind, change.kind === 'created' ? null : before, after, now)
  await keepThingOf(tx, kind, after)
  await keepLinks(tx, kind, before, after)
  const verb = change.move ?? change.kind
  const agencyId = actor.agencyIds.includes(after.agencyId) ? after.agencyId : actor.agencyId
  await writeAudit(tx, actor, {
    agencyId,
    action: `record.${verb}`,
    subject: { kind: kind.key, id: after.id },
    detail: { fields: Object.keys(changes), from: before.state, to: after.state, version: after.version },
  })
  const agencies = [...new Set([after.agencyId, ...before.sharedWith, ...shared])]
  await announce(tx, { kind: 'record', action: `${kind.key} ${verb}`, ids: [after.id], agencies })
  return after
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

async function writeRow(tx: Db, kind: RecordKind, before: StoredRecord, after: StoredRecord): Promise<void> {
  const shared = kind.record.sharedWith ? { shared_with: after.sharedWith } : {}
  const columns = {
    number: after.number,
    state: after.state,
    state_at: after.stateAt,
    area_code: after.areaCode,
    geometry: after.geometry,
    ...shared,
    updated_at: after.updatedAt,
    version: after.version,
    extra: after.extra,
    ...after.values,
  }
  if (before.version > 0) {
    await updateRow(tx, kind.table, after.id, columns)
    if (String(before.sharedWith) !== String(after.sharedWith)) await shareParts(tx, after)
    return
  }
  const made = {
    id: after.id,
    agency_id: after.agencyId,
    created_at: after.createdAt,
    created_by: after.createdBy,
    created_by_name: after.createdByName,
  }
  await insertRow(tx, kind.table, { ...made, ...columns })
}

/** History, files and clocks are seen by whoever sees the record. */
async function shareParts(tx: Db, { id, sharedWith }: StoredRecord): Promise<void> {
  for (const table of ['record_history', 'record_file', 'record_file_content', 'record_clock']) {
    await sql`update ${sql.table(`platform.${table}`)} set shared_with = ${[...sharedWith]}::int[]
      where record_id = ${id}`.execute(tx)
  }
}

async function writeHistory(
  tx: Db,
  actor: Actor,
  kind: RecordKind,
  before: StoredRecord,
  after: StoredRecord,
  change: Change,
  changes: Changes,
): Promise<void> {
  await tx
    .insertInto('platform.recordHistory')
    .values({
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
    })
    .execute()
}

async function keepThingOf(tx: Db, kind: RecordKind, record: StoredRecord): Promise<void> {
  const { fields, titleField, lifecycle } = kind.record
  const words = Object.entries(kind.ownFields).flatMap(([key, field]) =>
    field.searchable && key !== titleField && isFilled(record.values[key]) ? [String(record.values[key])] : [],
  )
  // A polygon or line has no one place; a point does. Its form was checked when it came.
  const point = record.geometry as { type?: string; coordinates?: [number, number] } | null
  await keepThing(tx, {
    kind: kind.key,
    id: record.id,
    agencyId: record.agencyId,
    sharedWith: record.sharedWith,
    title: String(record.values[titleField] ?? fields[titleField]?.label.vi),
    number: record.number,
    searchText: words.join(' '),
    position: point?.type === 'Point' && point.coordinates ? point.coordinates : null,
    areaCode: record.areaCode,
    state: record.state,
    openedAt: record.createdAt,
    closedAt: lifecycle.states[record.state]?.isFinal ? record.stateAt : null,
    address: pageOfRecord(kind, record.id),
  })
}

async function keepLinks(tx: Db, kind: RecordKind, before: StoredRecord, after: StoredRecord): Promise<void> {
  for (const [key, field] of Object.entries(kind.ownFields)) {
    if (field.kind !== 'record') continue
    const id = after.values[key] ?? null
    if (id === (before.values[key] ?? null)) continue
    const toKind = `${kind.moduleId}.${field.of}`
    const to =
      id === null
        ? null
        : ((await tx
            .selectFrom('platform.thing')
            .select(['kind', 'id', 'agencyId'])
            .where('kind', '=', toKind)
            .where('id', '=', String(id))
            .executeTakeFirst()) ?? null)
    await keepLink(tx, { kind: kind.key, id: after.id, agencyId: after.agencyId }, key, to)
  }
}
