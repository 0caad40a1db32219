import { sql } from 'kysely'
import type { z } from 'zod'
import { valuesSchema } from '../../core/api/records.ts'
import { codeOfIssue } from '../../core/api/value-fault.ts'
import { AppError, type FieldFault as Fault } from '../../core/error.ts'
import { type Field, type Fields, schemaOfField } from '../../core/field.ts'
import type { Db } from '../db/pool.ts'
import type { RecordKind } from './record-kind.ts'
import type { Values } from './stored-record.ts'

/** @throws {AppError} `bad_values` naming each field, where there is a fault */
export function refuse(faults: readonly Fault[]): void {
  if (faults.length > 0) throw badValues(faults)
}

/** The refusal of values that have these faults. */
export function badValues(faults: readonly Fault[]): AppError {
  const detail = faults.map(({ path, message }) => `${path}: ${message}`).join('; ')
  return new AppError('bad_values', 400, { detail, errors: faults })
}

/**
 * Values as they may be kept, drawn from the declared fields. `isNew`: what is required must be there.
 * @throws {AppError} `bad_values` naming each field
 */
export function checkValues(fields: Fields, values: Values, isNew: boolean): Values {
  const parsed = schemaOf(fields, isNew).safeParse(values)
  if (parsed.success) return normalise(fields, parsed.data)
  const faults = parsed.error.issues.flatMap((issue) => {
    const keys = issue.code === 'unrecognized_keys' ? issue.keys : [issue.path.join('.')]
    return keys.map((key) => ({ path: `values.${key}`, message: issue.message, ...codeOfIssue(issue) }))
  })
  refuse(faults)
  return {}
}

const schemas = { isNew: new WeakMap<Fields, z.ZodType<Values>>(), stands: new WeakMap<Fields, z.ZodType<Values>>() }

/** Made once for each declaration: making it costs a hundred times what it costs to use it. */
function schemaOf(fields: Fields, isNew: boolean): z.ZodType<Values> {
  const known = schemas[isNew ? 'isNew' : 'stands']
  const schema = known.get(fields) ?? valuesSchema(fields, (key) => isNew && fields[key]?.required === true)
  known.set(fields, schema)
  return schema
}

/**
 * Values of an administrator's fields. A required one must be there on a new record, and is never emptied.
 * @throws {AppError} `bad_values` naming each field
 */
export function checkExtra(fields: ReadonlyMap<string, Field>, extra: Values, isNew: boolean): Values {
  const lacking = [...fields].filter(
    ([key, field]) => field.required && (extra[key] === null || (isNew && extra[key] === undefined)),
  )
  const faults: Fault[] = lacking.map(([key]) => ({
    path: `extra.${key}`,
    message: 'must be filled',
    code: 'required',
  }))
  const kept: Record<string, unknown> = {}
  for (const [key, value] of Object.entries(extra)) {
    const field = fields.get(key)
    const path = `extra.${key}`
    if (!field) {
      const message = 'no such field; the ones there are stand in /api/record-types'
      faults.push({ path, message, code: 'unknown_field' })
    } else if (value === null || value === undefined) kept[key] = null
    else {
      const parsed = schemaOfField(field).safeParse(value)
      if (parsed.success) kept[key] = parsed.data
      else faults.push(...parsed.error.issues.map((issue) => ({ path, message: issue.message, ...codeOfIssue(issue) })))
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

/** What is checked of one record: its values and the commune it is given. */
interface Referring {
  readonly values: Values
  readonly areaCode?: string | null | undefined
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
  const [faults = []] = await findReferenceFaults(tx, kind, [{ values, areaCode }])
  refuse(faults)
}

/** Refuses that a record refers to itself. @throws {AppError} `bad_values` naming each field */
export function refuseItself(fields: Fields, id: string, values: Values): void {
  const own = Object.keys(fields).filter((key) => fields[key]?.kind === 'record' && values[key] === id)
  const message = 'a record cannot refer to itself; choose another'
  refuse(own.map((key) => ({ path: `values.${key}`, message, code: 'itself' })))
}

/** What {@link checkReferences} would refuse of each of many, with one question for each kind of thing they refer to. */
export async function findReferenceFaults(
  tx: Db,
  kind: RecordKind,
  rows: readonly Referring[],
): Promise<readonly (readonly Fault[])[]> {
  const fieldsOf = (...kinds: Field['kind'][]) =>
    Object.entries(kind.record.fields).filter(([, field]) => kinds.includes(field.kind))
  const given = (key: string) => rows.flatMap(({ values }) => values[key] ?? [])
  const agencyKeys = fieldsOf('agency', 'agencies').map(([key]) => key)
  const areaKeys = fieldsOf('area').map(([key]) => key)
  const agencies = await findAgencies(tx, new Set(agencyKeys.flatMap(given).map(Number)))
  const codes = [...areaKeys.flatMap(given).map(String), ...rows.flatMap(({ areaCode }) => areaCode ?? [])]
  const areas = await findAreas(tx, new Set(codes))
  const records = new Map<string, ReadonlySet<string>>()
  for (const [key, field] of fieldsOf('record')) {
    const type = field.kind === 'record' ? `${kind.moduleId}.${field.of}` : ''
    records.set(key, await findThings(tx, type, new Set(given(key).map(String))))
  }
  for (const [key, field] of fieldsOf('asset')) {
    const type = field.kind === 'asset' ? field.of : ''
    records.set(key, await findAssets(tx, type, new Set(given(key).map(String))))
  }
  return rows.map(({ values, areaCode }) => {
    const faults: Fault[] = []
    for (const key of agencyKeys) {
      const unknown = [values[key] ?? []]
        .flat()
        .map(Number)
        .filter((id) => !agencies.has(id))
      if (unknown.length > 0)
        faults.push({
          path: `values.${key}`,
          message: `no agency in force has the number ${unknown.join(', ')}`,
          code: 'unknown_agency',
        })
    }
    const named = areaKeys.map((key) => [`values.${key}`, values[key]] as const)
    for (const [path, code] of [...named, ['areaCode', areaCode] as const]) {
      if ((code ?? null) !== null && code !== '' && !areas.has(String(code)))
        faults.push({ path, message: `no area in force has the code ${String(code)}`, code: 'unknown_area' })
    }
    for (const [key, found] of records) {
      if ((values[key] ?? null) === null || found.has(String(values[key]))) continue
      const what = kind.record.fields[key]?.kind === 'asset' ? 'device' : 'record'
      const message = `no such ${what} among those you may see`
      faults.push({ path: `values.${key}`, message, code: `unknown_${what}` })
    }
    return faults
  })
}

async function findAssets(tx: Db, type: string, codes: ReadonlySet<string>): Promise<ReadonlySet<string>> {
  if (codes.size === 0) return new Set()
  const { rows } = await sql<{ code: string }>`select code from platform.asset
    where type = ${type} and code = any(${[...codes]}::text[]) and retired_at is null`.execute(tx)
  return new Set(rows.map(({ code }) => code))
}

async function findAgencies(tx: Db, ids: ReadonlySet<number>): Promise<ReadonlySet<number>> {
  if (ids.size === 0) return new Set()
  const { rows } = await sql<{ id: number }>`
    select id from platform.agency where id = any(${[...ids]}::int[]) and closed_at is null`.execute(tx)
  return new Set(rows.map(({ id }) => id))
}

async function findAreas(tx: Db, codes: ReadonlySet<string>): Promise<ReadonlySet<string>> {
  if (codes.size === 0) return new Set()
  const { rows } = await sql<{ code: string }>`
    select code from platform.area where code = any(${[...codes]}::text[]) and valid_to is null`.execute(tx)
  return new Set(rows.map(({ code }) => code))
}

async function findThings(tx: Db, kind: string, ids: ReadonlySet<string>): Promise<ReadonlySet<string>> {
  if (ids.size === 0) return new Set()
  const { rows } = await sql<{ id: string }>`
    select id from platform.thing where kind = ${kind} and id = any(${[...ids]}::text[])`.execute(tx)
  return new Set(rows.map(({ id }) => id))
}
