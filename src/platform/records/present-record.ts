import { sql } from 'kysely'
import type { Record as RecordAnswer, RecordDetail } from '../../core/api/records.ts'
import { checkMove, isFilled, mayEditAny } from '../../core/lifecycle.ts'
import type { Actor } from '../auth/actor.ts'
import type { Db } from '../db/pool.ts'
import { iso } from '../http/present.ts'
import { askedBy, type FindKind, readMoveFacts } from './change-record.ts'
import { readClocks } from './clocks.ts'
import { readRecordFiles } from './files.ts'
import { readLateClocks } from './late-clocks.ts'
import type { RecordKind } from './record-kind.ts'
import type { StoredRecord } from './stored-record.ts'

/** Records with their clocks and the names of what they refer to, as far as the transaction's actor sees. */
export async function presentRecords(
  tx: Db,
  kind: RecordKind,
  records: readonly StoredRecord[],
  now: Date,
): Promise<RecordAnswer[]> {
  const referred = records.map((record) => referencesOf(kind, record))
  const names = await readNames(tx, kind, {
    agencies: [...records.map((record) => record.agencyId), ...referred.flatMap((of) => of.agencies)],
    areas: [...records.flatMap((record) => record.areaCode ?? []), ...referred.flatMap((of) => of.areas)],
    records: referred.flatMap((of) => of.records),
    assets: referred.flatMap((of) => of.assets),
  })
  const clocks = await readClocks(tx, kind, records, now)
  return records.map((record, index) => ({
    id: record.id,
    type: kind.key,
    number: record.number,
    title: String(record.values[kind.record.titleField] ?? ''),
    state: record.state,
    stateAt: iso(record.stateAt),
    agency: names.agencies.get(record.agencyId) ?? { id: record.agencyId, code: '', name: '' },
    area: names.areas.get(record.areaCode ?? '') ?? null,
    geometry: record.geometry,
    createdAt: iso(record.createdAt),
    createdBy: { id: record.createdBy, name: record.createdByName },
    updatedAt: iso(record.updatedAt),
    version: record.version,
    values: { ...record.values },
    extra: { ...record.extra },
    deadlines: clocks.get(record.id) ?? [],
    refs: {
      agencies: (referred[index]?.agencies ?? []).flatMap((id) => names.agencies.get(id) ?? []),
      areas: (referred[index]?.areas ?? []).flatMap((code) => names.areas.get(code) ?? []),
      records: (referred[index]?.records ?? []).flatMap((id) => names.records.get(id) ?? []),
      assets: (referred[index]?.assets ?? []).flatMap((code) => names.assets.get(code) ?? []),
    },
  }))
}

/** One record with its files and what the asker may do with it. `personal`: shown instead of masked. */
export async function presentDetail(
  tx: Db,
  actor: Actor,
  find: FindKind,
  kind: RecordKind,
  record: StoredRecord,
  showPersonal: boolean,
): Promise<RecordDetail> {
  const now = new Date()
  const [shown] = await presentRecords(tx, kind, [record], now)
  if (!shown) throw new TypeError('one record gives one answer')
  const { evidence, lastDays, values, today } = await readMoveFacts(tx, find, kind, record, now)
  const personal = Object.keys(kind.personalFields)
  const filled = personal.filter((key) => isFilled(values[key]))
  const moves = Object.keys(kind.record.lifecycle.moves).map((key) => {
    const asked = { ...askedBy(actor, record, values), evidence, today, lastDay: lastDays[key] }
    const refusal = checkMove(kind.record, key, asked)
    // What is given together with the move is asked for then.
    const isOpen = refusal?.code === 'field_missing' || refusal?.code === 'comment_missing'
    return { key, refusal: refusal && !isOpen ? { code: refusal.code, detail: refusal.detail } : null }
  })
  const seen = showPersonal ? Object.fromEntries(personal.map((key) => [key, values[key] ?? null])) : {}
  return {
    ...shown,
    values: { ...shown.values, ...seen },
    files: await readRecordFiles(tx, record.id),
    late: await readLateClocks(tx, actor, kind, record, shown.deadlines),
    moves,
    editable: mayEditAny(kind.record, askedBy(actor, record, values)),
    masked: showPersonal ? [] : filled,
  }
}

interface References {
  readonly agencies: readonly number[]
  readonly areas: readonly string[]
  readonly records: readonly string[]
  readonly assets: readonly string[]
}

function referencesOf(kind: RecordKind, record: StoredRecord): References {
  const of = (...kinds: string[]) =>
    Object.entries(kind.ownFields)
      .filter(([key, field]) => kinds.includes(field.kind) && isFilled(record.values[key]))
      .flatMap(([key]) => [record.values[key]].flat())
  return {
    agencies: [...new Set(of('agency', 'agencies').map(Number))],
    areas: [...new Set(of('area').map(String))],
    records: [...new Set(of('record').map(String))],
    assets: [...new Set(of('asset').map(String))],
  }
}

async function readNames(tx: Db, kind: RecordKind, { agencies, areas, records, assets }: References) {
  const agencyRows = await tx
    .selectFrom('platform.agency')
    .select(['id', 'code', 'name'])
    .where('id', '=', sql<number>`any(${[...agencies]}::int[])`)
    .execute()
  const areaRows =
    areas.length === 0
      ? []
      : await tx
          .selectFrom('platform.coreArea')
          .select(['code', 'name'])
          .where('code', '=', sql<string>`any(${[...areas]}::text[])`)
          .execute()
  const kinds = Object.values(kind.ownFields).flatMap((field) =>
    field.kind === 'record' ? [`${kind.moduleId}.${field.of}`] : [],
  )
  const recordRows =
    records.length === 0
      ? []
      : await tx
          .selectFrom('platform.thing')
          .select(['id', 'title', 'number', 'address'])
          .where('kind', '=', sql<string>`any(${kinds}::text[])`)
          .where('id', '=', sql<string>`any(${[...records]}::text[])`)
          .execute()
  const assetRows =
    assets.length === 0
      ? []
      : await tx
          .selectFrom('platform.thing')
          .select(['id', 'title', 'address'])
          .where('kind', '=', 'asset')
          .where('id', '=', sql<string>`any(${[...assets]}::text[])`)
          .execute()
  return {
    assets: new Map(assetRows.map((row) => [row.id, { code: row.id, name: row.title, address: row.address }])),
    agencies: new Map(agencyRows.map((row) => [row.id, row])),
    areas: new Map(areaRows.flatMap(({ code, name }) => (code && name ? [[code, { code, name }]] : []))),
    records: new Map(recordRows.map((row) => [row.id, row])),
  }
}
