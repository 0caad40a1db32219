import { z } from 'zod'
import { FieldSchema, NewExtraField } from '../../core/api/extra-fields.ts'
import { RecordTypeInfo } from '../../core/api/records.ts'
import { conflict, notFound } from '../../core/error.ts'
import { type Field, fieldFault } from '../../core/field.ts'
import { writeAudit } from '../audit/write-audit.ts'
import type { Actor } from '../auth/actor.ts'
import type { Db } from '../db/pool.ts'
import type { Wall } from '../db/wall.ts'
import type { App } from '../http/app.ts'
import { actorOf } from '../http/guard.ts'
import { refuse } from './check-values.ts'
import { readDeadlineRules } from './clocks.ts'
import { type ExtraField, readExtraFields } from './extra-fields.ts'
import type { RecordKind } from './record-kind.ts'

const Added = z
  .object({ id: z.int(), recordType: z.string(), key: z.string(), field: z.unknown() })
  .meta({ id: 'ExtraField' })

/** What record types there are, and the fields administrators add to them. */
export function recordTypeRoutes(app: App, wall: Wall, kinds: ReadonlyMap<string, RecordKind>): void {
  app.get(
    '/api/record-types',
    {
      config: { signedIn: true },
      schema: {
        summary: 'Record types the asker may see, as pages need them',
        response: { 200: z.object({ items: z.array(RecordTypeInfo) }) },
      },
    },
    async (request) => {
      const actor = actorOf(request)
      const seen = [...kinds.values()].filter((kind) => actor.permissions.has(kind.record.permissions.read))
      return wall.read(actor, async (tx) => {
        const extra = Map.groupBy(await readExtraFields(tx), ({ recordType }) => recordType)
        const items: RecordTypeInfo[] = []
        for (const kind of seen) items.push(await presentType(tx, actor, kind, extra.get(kind.key) ?? []))
        return { items }
      })
    },
  )

  app.post(
    '/api/extra-fields',
    {
      config: { require: 'records.manage_fields' },
      schema: { summary: 'Add a field to a record type', body: NewExtraField, response: { 201: Added } },
    },
    async (request, reply) => {
      const actor = actorOf(request)
      const { recordType, key, field } = request.body
      const kind = kinds.get(recordType)
      if (!kind) refuse([{ path: 'recordType', message: `no such type; there are ${[...kinds.keys()].join(', ')}` }])
      // The schema is the declaration's own form; what it leaves out it leaves undefined.
      const checked = FieldSchema.parse(field) as Field
      const fault =
        key in (kind?.record.fields ?? {}) ? 'the type declares this field already' : fieldFault(key, checked)
      if (fault) refuse([{ path: 'key', message: fault }])
      const added = await wall.as(actor, (tx) => addField(tx, actor, { recordType, key, field: checked }))
      return reply.code(201).send(added)
    },
  )

  app.delete(
    '/api/extra-fields/:id',
    {
      config: { require: 'records.manage_fields' },
      schema: {
        summary: 'Remove a field; the values that stand are kept',
        params: z.object({ id: z.coerce.number().int() }),
        response: { 204: z.null() },
      },
    },
    async (request, reply) => {
      const actor = actorOf(request)
      await wall.as(actor, async (tx) => {
        const row = await tx
          .updateTable('platform.extraField')
          .set({ removedAt: new Date() })
          .where('id', '=', request.params.id)
          .where('removedAt', 'is', null)
          .returning(['recordType', 'key'])
          .executeTakeFirst()
        if (!row) throw notFound(`field ${request.params.id}`)
        await tellField(tx, actor, 'extra_field.removed', row)
      })
      return reply.code(204).send(null)
    },
  )
}

/** A removed field of the same key comes back, and with it the values that stand. */
async function addField(tx: Db, actor: Actor, wanted: Omit<ExtraField, 'id'>): Promise<ExtraField> {
  const known = await tx
    .selectFrom('platform.extraField')
    .select(['id', 'removedAt', 'field'])
    .where('recordType', '=', wanted.recordType)
    .where('key', '=', wanted.key)
    .executeTakeFirst()
  if (known && !known.removedAt)
    throw conflict('field_exists', `${wanted.recordType} has a field ${wanted.key} already`)
  // Checked by FieldSchema when it was added.
  const before = known?.field as Field | undefined
  if (before && before.kind !== wanted.field.kind) {
    const detail = `${wanted.key} was a field of kind ${before.kind}, whose values are kept; choose another key`
    throw conflict('field_exists', detail)
  }
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

async function tellField(tx: Db, actor: Actor, action: string, of: { recordType: string; key: string }): Promise<void> {
  const subject = { kind: 'extra_field', id: `${of.recordType}.${of.key}` }
  await writeAudit(tx, actor, { agencyId: actor.agencyId, action, subject })
}

async function presentType(
  tx: Db,
  actor: Actor,
  kind: RecordKind,
  extra: readonly ExtraField[],
): Promise<RecordTypeInfo> {
  const { record } = kind
  const { permissions } = record
  const may = (permission: string | undefined) => permission !== undefined && actor.permissions.has(permission)
  const rules = record.deadlines?.length ? await readDeadlineRules(tx, kind.key) : []
  return {
    key: kind.key,
    module: { id: kind.moduleId, name: kind.moduleName },
    type: record.type,
    name: record.name,
    plural: record.plural,
    address: kind.address,
    titleField: record.titleField,
    fields: { ...record.fields },
    extraFields: extra.map(({ id, key, field }) => ({ id, key, field })),
    sharedWith: [...(record.sharedWith ?? [])],
    geometry: record.geometry ?? null,
    numberPattern: record.numberPattern ?? null,
    lifecycle: record.lifecycle,
    deadlines: rules.map((rule) => ({
      key: rule.key,
      name: { vi: rule.nameVi, en: rule.nameEn },
      amount: rule.amount,
      unit: rule.unit,
      warnWorkingHours: rule.warnWorkingHours,
      source: rule.source,
      confirmed: rule.confirmed,
    })),
    may: {
      create: may(permissions.create),
      edit: may(permissions.edit),
      attach: may(permissions.attach ?? permissions.edit),
      readPersonal: may(permissions.readPersonal),
      moves: Object.entries(record.lifecycle.moves).flatMap(([key, move]) => (may(move.permission) ? [key] : [])),
    },
  }
}
