import { sql } from 'kysely'
import { valuesSchema } from '../../core/api/records.ts'
import { AppError } from '../../core/error.ts'
import { type Field, type Fields, schemaOfField } from '../../core/field.ts'
import type { Db } from '../db/pool.ts'
import type { RecordKind } from './record-kind.ts'
import type { Values } from './stored-record.ts'

interface Fault {
  readonly path: string
  readonly message: string
}

/** @throws {AppError} `bad_values` naming each field, where there is a fault */
export function refuse(faults: readonly Fault[]): void {
  if (faults.length === 0) return
  const detail = faults.map(({ path, message }) => `${path}: ${message}`).join('; ')
  throw new AppError('bad_values', 400, { detail, errors: faults })
}

/**
 * Values as they may be kept, drawn from the declared fields. `isNew`: what is required must be there.
 * @throws {AppError} `bad_values` naming each field
 */
export function checkValues(fields: Fields, values: Values, isNew: boolean): Values {
  const parsed = valuesSchema(fields, (key) => isNew && fields[key]?.required === true).safeParse(values)
  if (parsed.success) return normalise(fields, parsed.data)
  const faults = parsed.error.issues.flatMap((issue) => {
    const keys = issue.code === 'unrecognized_keys' ? issue.keys : [issue.path.join('.')]
    return keys.map((key) => ({ path: `values.${key}`, message: issue.message }))
  })
  refuse(faults)
  return {}
}

/**
 * Values of an administrator's fields. A required one must be there on a new record, and is never emptied.
 * @throws {AppError} `bad_values` naming each field
 */
export function checkExtra(fields: ReadonlyMap<string, Field>, extra: Values, isNew: boolean): Values {
  const lacking = [...fields].filter(
    ([key, field]) => field.required && (extra[key] === null || (isNew && extra[key] === undefined)),
  )
  const faults: Fault[] = lacking.map(([key]) => ({ path: `extra.${key}`, message: 'must be filled' }))
  const kept: Record<string, unknown> = {}
  for (const [key, value] of Object.entries(extra)) {
    const field = fields.get(key)
    const path = `extra.${key}`
    if (!field) faults.push({ path, message: 'no such field; the ones there are stand in /api/record-types' })
    else if (value === null || value === undefined) kept[key] = null
    else {
      const parsed = schemaOfField(field).safeParse(value)
      if (parsed.success) kept[key] = parsed.data
      else faults.push(...parsed.error.issues.map(({ message }) => ({ path, message })))
    }
  }
  refuse(faults)
  return kept
}

/** One way of writing an instant, so that what means the same compares as the same. */
function normalise(fields: Fields, values: Values): Values {
  return Object.fromEntries(
    Object.entries(values)
      .filter(([, value]) => value !== undefined)
      .map(([key, value]) => [
        key,
        fields[key]?.kind === 'instant' && value !== null ? new Date(String(value)).toISOString() : value,
      ]),
  )
}

/**
 * Whether what the values refer to exists: agencies in force, areas in force, records the asker sees.
 * @throws {AppError} `bad_values` naming each field
 */
export async function checkReferences(
  tx: Db,
  kind: RecordKind,
  values: Values,
  areaCode?: string | null,
): Promise<void> {
  const faults: Fault[] = []
  const of = (...kinds: Field['kind'][]) =>
    Object.entries(values).filter(([key, value]) => {
      const field = kind.record.fields[key]
      return field && kinds.includes(field.kind) && value !== null
    })
  for (const [key, value] of of('agency', 'agencies')) {
    const ids = [value].flat().map(Number)
    const { rows } = await sql<{ id: number }>`
      select id from platform.agency where id = any(${ids}::int[]) and closed_at is null`.execute(tx)
    const unknown = ids.filter((id) => !rows.some((row) => row.id === id))
    if (unknown.length > 0)
      faults.push({ path: `values.${key}`, message: `no agency in force has the number ${unknown.join(', ')}` })
  }
  const areas = of('area').map(([key, value]) => [`values.${key}`, String(value)] as const)
  for (const [path, code] of areaCode ? [...areas, ['areaCode', areaCode] as const] : areas) {
    const { rows } = await sql`select from platform.area where code = ${code} and valid_to is null`.execute(tx)
    if (rows.length === 0) faults.push({ path, message: `no area in force has the code ${code}` })
  }
  for (const [key, value] of of('record')) {
    const field = kind.record.fields[key]
    const type = field?.kind === 'record' ? `${kind.moduleId}.${field.of}` : ''
    const { rows } = await sql`select from platform.thing where kind = ${type} and id = ${String(value)}`.execute(tx)
    if (rows.length === 0) faults.push({ path: `values.${key}`, message: 'no such record among those you may see' })
  }
  refuse(faults)
}
