import { columnOfField, type Field } from './field.ts'
import type { RecordType } from './record.ts'

export interface Column {
  readonly name: string
  /** PostgreSQL's word for the type, as `format_type` prints it. */
  readonly type: string
  readonly notNull: boolean
}

/** A table of a module as its declaration wants it. */
export interface TableShape {
  readonly schema: string
  readonly name: string
  readonly columns: readonly Column[]
}

/** The SQL schema of a module. */
export const schemaOfModule = (id: string): string => id.replaceAll('-', '_')

const printed: Readonly<Record<string, string>> = { timestamptz: 'timestamp with time zone' }
const columnOf = (name: string, field: Field): Column => {
  const type = columnOfField(field)
  // Required is checked at the doors: a draft, and a row of before the field existed, may lack it.
  return { name, type: printed[type] ?? type, notNull: false }
}

const column = (name: string, type: string, notNull = true): Column => ({ name, type, notNull })

/** Columns that every record has, before its own fields. */
const commonColumns: readonly Column[] = [
  column('id', 'uuid'),
  column('agency_id', 'integer'),
  column('number', 'text', false),
  column('state', 'text'),
  column('state_at', 'timestamp with time zone'),
  column('area_code', 'text', false),
  column('geometry', 'jsonb', false),
  column('created_at', 'timestamp with time zone'),
  column('created_by', 'integer'),
  column('created_by_name', 'text'),
  column('updated_at', 'timestamp with time zone'),
  column('version', 'integer'),
  column('extra', 'jsonb'),
]

/** Kinds of fields that have an order. */
const ordered = new Set<Field['kind']>([
  ...(['text', 'integer', 'number', 'money', 'yes_no', 'date', 'instant', 'choice', 'link', 'area'] as const),
])
/** A B-tree holds entries of up to 2,704 bytes; a letter has at most four. */
const longestIndexedText = 500

/** Whether records can be sorted by a field. */
export const isSortable = (field: Field): boolean => !field.personal && ordered.has(field.kind)

/**
 * Columns by which lists are sorted out of an index, whatever their length: those that lists show, and what every record has. Lists
 * sorted by another field are right and, with hundreds of thousands of records, slow.
 */
export function sortedColumns({ fields, titleField }: RecordType): string[] {
  const shown = Object.entries(fields).filter(
    ([key, field]) =>
      (field.listed || key === titleField) &&
      isSortable(field) &&
      field.kind !== 'link' &&
      !(field.kind === 'text' && field.maxLength > longestIndexedText),
  )
  return ['number', 'state', 'state_at', 'updated_at', ...shown.map(([key]) => key)]
}

/**
 * The tables of a record type: its own, and where it has personal fields the sibling `<type>_personal` that holds those, keyed by
 * `record_id`. Both have `agency_id` and stand behind the wall; a table with `shared_with` is open to the agencies in it as well.
 */
export function tablesOfRecord(moduleId: string, record: RecordType): TableShape[] {
  const schema = schemaOfModule(moduleId)
  const fields = Object.entries(record.fields)
  const own = fields.filter(([, field]) => !field.personal).map(([key, field]) => columnOf(key, field))
  const personal = fields.filter(([, field]) => field.personal).map(([key, field]) => columnOf(key, field))
  const shared = record.sharedWith ? [column('shared_with', 'integer[]')] : []
  const table: TableShape = { schema, name: record.type, columns: [...commonColumns, ...shared, ...own] }
  if (personal.length === 0) return [table]
  const keys = [column('record_id', 'uuid'), column('agency_id', 'integer')]
  return [table, { schema, name: `${record.type}_personal`, columns: [...keys, ...personal] }]
}
