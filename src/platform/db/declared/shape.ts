import type { ModuleDefinition } from '../../../core/module.ts'
import type { RecordType } from '../../../core/record.ts'
import { schemaOfModule, sortedColumns, type TableShape, tablesOfRecord } from '../../../core/record-table.ts'

/** `removed`: no longer declared, its values are kept. `moved`: its values live in the other table of the record now. */
export type Retired = 'removed' | 'moved'

export interface ShapeColumn {
  readonly name: string
  /** As `format_type` prints it. */
  readonly type: string
  readonly notNull: boolean
  readonly retired?: Retired
}

export interface ShapeGeometry {
  readonly kind: 'point' | 'line' | 'polygon'
  readonly isRetired: boolean
}

/** `sorted`: serves a list's order and goes when the list is sorted by its column no longer. */
export type ShapeIndex = 'plain' | 'unique' | 'sorted'

export interface ShapeTable {
  readonly name: string
  /** For the table of personal fields: the record's own table. */
  readonly personalOf?: string
  readonly isRetired: boolean
  readonly geometry?: ShapeGeometry
  readonly columns: ReadonlyMap<string, ShapeColumn>
  /** Column lists such as `agency_id, state`. */
  readonly indexes: ReadonlyMap<string, ShapeIndex>
}

/** What a module keeps in the database: as declared, or as its migrations have left it, with what is retired. */
export interface Shape {
  readonly schema: string
  readonly tables: ReadonlyMap<string, ShapeTable>
}

/**
 * The tables that a module's declaration wants. Asset types need none: their attributes are jsonb.
 * That no two have one name, and none a name that is PostgreSQL's, is in the contract (core/module-fault.ts).
 */
export function shapeOfModule(module: ModuleDefinition): Shape {
  const schema = schemaOfModule(module.id)
  const at = `module ${module.id}`
  const tables = (module.records ?? []).flatMap((record) =>
    shapeOfRecord(record, tablesOfRecord(module.id, record), `${at}, record ${record.type}`),
  )
  return { schema, tables: new Map(tables.map((table) => [table.name, table])) }
}

function shapeOfRecord(record: RecordType, declared: readonly TableShape[], at: string): ShapeTable[] {
  const hasPersonal = declared.some((table) => table.name === personalName(record))
  return declared.map(({ name, columns }) => {
    const named = new Map(columns.map((column) => [column.name, column]))
    const common = { name, isRetired: false, columns: named }
    if (name === personalName(record)) return { ...common, personalOf: record.type, indexes: new Map() }
    if (name !== record.type) throw new TypeError(`${at}: no migration is written for a table ${name}`)
    const indexes = new Map<string, ShapeIndex>([
      ['agency_id, number', 'unique'],
      ['agency_id, state', 'plain'],
      ['agency_id, created_at', 'plain'],
      // The id makes an order of equals, and pages of it.
      ...sortedColumns(record).map((column) => [`${column}, id`, 'sorted'] as const),
    ])
    // The table of personal fields points at both, so that its rows can never name another agency than their record.
    if (hasPersonal) indexes.set('id, agency_id', 'unique')
    const geometry = record.geometry && { kind: record.geometry, isRetired: false }
    return { ...common, indexes, ...(geometry ? { geometry } : {}) }
  })
}

const personalName = (record: RecordType) => `${record.type}_personal`
