import { z } from 'zod'
import { HiddenRecordType, RecordTypeInfo } from '../../core/api/records.ts'
import type { Actor } from '../auth/actor.ts'
import type { Db } from '../db/pool.ts'
import type { Wall } from '../db/wall.ts'
import type { App } from '../http/app.ts'
import { actorOf } from '../http/guard.ts'
import { readDeadlineRules } from './clocks.ts'
import { type ExtraField, readExtraFields } from './extra-fields.ts'
import { datesOf } from './record-dates.ts'
import type { RecordKind } from './record-kind.ts'

/** What record types there are, as far as the asker may see them. */
export function recordTypeRoutes(app: App, wall: Wall, kinds: ReadonlyMap<string, RecordKind>): void {
  const isSeen = (actor: Actor, { record }: RecordKind) => actor.permissions.has(record.permissions.read)
  app.get(
    '/api/record-types',
    {
      config: { signedIn: true },
      schema: {
        summary: 'Record types the asker may see, as pages need them, and which right those ask for that they may not',
        response: { 200: z.object({ items: z.array(RecordTypeInfo), hidden: z.array(HiddenRecordType) }) },
      },
    },
    async (request) => {
      const actor = actorOf(request)
      const [seen, unseen] = [
        [...kinds.values()].filter((kind) => isSeen(actor, kind)),
        [...kinds.values()].filter((kind) => !isSeen(actor, kind)),
      ]
      return wall.read(actor, async (tx) => {
        const extra = Map.groupBy(await readExtraFields(tx), ({ recordType }) => recordType)
        const items: RecordTypeInfo[] = []
        for (const kind of seen) items.push(await presentType(tx, actor, kind, extra.get(kind.key) ?? []))
        return { items, hidden: unseen.map(presentHidden) }
      })
    },
  )
}

/** What is declared, and so no secret: nothing of what stands in it. */
function presentHidden({ key, moduleName, record, readRight }: RecordKind): HiddenRecordType {
  return { key, module: moduleName, plural: record.plural, right: { id: record.permissions.read, name: readRight } }
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
    dates: datesOf(kind),
    numberPattern: record.numberPattern ?? null,
    lifecycle: record.lifecycle,
    deadlines: rules.map((rule) => ({
      key: rule.key,
      name: { vi: rule.nameVi, en: rule.nameEn },
      amount: rule.amount,
      unit: rule.unit,
      byField: record.deadlines?.find(({ key }) => key === rule.key)?.byField ?? null,
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
