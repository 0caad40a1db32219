import { type RawBuilder, sql } from 'kysely'
import { AppError } from '../../core/error.ts'
import { columnOfField, type Field } from '../../core/field.ts'
import { isSortable } from '../../core/record-table.ts'
import type { ExtraField } from './extra-fields.ts'
import type { RecordKind } from './record-kind.ts'

const bad = (message: string) =>
  new AppError('bad_request', 400, { detail: `is: ${message}`, errors: [{ path: 'is', message }] })

/**
 * Conditions on `r` that fields hold one of the values asked for, from `field:value`. Personal fields are never asked.
 * @throws {AppError} `bad_request` naming the field
 */
export function fieldConditions(
  kind: RecordKind,
  extra: readonly ExtraField[],
  asked: readonly string[],
): RawBuilder<unknown>[] {
  const pairs = asked.map((text): [string, string] => {
    const at = text.indexOf(':')
    if (at < 1) throw bad(`«${text}» must be field:value`)
    return [text.slice(0, at), text.slice(at + 1)]
  })
  return [...Map.groupBy(pairs, ([key]) => key)].map(([key, found]) => {
    const values = found.map(([, value]) => value)
    const added = extra.find((each) => `extra.${each.key}` === key)
    const condition = added ? extraCondition(added, values) : ownCondition(key, kind.ownFields[key], values)
    if (!condition) throw bad(`«${key}» is no field that can be asked: choices, yes or no, agencies, areas, records`)
    return condition
  })
}

function ownCondition(key: string, field: Field | undefined, values: string[]): RawBuilder<unknown> | null {
  const column = sql.ref(`r.${key}`)
  switch (field?.kind) {
    case 'choice':
    case 'area':
    case 'record':
    case 'asset':
    case 'yes_no':
      return sql`${column}::text = any(${values}::text[])`
    case 'choices':
      return sql`${column} && ${values}::text[]`
    case 'agency':
      return sql`${column} = any(${numbers(key, values)}::int[])`
    case 'agencies':
      return sql`${column} && ${numbers(key, values)}::int[]`
    default:
      return null
  }
}

function extraCondition({ key, field }: ExtraField, values: string[]): RawBuilder<unknown> | null {
  if (field.kind === 'choice' || field.kind === 'yes_no') return sql`r.extra ->> ${key} = any(${values}::text[])`
  return field.kind === 'choices' ? sql`r.extra -> ${key} ?| ${values}::text[]` : null
}

function numbers(key: string, values: readonly string[]): number[] {
  const wrong = values.find((value) => !/^\d{1,9}$/.test(value))
  if (wrong !== undefined) throw bad(`«${key}:${wrong}» must be the number of an agency`)
  return values.map(Number)
}

/** The value of an added field as a column in its own order: figures as figures, days as days. Null for what has no order. */
export function extraColumn(extra: readonly ExtraField[], key: string): RawBuilder<unknown> | null {
  const field = extra.find((each) => each.key === key)?.field
  if (!field || !isSortable(field)) return null
  const type = columnOfField(field)
  const value = sql`(r.extra ->> ${key})`
  // JSON has one kind of number, however large.
  if (type === 'bigint' || type === 'double precision') return sql`${value}::numeric`
  return type === 'text' ? value : sql`${value}::${sql.raw(type)}`
}
