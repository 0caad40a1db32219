import { sql } from 'kysely'
import { notFound } from '../../core/error.ts'
import type { Fields } from '../../core/field.ts'
import type { Db } from '../db/pool.ts'
import type { RecordKind } from './record-kind.ts'

export type Values = Readonly<Record<string, unknown>>

/** A record as it stands in its tables. */
export interface StoredRecord {
  readonly id: string
  readonly agencyId: number
  readonly number: string | null
  readonly state: string
  readonly stateAt: Date
  readonly areaCode: string | null
  readonly geometry: unknown
  readonly sharedWith: readonly number[]
  readonly createdAt: Date
  readonly createdBy: number
  readonly createdByName: string
  readonly updatedAt: Date
  readonly version: number
  readonly extra: Values
  /** Fields of its own table, without the personal ones. */
  readonly values: Values
}

/** A row as `to_jsonb` writes it: keys as declared, whatever the driver does with names. */
export function fromRow(kind: RecordKind, row: Record<string, unknown>): StoredRecord {
  const date = (key: string) => new Date(String(row[key]))
  return {
    id: String(row.id),
    agencyId: Number(row.agency_id),
    number: row.number === null ? null : String(row.number),
    state: String(row.state),
    stateAt: date('state_at'),
    areaCode: row.area_code === null ? null : String(row.area_code),
    geometry: row.geometry ?? null,
    // The column is integer[] and not null where there is one.
    sharedWith: (row.shared_with as number[] | undefined) ?? [],
    createdAt: date('created_at'),
    createdBy: Number(row.created_by),
    createdByName: String(row.created_by_name),
    updatedAt: date('updated_at'),
    version: Number(row.version),
    // The column is jsonb and holds an object always.
    extra: row.extra as Values,
    values: pickValues(kind.ownFields, row),
  }
}

function pickValues(fields: Fields, row: Record<string, unknown>): Values {
  return Object.fromEntries(
    Object.entries(fields).map(([key, field]) => {
      const value = row[key] ?? null
      return [key, field.kind === 'instant' && value !== null ? new Date(String(value)).toISOString() : value]
    }),
  )
}

/** One record. @throws {AppError} `not_found` */
export async function readRecord(tx: Db, kind: RecordKind, id: string, lock = false): Promise<StoredRecord> {
  const { rows } = await sql<{ row: Record<string, unknown> }>`
    select to_jsonb(r) as row from ${sql.table(kind.table)} r where r.id = ${id}
    ${lock ? sql`for update` : sql``}`.execute(tx)
  if (!rows[0]) throw notFound(`${kind.key} ${id}`)
  return fromRow(kind, rows[0].row)
}

/** Locked until the commit: who comes second sees what the first did. @throws {AppError} `not_found` */
export const lockRecord = (tx: Db, kind: RecordKind, id: string) => readRecord(tx, kind, id, true)

/** Personal fields of a record; all null where none is filled or the asker's agency is not the owner. */
export async function readPersonal(tx: Db, kind: RecordKind, id: string): Promise<Values> {
  const none = Object.fromEntries(Object.keys(kind.personalFields).map((key) => [key, null]))
  if (!kind.personalTable) return none
  const { rows } = await sql<{ row: Record<string, unknown> }>`
    select to_jsonb(p) as row from ${sql.table(kind.personalTable)} p where p.record_id = ${id}`.execute(tx)
  return rows[0] ? pickValues(kind.personalFields, rows[0].row) : none
}

/** Writes columns of new rows, each keyed by column. */
export async function insertRows(tx: Db, table: string, rows: readonly Values[]): Promise<void> {
  if (rows.length === 0) return
  await sql`insert into ${sql.table(table)}
    select p.* from jsonb_populate_recordset(null::${sql.table(table)}, ${JSON.stringify(rows)}::jsonb) p`.execute(tx)
}

/** Changes columns of the row with `key` = `id`. */
export async function updateRow(tx: Db, table: string, id: string, row: Values, key = 'id'): Promise<void> {
  const sets = Object.keys(row).map((name) => sql`${sql.ref(name)} = p.${sql.ref(name)}`)
  if (sets.length === 0) return
  await sql`update ${sql.table(table)} r set ${sql.join(sets)}
    from jsonb_populate_record(null::${sql.table(table)}, ${JSON.stringify(row)}::jsonb) p
    where r.${sql.ref(key)} = ${id}`.execute(tx)
}

/** Writes personal fields, those given only. */
export async function keepPersonal(
  tx: Db,
  kind: RecordKind,
  written: readonly { readonly after: StoredRecord; readonly personal: Values; readonly isNew: boolean }[],
): Promise<void> {
  const table = kind.personalTable
  const given = written.filter(({ personal }) => Object.keys(personal).length > 0)
  if (!table || given.length === 0) return
  const keys = ({ id, agencyId }: StoredRecord) => ({ record_id: id, agency_id: agencyId })
  const made = given.filter(({ isNew }) => isNew)
  await insertRows(
    tx,
    table,
    made.map(({ after, personal }) => ({ ...keys(after), ...personal })),
  )
  for (const { after, personal } of given.filter(({ isNew }) => !isNew)) {
    await sql`insert into ${sql.table(table)} (record_id, agency_id)
      values (${after.id}, ${after.agencyId}) on conflict (record_id) do nothing`.execute(tx)
    await updateRow(tx, table, after.id, personal, 'record_id')
  }
}
