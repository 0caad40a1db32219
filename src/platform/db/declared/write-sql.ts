import { type Change, personalTable } from './change.ts'
import { convert } from './conversion.ts'
import { quote } from './quote.ts'
import type { ShapeColumn, ShapeIndex, ShapeTable } from './shape.ts'

/** What the common columns start from; a field has no default: not given is null. */
const defaults: ReadonlyMap<string, string> = new Map([
  ['state_at', 'now()'],
  ['created_at', 'now()'],
  ['updated_at', 'now()'],
  ['version', '1'],
  ['extra', "'{}'"],
])

/** Why a person must finish the step: a sentence; null when it can be written whole. */
export function whyByHand(schema: string, change: Change): string | null {
  switch (change.kind) {
    case 'change_type':
      if (convert('x', change.from, change.to)) return null
      return `${schema}.${change.table}.${change.column}: not every ${change.from} has a counterpart as ${change.to}`
    case 'move_values':
      if (convert('x', change.fromType, change.toType)) return null
      return `${schema}.${change.record}.${change.field}: not every ${change.fromType} has a counterpart as ${change.toType}`
    case 'change_null':
      return change.notNull ? `${schema}.${change.table}.${change.column}: rows may be without a value` : null
    case 'new_column':
      if (!change.column.notNull || defaults.has(change.column.name)) return null
      return `${schema}.${change.table}.${change.column.name}: rows that stand need a value`
    case 'change_geometry':
      if (!change.from || change.from.kind === change.to.kind) return null
      return `${schema}.${change.table}: rows may hold a ${change.from.kind} where a ${change.to.kind} is declared`
    default:
      return null
  }
}

/** The step that makes the changes, one comment line for each; `«…»` stands where a person must say something. */
export function writeSql(schema: string, changes: readonly Change[]): string {
  const at = (table: string, column?: string) => `${schema}.${table}${column === undefined ? '' : `.${column}`}`
  const sql = (table: string) => `${quote(schema)}.${quote(table)}`
  const gap = (change: Change) => (whyByHand(schema, change) ? ' Replace what stands in «».' : '')

  function write(change: Change): [comment: string, ...statements: string[]] {
    switch (change.kind) {
      case 'new_schema':
        return [
          `${schema}: the tables of a new module`,
          `create schema ${quote(schema)};`,
          `grant usage on schema ${quote(schema)} to nhip_app, nhip_all, nhip_service;`,
        ]
      case 'new_table':
        return [`${at(change.table.name)}: new ${wordsOf(change.table)}`, ...writeTable(schema, change.table)]
      case 'retire_table':
        return [
          `${at(change.table)}: declared no longer; its rows are kept`,
          `comment on table ${sql(change.table)} is 'retired';`,
        ]
      case 'revive_table':
        return [
          `${at(change.table)}: declared again, with the rows it had`,
          `comment on table ${sql(change.table)} is null;`,
        ]
      case 'new_index':
        return [
          `${at(change.table)}: index on (${change.columns})`,
          writeIndex(schema, change.table, change.columns, change.index),
        ]
      case 'drop_index':
        return [
          `${at(change.table)}: no list is sorted by (${change.columns}) any more`,
          `drop index ${quote(schema)}.${quote(sortedIndexName(change.table, change.columns))};`,
        ]
      default:
        return writeColumnChange(change)
    }
  }

  function writeColumnChange(change: ColumnChange): [string, ...string[]] {
    if (change.kind === 'move_values') return [writeMoveComment(change), ...writeMove(schema, change)]
    const table = `alter table ${sql(change.table)}`
    switch (change.kind) {
      case 'new_column': {
        const { name, type } = change.column
        return [
          `${at(change.table, name)}: new, ${type}.${gap(change)}`,
          `${table} add column ${writeColumn(change.column, '«a value»')};`,
        ]
      }
      case 'revive_column':
        return [
          `${at(change.table, change.column)}: declared again, with the values it had`,
          writeComment(sql(change.table), change.column, null),
        ]
      case 'retire_column':
        return [
          `${at(change.table, change.column)}: declared no longer; its values are kept`,
          ...(change.wasNotNull ? [`${table} alter column ${quote(change.column)} drop not null;`] : []),
          writeComment(sql(change.table), change.column, 'retired'),
        ]
      case 'rename_retired':
        return [
          `${at(change.table, change.column)}: the retired column makes room`,
          `${table} rename column ${quote(change.column)} to ${quote(change.to)};`,
        ]
      case 'change_type': {
        const value = convert(quote(change.column), change.from, change.to) ?? `«${change.column} as ${change.to}»`
        return [
          `${at(change.table, change.column)}: ${change.from} becomes ${change.to}.${gap(change)}`,
          `${table} alter column ${quote(change.column)} type ${change.to} using ${value};`,
        ]
      }
      case 'change_null': {
        const name = quote(change.column)
        if (!change.notNull)
          return [`${at(change.table, change.column)}: may be null`, `${table} alter column ${name} drop not null;`]
        return [
          `${at(change.table, change.column)}: must be given.${gap(change)}`,
          `update ${sql(change.table)} set ${name} = «a value» where ${name} is null;`,
          `${table} alter column ${name} set not null;`,
        ]
      }
      case 'change_geometry':
        return writeGeometry(change)
    }
  }

  function writeGeometry(change: Change & { kind: 'change_geometry' }): [string, ...string[]] {
    const { table, from, to } = change
    const comment = writeComment(sql(table), 'geometry', to.isRetired ? `${to.kind}, retired` : to.kind)
    if (to.isRetired) return [`${at(table)}: has no ${to.kind} any more; those drawn are kept`, comment]
    if (!whyByHand(schema, change)) return [`${at(table)}: each may have a ${to.kind}`, comment]
    return [
      `${at(table)}: ${from?.kind} becomes ${to.kind}.${gap(change)}`,
      `update ${sql(table)} set geometry = «the ${from?.kind} as ${to.kind}» where geometry is not null;`,
      comment,
    ]
  }

  function writeMoveComment({ record, field, to, fromType, toType, ...rest }: MoveValues): string {
    const word = to === 'personal' ? 'personal now' : 'personal no longer'
    const type = fromType === toType ? '' : `, ${fromType} becomes ${toType}`
    return `${at(record, field)}: ${word}${type}; its values move.${gap({ record, field, to, fromType, toType, ...rest })}`
  }

  const steps = changes
    .map(write)
    .map(([comment, ...statements]) => [`-- ${trimEnd(comment)}`, ...statements].join('\n'))
  return `${steps.join('\n\n')}\n`
}

type ColumnChange = Exclude<
  Change,
  { kind: 'new_schema' | 'new_table' | 'retire_table' | 'revive_table' | 'new_index' | 'drop_index' }
>
type MoveValues = Change & { readonly kind: 'move_values' }

const trimEnd = (comment: string) => comment.replace(/\.$/, '')
const wordsOf = (table: ShapeTable) =>
  table.personalOf ? `table for the personal fields of ${table.personalOf}` : 'record type'

/** Named, so that a later step can take it away. */
const sortedIndexName = (table: string, columns: string) => `${table}_by_${columns.replace(/, id$/, '')}`

function writeIndex(schema: string, table: string, columns: string, kind: ShapeIndex): string {
  const name = kind === 'sorted' ? ` ${quote(sortedIndexName(table, columns))}` : ''
  const list = columns.split(', ').map(quote).join(', ')
  return `create ${kind === 'unique' ? 'unique ' : ''}index${name} on ${quote(schema)}.${quote(table)} (${list});`
}

const writeComment = (table: string, column: string, comment: string | null) =>
  `comment on column ${table}.${quote(column)} is ${comment === null ? 'null' : `'${comment}'`};`

function writeColumn({ name, type, notNull }: ShapeColumn, missing?: string): string {
  const value = defaults.get(name) ?? (notNull ? missing : undefined)
  return `${quote(name)} ${type}${notNull ? ' not null' : ''}${value === undefined ? '' : ` default ${value}`}`
}

function writeTable(schema: string, table: ShapeTable): string[] {
  const name = `${quote(schema)}.${quote(table.name)}`
  const key = table.personalOf ? 'record_id' : 'id'
  const columns = [...table.columns.values()].map((column) => {
    if (column.name === key) return `${quote(key)} ${column.type} primary key`
    return writeColumn(column) + (column.name === 'agency_id' ? ' references platform.agency' : '')
  })
  if (table.personalOf) {
    const record = `${quote(schema)}.${quote(table.personalOf)}`
    columns.push(`foreign key (record_id, agency_id) references ${record} (id, agency_id) on update cascade`)
  }
  return [
    `create table ${name} (\n  ${columns.join(',\n  ')}\n);`,
    ...[...table.indexes].map(([columns, kind]) => writeIndex(schema, table.name, columns, kind)),
    `grant select, insert, update on ${name} to nhip_app, nhip_service;`,
    `grant select on ${name} to nhip_all;`,
    `select platform.build_wall_in('${schema}', '${table.name}');`,
    ...(table.geometry ? [writeComment(name, 'geometry', table.geometry.kind)] : []),
  ]
}

/** The values leave the table they were in; the column that held them stays, empty and retired. */
function writeMove(schema: string, change: MoveValues): string[] {
  const { record, field } = change
  const [open, personal] = [record, personalTable(record)].map((table) => `${quote(schema)}.${quote(table)}`)
  const name = quote(field)
  const written = (column: string) =>
    convert(column, change.fromType, change.toType) ?? `«${field} as ${change.toType}»`
  const from = change.to === 'personal' ? open : personal
  const fill =
    change.to === 'personal'
      ? `insert into ${personal} (record_id, agency_id, ${name})
  select id, agency_id, ${written(name)} from ${open} where ${name} is not null
  on conflict (record_id) do update set ${name} = excluded.${name};`
      : `update ${open} as open set ${name} = ${written(`hidden.${name}`)}
  from ${personal} as hidden where hidden.record_id = open.id and hidden.${name} is not null;`
  return [
    fill,
    `update ${from} set ${name} = null where ${name} is not null;`,
    `comment on column ${from}.${name} is 'retired';`,
  ]
}
