import type { Shape, ShapeColumn, ShapeGeometry, ShapeIndex, ShapeTable } from './shape.ts'

/** One difference between two shapes, in terms of what is done to the database. No value is ever dropped. */
export type Change =
  | { readonly kind: 'new_schema' }
  | { readonly kind: 'new_table'; readonly table: ShapeTable }
  | { readonly kind: 'revive_table'; readonly table: string }
  | { readonly kind: 'retire_table'; readonly table: string }
  | { readonly kind: 'new_index'; readonly table: string; readonly columns: string; readonly index: ShapeIndex }
  | { readonly kind: 'drop_index'; readonly table: string; readonly columns: string }
  | { readonly kind: 'new_column'; readonly table: string; readonly column: ShapeColumn }
  | { readonly kind: 'revive_column'; readonly table: string; readonly column: string }
  | { readonly kind: 'retire_column'; readonly table: string; readonly column: string; readonly wasNotNull: boolean }
  /** A retired column makes room for a new one of its name. */
  | { readonly kind: 'rename_retired'; readonly table: string; readonly column: string; readonly to: string }
  | {
      readonly kind: 'change_type'
      readonly table: string
      readonly column: string
      readonly from: string
      readonly to: string
    }
  | { readonly kind: 'change_null'; readonly table: string; readonly column: string; readonly notNull: boolean }
  | {
      readonly kind: 'move_values'
      readonly field: string
      readonly record: string
      readonly to: 'personal' | 'open'
      readonly fromType: string
      readonly toType: string
    }
  | {
      readonly kind: 'change_geometry'
      readonly table: string
      readonly from?: ShapeGeometry
      readonly to: ShapeGeometry
    }

/** The shape after the changes: what the next snapshot says. */
export function applyChanges(shape: Shape, changes: readonly Change[]): Shape {
  const tables = new Map(shape.tables)
  for (const change of changes) {
    if (change.kind === 'new_schema') continue
    if (change.kind === 'new_table') tables.set(change.table.name, change.table)
    else {
      const name = change.kind === 'move_values' ? sourceOf(change) : change.table
      const table = tables.get(name)
      if (!table) throw new Error(`no table ${name} to change`)
      tables.set(name, changeTable(table, change))
    }
  }
  return { schema: shape.schema, tables }
}

function changeTable(table: ShapeTable, change: Exclude<Change, { kind: 'new_schema' | 'new_table' }>): ShapeTable {
  switch (change.kind) {
    case 'revive_table':
    case 'retire_table':
      return { ...table, isRetired: change.kind === 'retire_table' }
    case 'new_index':
      return { ...table, indexes: new Map(table.indexes).set(change.columns, change.index) }
    case 'drop_index': {
      const indexes = new Map(table.indexes)
      indexes.delete(change.columns)
      return { ...table, indexes }
    }
    case 'change_geometry':
      return { ...table, geometry: change.to }
    case 'new_column':
      return withColumn(table, change.column)
    case 'revive_column': {
      const { retired: _, ...column } = columnOf(table, change.column)
      return withColumn(table, column)
    }
    case 'retire_column':
      return withColumn(table, { ...columnOf(table, change.column), retired: 'removed', notNull: false })
    case 'rename_retired': {
      const columns = new Map(table.columns)
      columns.delete(change.column)
      return withColumn({ ...table, columns }, { ...columnOf(table, change.column), name: change.to })
    }
    case 'change_type':
      return withColumn(table, { ...columnOf(table, change.column), type: change.to })
    case 'change_null':
      return withColumn(table, { ...columnOf(table, change.column), notNull: change.notNull })
    case 'move_values':
      return withColumn(table, { ...columnOf(table, change.field), retired: 'moved' })
  }
}

function columnOf(table: ShapeTable, name: string): ShapeColumn {
  const column = table.columns.get(name)
  if (!column) throw new Error(`no column ${table.name}.${name} to change`)
  return column
}

function withColumn(table: ShapeTable, column: ShapeColumn): ShapeTable {
  return { ...table, columns: new Map(table.columns).set(column.name, column) }
}

const sourceOf = ({ record, to }: Change & { kind: 'move_values' }) =>
  to === 'personal' ? record : personalTable(record)

/** The table that holds the personal fields of a record. */
export const personalTable = (record: string): string => `${record}_personal`
