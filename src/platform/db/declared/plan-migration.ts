import type { ModuleDefinition } from '../../../core/module.ts'
import { applyChanges, type Change } from './change.ts'
import { diffShapes } from './diff-shapes.ts'
import { type Shape, shapeOfModule } from './shape.ts'
import { whyByHand, writeSql } from './write-sql.ts'

/** The next step of a module's tables. */
export interface MigrationPlan {
  /** What the step does, for its file name: lower-case words joined by dashes. */
  readonly what: string
  readonly sql: string
  /** The shape after it. */
  readonly after: Shape
  /** Sentences on what a person must finish in the SQL; empty when it is whole. */
  readonly byHand: readonly string[]
}

/**
 * Compares a module's declaration with the shape its migrations have left (null: it has none yet).
 * @returns null when nothing is to be done
 * @throws {TypeError} where names collide, as `shapeOfModule` and `diffShapes`
 */
export function planMigration(before: Shape | null, module: ModuleDefinition): MigrationPlan | null {
  const declared = shapeOfModule(module)
  const changes = diffShapes(before, declared)
  if (changes.length === 0) return null
  return {
    what: nameChanges(changes),
    sql: writeSql(declared.schema, changes),
    after: applyChanges(before ?? { schema: declared.schema, tables: new Map() }, changes),
    byHand: changes.flatMap((change) => whyByHand(declared.schema, change) ?? []),
  }
}

function nameChanges(changes: readonly Change[]): string {
  const names = new Set(changes.flatMap((change) => nameChange(change) ?? []))
  const [first = 'indexes', second, ...more] = names
  const words = second === undefined ? first : more.length === 0 ? `${first}-and-${second}` : `${first}-and-more`
  return words.replaceAll(/[^a-z0-9]+/g, '-').slice(0, 80)
}

function nameChange(change: Change): string | null {
  switch (change.kind) {
    case 'new_table':
      return change.table.personalOf ? null : change.table.name
    case 'revive_table':
      return `revive-${change.table}`
    case 'retire_table':
      return `retire-${change.table}`
    case 'new_column':
      return `${change.table}-${change.column.name}`
    case 'revive_column':
      return `${change.table}-revive-${change.column}`
    case 'retire_column':
      return `${change.table}-retire-${change.column}`
    case 'change_type':
      return `${change.table}-${change.column}-${change.to.split(' ')[0]}`
    case 'change_null':
      return `${change.table}-${change.column}-${change.notNull ? 'required' : 'optional'}`
    case 'move_values':
      return `${change.record}-${change.field}-${change.to}`
    case 'change_geometry':
      return `${change.table}-geometry`
    default:
      return null
  }
}
