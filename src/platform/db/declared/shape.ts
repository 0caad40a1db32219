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

const takenSchemas = /^(platform|public|information_schema|pg_.*)$/
/** Every PostgreSQL table has these (PostgreSQL 18, 5.6 System columns). */
const systemColumns = new Set(['tableoid', 'xmin', 'cmin', 'xmax', 'cmax', 'ctid'])

/**
 * The tables that a module's declaration wants. Asset types need none: their attributes are jsonb.
 * @throws {TypeError} when two tables or columns would have one name, or PostgreSQL keeps a name for itself
 */
export function shapeOfModule(module: ModuleDefinition): Shape {
  const schema = schemaOfModule(module.id)
  const at = `module ${module.id}`
  if (takenSchemas.test(schema))
    throw new TypeError(`${at}: the SQL schema ${schema} is taken; give the module another id`)
  const tables = new Map<string, ShapeTable>()
  for (const record of module.records ?? []) {
    for (const table of shapeOfRecord(record, tablesOfRecord(module.id, record), `${at}, record ${record.type}`)) {
      if (tables.has(table.name))
        throw new TypeError(`${at}, record ${record.type}: two tables are named ${table.name}; rename one record type`)
      tables.set(table.name, table)
    }
  }
  return { schema, tables }
}

function shapeOfRecord(record: RecordType, declared: readonly TableShape[], at: string): ShapeTable[] {
  const hasPersonal = declared.some((table) => table.name === personalName(record))
  return declared.map(({ name, columns }) => {
    const named = new Map(columns.map((column) => [column.name, column]))
    const taken = [...named.keys()].find((column) => systemColumns.has(column))
    if (taken) throw new TypeError(`${at}: PostgreSQL keeps a column ${taken} in every table; choose another key`)
    if (named.size !== columns.length)
      throw new TypeError(`${at}: two columns of ${name} have one name; rename a field`)
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
