import { sql } from 'kysely'
import { FieldSchema } from '../../core/api/extra-fields.ts'
import { conflict, notFound } from '../../core/error.ts'
import type { Field } from '../../core/field.ts'
import { writeAudit } from '../audit/write-audit.ts'
import type { Actor } from '../auth/actor.ts'
import type { Db } from '../db/pool.ts'
import { refuse } from './check-values.ts'

export interface ExtraField {
  readonly id: number
  readonly recordType: string
  readonly key: string
  readonly field: Field
}

/** Beside what FieldSchema knows, a kept field has its place among the others. */
const placed = sql<number | null>`(field ->> 'order')::int`

/** Fields that administrators added and did not remove, in the order they chose; of one record type or of all. */
export async function readExtraFields(tx: Db, recordType?: string): Promise<ExtraField[]> {
  return (await readEvenRetired(tx, recordType)).filter(({ removedAt }) => removedAt === null)
}

/** The retired ones among them, with the time they were. */
export async function readEvenRetired(
  tx: Db,
  recordType?: string,
): Promise<(ExtraField & { removedAt: Date | null })[]> {
  const rows = await tx
    .selectFrom('platform.extraField')
    .select(['id', 'recordType', 'key', 'removedAt'])
    .select(sql<Field>`field - 'order'`.as('field')) // Checked by FieldSchema when it was added.
    .$if(recordType !== undefined, (query) => query.where('recordType', '=', recordType ?? ''))
    .orderBy(sql`${placed} nulls last, id`)
    .execute()
  return rows
}

export const indexFields = (fields: readonly ExtraField[]) => new Map(fields.map(({ key, field }) => [key, field]))

/** Options that values may hold stay. @throws {AppError} `bad_values` */
function refuseLostOptions(before: Field, field: Field): void {
  if (!('options' in before && 'options' in field)) return
  const lost = before.options.find(({ key }) => !field.options.some((option) => option.key === key))
  if (lost) refuse([{ path: 'field.options', message: `«${lost.key}» may stand in records; keep it` }])
}

/** A retired field of the same key comes back, and with it the values that stand. @throws {AppError} `field_exists`, `bad_values` */
export async function addField(tx: Db, actor: Actor, wanted: Omit<ExtraField, 'id'>): Promise<ExtraField> {
  const known = (await readEvenRetired(tx, wanted.recordType)).find(({ key }) => key === wanted.key)
  if (known && !known.removedAt)
    throw conflict('field_exists', `${wanted.recordType} has a field ${wanted.key} already`)
  if (known && known.field.kind !== wanted.field.kind) {
    const detail = `${wanted.key} was a field of kind ${known.field.kind}, whose values are kept; choose another key`
    throw conflict('field_exists', detail)
  }
  if (known) refuseLostOptions(known.field, wanted.field)
  const field = JSON.stringify(wanted.field)
  const { id } = known
    ? await tx
        .updateTable('platform.extraField')
        .set({ field, removedAt: null })
        .where('id', '=', known.id)
        .returning('id')
        .executeTakeFirstOrThrow()
    : await tx
        .insertInto('platform.extraField')
        .values({ recordType: wanted.recordType, key: wanted.key, field, addedBy: actor.accountId })
        .returning('id')
        .executeTakeFirstOrThrow()
  await tellField(tx, actor, 'extra_field.added', wanted)
  return { id, ...wanted }
}

/**
 * Changes words, marks and limits. What values mean stays: the kind, and the keys of the options there are.
 * @throws {AppError} `not_found`, `bad_values`
 */
export async function changeField(tx: Db, actor: Actor, id: number, field: Field): Promise<ExtraField> {
  const known = (await readExtraFields(tx)).find((each) => each.id === id)
  if (!known) throw notFound(`field ${id}`)
  const before = known.field
  if (before.kind !== field.kind) refuse([{ path: 'field.kind', message: `stays ${before.kind}: values stand` }])
  refuseLostOptions(before, field)
  const kept = sql<string>`${JSON.stringify(field)}::jsonb || jsonb_strip_nulls(jsonb_build_object('order', ${placed}))`
  await tx.updateTable('platform.extraField').set({ field: kept }).where('id', '=', id).execute()
  await tellField(tx, actor, 'extra_field.changed', known)
  return { ...known, field }
}

/** @throws {AppError} `bad_values`: not exactly the fields that are in use */
export async function orderFields(tx: Db, actor: Actor, recordType: string, ids: readonly number[]): Promise<void> {
  const known = (await readExtraFields(tx, recordType)).map(({ id }) => id)
  const isWhole =
    new Set(ids).size === ids.length && ids.length === known.length && known.every((id) => ids.includes(id))
  if (!isWhole) refuse([{ path: 'ids', message: `name each of ${known.join(', ')} once` }])
  for (const [order, id] of ids.entries()) {
    const field = sql<string>`field || jsonb_build_object('order', ${order}::int)`
    await tx.updateTable('platform.extraField').set({ field }).where('id', '=', id).execute()
  }
  await tellField(tx, actor, 'extra_field.ordered', { recordType, key: '*' })
}

/** Retires a field; the values that stand are kept. @throws {AppError} `not_found` */
export async function retireField(tx: Db, actor: Actor, id: number): Promise<void> {
  const row = await tx
    .updateTable('platform.extraField')
    .set({ removedAt: new Date() })
    .where('id', '=', id)
    .where('removedAt', 'is', null)
    .returning(['recordType', 'key'])
    .executeTakeFirst()
  if (!row) throw notFound(`field ${id}`)
  await tellField(tx, actor, 'extra_field.removed', row)
}

/** The schema is the declaration's own form; what it leaves out it leaves undefined. */
export const parseField = (field: unknown) => FieldSchema.parse(field) as Field

async function tellField(tx: Db, actor: Actor, action: string, of: { recordType: string; key: string }): Promise<void> {
  const subject = { kind: 'extra_field', id: `${of.recordType}.${of.key}` }
  await writeAudit(tx, actor, { agencyId: actor.agencyId, action, subject })
}
