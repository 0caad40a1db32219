import { isDeepStrictEqual } from 'node:util'
import type { Selectable } from 'kysely'
import type { Database } from '../../../generated/tables.ts'
import type { ModuleDefinition, RuleDefault } from '../../core/module.ts'
import { RuleDefinition } from '../../core/rule.ts'
import { definitionOf } from '../../core/rule-default.ts'
import type { Db } from '../db/pool.ts'
import { columnsOf, definitionOfRow } from './rows.ts'
import { writeVersion } from './write-version.ts'

/**
 * Puts the modules' default rules in as rows. One that nobody edited follows its module, as a version of the centre's own; one that
 * somebody edited stays as it is, and what the module ships now is kept beside it to be taken or left.
 */
export async function seedRules(tx: Db, modules: readonly ModuleDefinition[]): Promise<void> {
  const rules = modules.flatMap((module) => module.rules ?? [])
  if (rules.length === 0) return
  const rows = await tx
    .selectFrom('platform.alertRule')
    .selectAll()
    .where(
      'key',
      'in',
      rules.map(({ key }) => key),
    )
    // Rules that run refer to the row meanwhile, and a start must not wait for each of their transactions.
    .forNoKeyUpdate()
    .execute()
  const standing = new Map(rows.map((row) => [row.key, row]))
  for (const rule of rules) await seedRule(tx, rule, standing.get(rule.key))
}

type Standing = Selectable<Database['platform.alertRule']>

async function seedRule(tx: Db, rule: RuleDefault, before: Standing | undefined): Promise<void> {
  const definition = RuleDefinition.parse(definitionOf(rule))
  const shipped = JSON.stringify(definition)
  if (!before) {
    const enabled = rule.off !== true
    const { id } = await tx
      .insertInto('platform.alertRule')
      .values({ key: rule.key, ...columnsOf(definition), enabled, shipped, considered: shipped })
      .returning('id')
      .executeTakeFirstOrThrow()
    await writeVersion(tx, null, { id, version: 1, why: '', enabled, definition })
    return
  }
  if (isDeepStrictEqual(before.shipped, JSON.parse(shipped))) return
  if (before.editedAt || before.shipped === null) {
    // From before defaults were kept beside the rule: what stands is what was considered.
    const considered = before.shipped === null ? { considered: shipped } : {}
    await tx
      .updateTable('platform.alertRule')
      .set({ shipped, ...considered })
      .where('id', '=', before.id)
      .execute()
    if (before.editedAt || isDeepStrictEqual(definitionOfRow(before), definition)) return
  }
  const version = before.version + 1
  await tx
    .updateTable('platform.alertRule')
    .set({ ...columnsOf(definition), shipped, considered: shipped, version })
    .where('id', '=', before.id)
    .execute()
  await writeVersion(tx, null, { id: before.id, version, why: '', enabled: before.enabled, definition })
}
