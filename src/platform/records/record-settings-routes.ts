import { z } from 'zod'
import {
  DeadlineRuleChange,
  DeadlineRuleRow,
  ExtraFieldChange,
  ExtraFieldOrder,
  NewExtraField,
  RecordSettings,
} from '../../core/api/extra-fields.ts'
import { fieldFault } from '../../core/field.ts'
import { provinceWideOnly } from '../auth/province-wide.ts'
import type { Wall } from '../db/wall.ts'
import type { App } from '../http/app.ts'
import { actorOf } from '../http/guard.ts'
import { refuse } from './check-values.ts'
import { changeDeadlineRule, readAllRules } from './deadline-rules.ts'
import { addField, changeField, orderFields, parseField, readEvenRetired, retireField } from './extra-fields.ts'
import type { RecordKind } from './record-kind.ts'

const Added = z
  .object({ id: z.int(), recordType: z.string(), key: z.string(), field: z.unknown() })
  .meta({ id: 'ExtraField' })
const params = z.object({ field: z.coerce.number().int() })
const config = { require: 'records.manage_fields' } as const

/** What an administrator sets of record types: fields of the province's own, and how long things may take. */
export function recordSettingsRoutes(app: App, wall: Wall, kinds: ReadonlyMap<string, RecordKind>): void {
  app.get(
    '/api/record-settings',
    {
      config,
      schema: {
        summary: 'Fields and deadlines of every record type',
        response: { 200: z.object({ items: z.array(RecordSettings) }) },
      },
    },
    (request) =>
      wall.read(actorOf(request), async (tx) => {
        const fields = Map.groupBy(await readEvenRetired(tx), ({ recordType }) => recordType)
        const rules = await readAllRules(tx, kinds)
        const items = [...kinds.values()].map(({ key, moduleId, moduleName, record }) => ({
          key,
          module: { id: moduleId, name: moduleName },
          name: record.name,
          plural: record.plural,
          fields: { ...record.fields },
          states: Object.fromEntries(Object.entries(record.lifecycle.states).map(([state, { name }]) => [state, name])),
          extraFields: (fields.get(key) ?? []).map(({ id, key, field, removedAt }) => ({
            id,
            key,
            field,
            retiredAt: removedAt?.toISOString() ?? null,
          })),
          deadlines: rules.get(key) ?? [],
        }))
        return { items }
      }),
  )

  app.post(
    '/api/extra-fields',
    { config, schema: { summary: 'Add a field to a record type', body: NewExtraField, response: { 201: Added } } },
    async (request, reply) => {
      const actor = provinceWideOnly(actorOf(request))
      const { recordType, key } = request.body
      const kind = kinds.get(recordType)
      if (!kind) refuse([{ path: 'recordType', message: `no such type; there are ${[...kinds.keys()].join(', ')}` }])
      const field = parseField(request.body.field)
      const fault = key in (kind?.record.fields ?? {}) ? 'the type declares this field already' : fieldFault(key, field)
      if (fault) refuse([{ path: 'key', message: fault }])
      const added = await wall.as(actor, (tx) => addField(tx, actor, { recordType, key, field }))
      return reply.code(201).send(added)
    },
  )

  app.patch(
    '/api/extra-fields/:field',
    {
      config,
      schema: { summary: 'Change a field’s words and marks', params, body: ExtraFieldChange, response: { 200: Added } },
    },
    async (request) => {
      const actor = provinceWideOnly(actorOf(request))
      const field = parseField(request.body.field)
      return wall.as(actor, (tx) => changeField(tx, actor, request.params.field, field))
    },
  )

  app.post(
    '/api/extra-fields/order',
    { config, schema: { summary: 'Put fields in order', body: ExtraFieldOrder, response: { 204: z.null() } } },
    async (request, reply) => {
      const actor = provinceWideOnly(actorOf(request))
      const { recordType, ids } = request.body
      await wall.as(actor, (tx) => orderFields(tx, actor, recordType, ids))
      return reply.code(204).send(null)
    },
  )

  app.delete(
    '/api/extra-fields/:field',
    {
      config,
      schema: { summary: 'Retire a field; the values that stand are kept', params, response: { 204: z.null() } },
    },
    async (request, reply) => {
      const actor = provinceWideOnly(actorOf(request))
      await wall.as(actor, (tx) => retireField(tx, actor, request.params.field))
      return reply.code(204).send(null)
    },
  )

  app.patch(
    '/api/deadline-rules/:recordType/:key',
    {
      config,
      schema: {
        summary: 'Set how long something may take; clocks that run keep their end',
        params: z.object({ recordType: z.string().max(100), key: z.string().max(60) }),
        body: DeadlineRuleChange,
        response: { 200: DeadlineRuleRow },
      },
    },
    async (request) => {
      const actor = provinceWideOnly(actorOf(request))
      const { recordType, key } = request.params
      // The rows are the province's, not an agency's: only the centre itself may write them.
      return wall.service((tx) => changeDeadlineRule(tx, actor, kinds, { recordType, key }, request.body))
    },
  )
}
