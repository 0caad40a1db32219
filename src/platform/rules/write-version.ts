import type { RuleDefinition } from '../../core/rule.ts'
import type { Actor } from '../auth/actor.ts'
import type { Db } from '../db/pool.ts'

/** Keeps a version of a rule for good; `actor` null: the centre by itself. */
export async function writeVersion(
  tx: Db,
  actor: Actor | null,
  made: { id: number; version: number; why: string; enabled: boolean; definition: RuleDefinition },
): Promise<void> {
  await tx
    .insertInto('platform.ruleVersion')
    .values({
      ruleId: made.id,
      version: made.version,
      at: new Date(),
      byId: actor?.accountId ?? null,
      byName: actor?.name ?? null,
      why: made.why,
      enabled: made.enabled,
      definition: JSON.stringify(made.definition),
    })
    .execute()
}
