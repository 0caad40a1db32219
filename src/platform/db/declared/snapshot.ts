import { z } from 'zod'
import type { Shape, ShapeColumn, ShapeGeometry, ShapeTable } from './shape.ts'

const columnWord = /^(?<type>[a-z][a-z ]*?(\[\])?)(?<notNull> not null)?(, (?<retired>removed|moved))?$/
const geometryWord = /^(?<kind>point|line|polygon)(?<retired>, retired)?$/

const snapshotSchema = z.strictObject({
  schema: z.string(),
  tables: z.record(
    z.string(),
    z.strictObject({
      personalOf: z.string().optional(),
      retired: z.literal(true).optional(),
      geometry: z.string().regex(geometryWord).optional(),
      columns: z.record(z.string(), z.string().regex(columnWord)),
      indexes: z.record(z.string(), z.enum(['plain', 'unique', 'sorted'])).optional(),
    }),
  ),
})

/** The text of `snapshot.json`: one line for a column, so that a review sees what changed. */
export function printSnapshot({ schema, tables }: Shape): string {
  const printed = Object.fromEntries([...tables].map(([name, table]) => [name, printTable(table)]))
  return `${JSON.stringify({ schema, tables: printed }, null, 2)}\n`
}

function printTable({ personalOf, isRetired, geometry, columns, indexes }: ShapeTable) {
  return {
    personalOf,
    retired: isRetired || undefined,
    geometry: geometry && wordOfGeometry(geometry),
    columns: Object.fromEntries([...columns].map(([name, column]) => [name, wordOfColumn(column)])),
    indexes: indexes.size > 0 ? Object.fromEntries(indexes) : undefined,
  }
}

export const wordOfColumn = ({ type, notNull, retired }: ShapeColumn): string =>
  `${type}${notNull ? ' not null' : ''}${retired ? `, ${retired}` : ''}`
export const wordOfGeometry = ({ kind, isRetired }: ShapeGeometry): string => (isRetired ? `${kind}, retired` : kind)

/** Reads a snapshot. @throws {Error} that says what it does not understand */
export function readSnapshot(text: string): Shape {
  const { schema, tables } = snapshotSchema.parse(JSON.parse(text))
  const read = Object.entries(tables).map(([name, { personalOf, retired, geometry, columns, indexes }]) => {
    const table: ShapeTable = {
      name,
      isRetired: retired === true,
      columns: new Map(Object.entries(columns).map(([column, word]) => [column, readColumn(column, word)])),
      indexes: new Map(Object.entries(indexes ?? {})),
      ...(personalOf === undefined ? {} : { personalOf }),
      ...(geometry === undefined ? {} : { geometry: readGeometry(geometry) }),
    }
    return [name, table] as const
  })
  return { schema, tables: new Map(read) }
}

function readColumn(name: string, word: string): ShapeColumn {
  const { type = '', notNull, retired: how } = columnWord.exec(word)?.groups ?? {}
  const retired = z.enum(['removed', 'moved']).optional().parse(how)
  return { name, type, notNull: notNull !== undefined, ...(retired ? { retired } : {}) }
}

function readGeometry(word: string): ShapeGeometry {
  const [kind = '', retired] = word.split(', ')
  return { kind: z.enum(['point', 'line', 'polygon']).parse(kind), isRetired: retired !== undefined }
}
