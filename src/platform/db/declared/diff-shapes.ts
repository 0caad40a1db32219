import { type Change, personalTable } from './change.ts'
import type { Shape, ShapeColumn, ShapeTable } from './shape.ts'

/**
 * What must change in a database of shape `old` (null: none yet) so that it is as `declared`. Empty when nothing must. Columns and
 * tables that are declared no longer are retired; declared again with the same type they come back with their values.
 * @throws {TypeError} when a table's name is taken by a retired one of another kind
 */
export function diffShapes(old: Shape | null, declared: Shape): Change[] {
  const changes: Change[] = []
  const oldTables: Shape['tables'] = old?.tables ?? new Map()
  const wanted = [...declared.tables.values()]
  if (!old && wanted.length > 0) changes.push({ kind: 'new_schema' })
  for (const table of wanted) {
    const before = oldTables.get(table.name)
    if (before && before.personalOf !== table.personalOf) {
      const words = (personalOf?: string) => (personalOf ? `the personal fields of ${personalOf}` : 'a record type')
      throw new TypeError(
        `${declared.schema}.${table.name} was ${words(before.personalOf)} and would become ${words(table.personalOf)}; choose another name`,
      )
    }
  }
  for (const table of wanted.filter(({ personalOf }) => !personalOf)) {
    const personal = personalTable(table.name)
    const own: Side = { name: table.name, before: oldTables.get(table.name), after: table }
    const hidden: Side = { name: personal, before: sibling(oldTables, table), after: sibling(declared.tables, table) }
    changes.push(...diffRecord(own, hidden))
  }
  for (const { name, isRetired, personalOf } of oldTables.values()) {
    const isWanted = declared.tables.has(personalOf ?? name)
    if (!isRetired && !isWanted) changes.push({ kind: 'retire_table', table: name })
  }
  return changes
}

/** One of the two tables of a record. */
interface Side {
  readonly name: string
  readonly before: ShapeTable | undefined
  readonly after: ShapeTable | undefined
}

function sibling(tables: Shape['tables'], record: ShapeTable): ShapeTable | undefined {
  const table = tables.get(personalTable(record.name))
  return table?.personalOf === record.name ? table : undefined
}

function diffRecord(own: Side, personal: Side): Change[] {
  const moves = [...findMoves(own, personal, 'open'), ...findMoves(personal, own, 'personal')]
  const movedOut = new Set(moves.map(({ to, field }) => `${to === 'open' ? personal.name : own.name}.${field}`))
  const movedIn = new Set(moves.map(({ to, field }) => `${to === 'open' ? own.name : personal.name}.${field}`))
  const sides = [own, personal]
  return [
    ...sides.flatMap((side) => diffTable(side, movedIn)),
    ...moves.map((move): Change => ({ kind: 'move_values', record: own.name, ...move })),
    ...sides.flatMap((side) => retireColumns(side, movedOut)),
    ...sides.flatMap(({ name, before, after }): Change[] =>
      !after && before && !before.isRetired ? [{ kind: 'retire_table', table: name }] : [],
    ),
  ]
}

/**
 * Fields of `into` whose values lie in the other table: they live there, or are retired there and declared personal now. Values that
 * were personal and are retired never come out into the open by themselves.
 */
function findMoves(into: Side, from: Side, to: 'open' | 'personal') {
  const declared = [...(into.after?.columns.values() ?? [])].filter(({ name }) => !from.after?.columns.has(name))
  return declared.flatMap(({ name, type }) => {
    const source = from.before?.columns.get(name)
    const target = into.before?.columns.get(name)
    if (!source || (target && !target.retired)) return []
    const returns = to === 'personal' && source.retired === 'removed' && source.type === type
    if (source.retired && !returns) return []
    return [{ to, field: name, fromType: source.type, toType: type }]
  })
}

function diffTable({ name: table, before, after }: Side, movedIn: ReadonlySet<string>): Change[] {
  if (!after) return []
  if (!before) return [{ kind: 'new_table', table: after }]
  const changes: Change[] = before.isRetired ? [{ kind: 'revive_table', table }] : []
  // First: what a text may hold may become more than an index takes.
  for (const [columns, kind] of before.indexes) {
    if (kind === 'sorted' && !after.indexes.has(columns)) changes.push({ kind: 'drop_index', table, columns })
  }
  for (const column of after.columns.values()) {
    changes.push(...diffColumn(table, before, column, movedIn.has(`${table}.${column.name}`)))
  }
  for (const [columns, kind] of after.indexes) {
    if (before.indexes.get(columns) !== kind) changes.push({ kind: 'new_index', table, columns, index: kind })
  }
  return [...changes, ...diffGeometry(table, before, after)]
}

function diffColumn(table: string, before: ShapeTable, column: ShapeColumn, isMovedIn: boolean): Change[] {
  const { name, type, notNull } = column
  const old = before.columns.get(name)
  if (!old) return [{ kind: 'new_column', table, column }]
  const toNull: Change[] = old.notNull === notNull ? [] : [{ kind: 'change_null', table, column: name, notNull }]
  if (!old.retired) {
    if (old.type === type) return toNull
    return [{ kind: 'change_type', table, column: name, from: old.type, to: type }, ...toNull]
  }
  // A moved column is empty; a removed one holds values, which those that come in must not overwrite.
  if (old.type === type && !(isMovedIn && old.retired === 'removed')) {
    return [{ kind: 'revive_column', table, column: name }, ...toNull]
  }
  return [
    { kind: 'rename_retired', table, column: name, to: freeName(before, name) },
    { kind: 'new_column', table, column },
  ]
}

function diffGeometry(table: string, before: ShapeTable, after: ShapeTable): Change[] {
  const from = before.geometry
  if (!after.geometry) {
    if (!from || from.isRetired) return []
    return [{ kind: 'change_geometry', table, from, to: { ...from, isRetired: true } }]
  }
  if (from?.kind === after.geometry.kind && !from.isRetired) return []
  return [{ kind: 'change_geometry', table, ...(from ? { from } : {}), to: after.geometry }]
}

function retireColumns({ name: table, before, after }: Side, movedOut: ReadonlySet<string>): Change[] {
  return [...(before?.columns.values() ?? [])].flatMap(({ name, retired, notNull }): Change[] => {
    if (retired || after?.columns.has(name) || movedOut.has(`${table}.${name}`)) return []
    // Without its declaration a table of personal fields keeps its keys.
    if (!after && notNull) return []
    return [{ kind: 'retire_column', table, column: name, wasNotNull: notNull }]
  })
}

/** No key of a field begins with an underscore. */
function freeName({ columns }: ShapeTable, name: string): string {
  for (let count = 1; ; count++) {
    const free = `_retired_${count}_${name}`
    if (!columns.has(free)) return free
  }
}
