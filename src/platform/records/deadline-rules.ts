import type { DeadlineRuleChange, DeadlineRuleRow } from '../../core/api/extra-fields.ts'
import { notFound } from '../../core/error.ts'
import { writeAudit } from '../audit/write-audit.ts'
import type { Actor } from '../auth/actor.ts'
import type { Db } from '../db/pool.ts'
import { isoOrNull } from '../http/present.ts'
import type { RecordKind } from './record-kind.ts'

type Kinds = ReadonlyMap<string, RecordKind>

/** Every deadline rule, those switched off included, by record type. */
export async function readAllRules(tx: Db, kinds: Kinds): Promise<Map<string, DeadlineRuleRow[]>> {
  const rows = await tx.selectFrom('platform.recordDeadlineRule').selectAll().orderBy('key').execute()
  const groups = Map.groupBy(rows, ({ recordType }) => recordType)
  return new Map([...groups].map(([type, found]) => [type, found.map((row) => presentRule(kinds.get(type), row))]))
}

/**
 * Sets how long something may take from now on; clocks that run keep the end they were given.
 * @throws {AppError} `not_found`
 */
export async function changeDeadlineRule(
  tx: Db,
  actor: Actor,
  kinds: Kinds,
  { recordType, key }: { readonly recordType: string; readonly key: string },
  change: DeadlineRuleChange,
): Promise<DeadlineRuleRow> {
  const find = () =>
    tx.selectFrom('platform.recordDeadlineRule').selectAll().where('recordType', '=', recordType).where('key', '=', key)
  const before = await find().forUpdate().executeTakeFirst()
  if (!before) throw notFound(`deadline ${recordType} ${key}`)
  const now = new Date()
  await tx
    .updateTable('platform.recordDeadlineRule')
    .set({ ...change, editedAt: now })
    .where('recordType', '=', recordType)
    .where('key', '=', key)
    .execute()
  const after = await find().executeTakeFirstOrThrow()
  const differing = Object.keys(change).map((name) => {
    const field = name as keyof DeadlineRuleChange // The body is strict: no other key passed.
    return [name, { from: before[field], to: after[field] }]
  })
  await writeAudit(tx, actor, {
    agencyId: actor.agencyId,
    action: 'deadline_rule.changed',
    subject: { kind: 'deadline_rule', id: `${recordType}.${key}` },
    detail: Object.fromEntries(differing),
  })
  return presentRule(kinds.get(recordType), after)
}

interface RuleRow {
  readonly key: string
  readonly nameVi: string
  readonly nameEn: string
  readonly amount: number
  readonly unit: DeadlineRuleRow['unit']
  readonly warnWorkingHours: number
  readonly source: string
  readonly confirmed: boolean
  readonly enabled: boolean
  readonly editedAt: Date | null
}

function presentRule(kind: RecordKind | undefined, row: RuleRow): DeadlineRuleRow {
  const declared = kind?.record.deadlines?.find(({ key }) => key === row.key)
  return {
    key: row.key,
    name: { vi: row.nameVi, en: row.nameEn },
    from: declared?.from ?? null,
    to: [...(declared?.to ?? [])],
    byField: declared?.byField ?? null,
    amount: row.amount,
    unit: row.unit,
    warnWorkingHours: row.warnWorkingHours,
    source: row.source,
    confirmed: row.confirmed,
    enabled: row.enabled,
    editedAt: isoOrNull(row.editedAt),
  }
}
