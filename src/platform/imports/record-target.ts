import { sql } from 'kysely'
import { recordBodies } from '../../core/api/records.ts'
import type { Field } from '../../core/field.ts'
import type { ImportField } from '../../core/import/import-field.ts'
import { isFilled } from '../../core/lifecycle.ts'
import { writeAudits } from '../audit/write-audit.ts'
import type { Actor } from '../auth/actor.ts'
import type { Db } from '../db/pool.ts'
import { announceLater } from '../live/events.ts'
import { type CheckedRecord, checkNewRecords, keepNewRecords, refuseCreating } from '../records/change-record.ts'
import { indexFields, readExtraFields } from '../records/extra-fields.ts'
import { pageOfRecord, type RecordKind } from '../records/record-kind.ts'
import { halfPosition } from './half-position.ts'
import { faultOfCheck, faultOfIssue } from './schema-faults.ts'
import type { Against, CheckTools, ImportTarget, MadeRow, Outcome, ReadRow } from './target.ts'

type NewRow = CheckedRecord & { readonly agencyId: number }
type Body = { agencyId: number; values: Record<string, unknown>; extra?: Record<string, unknown> } & Record<
  string,
  unknown
>

/** Rows become drafts, checked and written as POST of the record type checks and writes them. */
export function recordTarget(kind: RecordKind): ImportTarget<NewRow> {
  const { record } = kind
  const body = recordBodies(record).create
  return {
    key: `record.${kind.key}`,
    kind: 'record',
    module: kind.moduleName,
    name: record.name,
    plural: record.plural,
    page: `/so/${kind.moduleId}/${record.type}`,
    permissions: { read: record.permissions.read, create: record.permissions.create },
    readPersonal: record.permissions.readPersonal ?? null,
    fields: (tx, actor) => readFields(tx, actor, kind),
    refuse: (actor, agencyId) => refuseCreating(actor, kind, agencyId),
    check: async (tx, _, rows, tools) => {
      const read = rows.map((row) => {
        const wanted = makeBody(row, tools, record.geometry)
        const parsed = body.safeParse(wanted, { reportInput: true })
        const known = new Set(row.faults.map(({ field }) => field))
        const issues = (parsed.error?.issues ?? []).map((issue) => ({
          ...faultOfIssue(issue, record.geometry ?? null),
          field: fieldOfPath(row, issue.path.join('.')),
        }))
        // A cell that could not be read is missing too: said once.
        const faults = [...row.faults, ...issues.filter(({ field }) => !known.has(field)), ...halfPosition(row)]
        return { row, faults, given: wanted }
      })
      const good = read.filter(({ faults }) => faults.length === 0)
      const checked = await checkNewRecords(
        tx,
        kind,
        good.map(({ given }) => given),
      )
      const outcomes = new Map(
        good.map(({ row, given }, index): [ReadRow, Outcome<NewRow>] => {
          const one = checked[index]
          if (!one || 'faults' in one) {
            const faults = (one?.faults ?? []).map((fault) => ({
              ...faultOfCheck(fault),
              field: fieldOfPath(row, fault.path),
            }))
            return [row, { line: row.line, outcome: 'faulty', faults }]
          }
          return [row, { line: row.line, outcome: 'new', write: { ...one, agencyId: given.agencyId }, says: one }]
        }),
      )
      return read.map(({ row, faults }) => outcomes.get(row) ?? { line: row.line, outcome: 'faulty', faults })
    },
    write: async (tx, actor, rows) => {
      const good = rows.flatMap((row) => ('write' in row ? [row] : []))
      const made = await keepNewRecords(
        tx,
        actor,
        kind,
        good.map(({ write }) => write),
        'silent',
      )
      return made.map(({ id, version }, index) => ({
        rowId: id,
        line: good[index]?.line ?? 0,
        before: null,
        after: { version },
      }))
    },
    announce: (tx, agencies) =>
      announceLater(tx, { kind: 'record', action: `${kind.key} many`, ids: [], agencies: [...agencies] }),
    removalTables: [
      kind.table,
      ...(kind.personalTable ? [kind.personalTable] : []),
      ...['record_history', 'record_clock', 'thing', 'link'].map((name) => `platform.${name}`),
    ],
    findAgainst: (tx, rows) => findAgainst(tx, kind, rows),
    takeBack: (tx, actor, rows) => takeBack(tx, actor, kind, rows),
  }
}

async function readFields(tx: Db, actor: Actor, kind: RecordKind): Promise<ImportField[]> {
  const { record } = kind
  const maySee = record.permissions.readPersonal !== undefined && actor.permissions.has(record.permissions.readPersonal)
  const extra = indexFields(await readExtraFields(tx, kind.key))
  const one = (prefix: string, [key, field]: [string, Field]): ImportField => ({
    key: `${prefix}.${key}`,
    label: field.label,
    required: prefix === 'values' && field.required === true,
    personal: field.personal === true,
    field,
  })
  const text = (vi: string, en: string) => ({ vi, en })
  const place = (key: string, label: ImportField['label'], field: ImportField['field']): ImportField => ({
    key,
    label,
    required: false,
    personal: false,
    field,
  })
  return [
    ...Object.entries(record.fields).map((entry) => one('values', entry)),
    ...[...extra].map((entry) => one('extra', entry)),
    place('areaCode', text('Xã, phường', 'Commune'), { kind: 'area', label: text('Xã, phường', 'Commune') }),
    ...(record.geometry === 'point'
      ? [
          place('lon', text('Kinh độ', 'Longitude'), { kind: 'degrees' }),
          place('lat', text('Vĩ độ', 'Latitude'), { kind: 'degrees' }),
        ]
      : []),
    ...(record.geometry ? [place('geometry', text('Vị trí', 'Geometry'), { kind: 'geometry' })] : []),
  ].filter(({ personal }) => !personal || maySee)
}

/** The body that POST would be given. Empty cells are left out. */
function makeBody(row: ReadRow, { agencyId }: CheckTools, geometry: string | undefined): Body {
  const under = (prefix: string) =>
    Object.fromEntries(
      [...row.values]
        .filter(([key, value]) => key.startsWith(prefix) && isFilled(value))
        .map(([key, value]) => [key.slice(prefix.length), value]),
    )
  const extra = under('extra.')
  const areaCode = row.values.get('areaCode') ?? undefined
  const [lon, lat] = [row.values.get('lon'), row.values.get('lat')]
  const point = isFilled(lon) && isFilled(lat) ? { type: 'Point', coordinates: [lon, lat] } : undefined
  const drawn = (row.values.get('geometry') ?? undefined) as object | undefined // Read as GeoJSON by readCell.
  return {
    agencyId,
    values: under('values.'),
    ...(Object.keys(extra).length > 0 ? { extra } : {}),
    ...(areaCode === undefined ? {} : { areaCode }),
    ...(geometry && (drawn ?? point) ? { geometry: drawn ?? point } : {}),
  }
}

/** Where a fault of the body stands among the fields of the file. */
function fieldOfPath(row: ReadRow, path: string): string | null {
  if (path.startsWith('geometry')) return row.values.has('geometry') ? 'geometry' : 'lon'
  const key = path
    .split('.')
    .slice(0, /^(values|extra)\./.test(path) ? 2 : 1)
    .join('.')
  return key === '' || key === 'agencyId' ? null : key
}

const idsOf = (rows: readonly MadeRow[]) => rows.map(({ rowId }) => rowId)

async function findAgainst(tx: Db, kind: RecordKind, rows: readonly MadeRow[]): Promise<Against[]> {
  const ids = idsOf(rows)
  const { rows: found } = await sql<{ id: string; version: number; number: string | null; title: string }>`
    select id::text, version, number, ${sql.ref(kind.record.titleField)} as title from ${sql.table(kind.table)}
    where id = any(${ids}::uuid[]) order by id for update`.execute(tx)
  const standing = new Map(found.map((row) => [row.id, row]))
  const { rows: files } = await sql<{ id: string }>`
    select distinct record_id::text as id from platform.record_file where record_id = any(${ids}::uuid[])`.execute(tx)
  const { rows: links } = await sql<{ id: string }>`
    select to_id as id from platform.link where to_kind = ${kind.key} and to_id = any(${ids}::text[])
    union select from_id from platform.link where from_kind = ${kind.key} and from_id = any(${ids}::text[])
      and relation <> all(${Object.keys(kind.ownFields)}::text[])`.execute(tx)
  const [withFile, linked] = [new Set(files.map(({ id }) => id)), new Set(links.map(({ id }) => id))]
  return ids.flatMap((id): Against[] => {
    const row = standing.get(id)
    const against = (reason: string) => [
      { name: row?.number ?? row?.title ?? id, reason, page: pageOfRecord(kind, id) },
    ]
    if (!row) return against('gone')
    if (row.number !== null) return against('numbered')
    if (row.version !== 1) return against('changed')
    if (withFile.has(id)) return against('has_files')
    return linked.has(id) ? against('linked') : []
  })
}

async function takeBack(tx: Db, actor: Actor, kind: RecordKind, rows: readonly MadeRow[]): Promise<void> {
  const ids = idsOf(rows)
  if (kind.personalTable) {
    await sql`delete from ${sql.table(kind.personalTable)} where record_id = any(${ids}::uuid[])`.execute(tx)
  }
  const { rows: gone } = await sql<{ id: string; agencyId: number }>`
    delete from ${sql.table(kind.table)} where id = any(${ids}::uuid[]) returning id::text, agency_id`.execute(tx)
  for (const table of ['record_history', 'record_clock']) {
    await sql`delete from ${sql.table(`platform.${table}`)} where record_id = any(${ids}::uuid[])`.execute(tx)
  }
  await sql`delete from platform.link where from_kind = ${kind.key} and from_id = any(${ids}::text[])`.execute(tx)
  await sql`delete from platform.thing where kind = ${kind.key} and id = any(${ids}::text[])`.execute(tx)
  await writeAudits(
    tx,
    actor,
    gone.map(({ id, agencyId }) => ({ agencyId, action: 'record.removed', subject: { kind: kind.key, id } })),
  )
}
