import { isDeepStrictEqual } from 'node:util'
import { sql } from 'kysely'
import type { RuleRow, RuleVersionRow } from '../../core/api/rules.ts'
import { notFound } from '../../core/error.ts'
import { RuleDefinition } from '../../core/rule.ts'
import type { Db } from '../db/pool.ts'
import { accountRef, iso } from '../http/present.ts'
import { definitionOfRow } from './rows.ts'

/** Every rule, or one, with the counts of what the transaction's actor may see. */
export async function readRules(tx: Db, id?: number): Promise<RuleRow[]> {
  const rows = await tx
    .selectFrom('platform.alertRule')
    .selectAll()
    .$if(id !== undefined, (query) => query.where('id', '=', id ?? 0))
    .orderBy('assetType')
    .orderBy('id')
    .execute()
  const { rows: firing } = await sql<{ ruleId: number; count: number }>`
    select rule_id, count(*)::int as count from platform.alert where condition = 'firing' group by rule_id`.execute(tx)
  const { rows: late } = await sql<{ ruleId: number; lateCount: number; lastLateAt: Date }>`
    select rule_id, late_count::int, last_late_at from platform.rule_lateness()`.execute(tx)
  return rows.map((row) => {
    const isOffered = row.shipped !== null && !isDeepStrictEqual(row.shipped, row.considered)
    const lateness = late.find(({ ruleId }) => ruleId === row.id)
    return {
      id: row.id,
      key: row.key,
      version: row.version,
      enabled: row.enabled,
      definition: definitionOfRow(row),
      origin: row.shipped === null ? 'added' : row.editedAt ? 'edited' : 'default',
      newDefault: isOffered ? RuleDefinition.parse(row.shipped) : null,
      shipped: row.shipped === null ? null : RuleDefinition.parse(row.shipped),
      firing: firing.find(({ ruleId }) => ruleId === row.id)?.count ?? 0,
      late: lateness ? { count: lateness.lateCount, lastAt: iso(lateness.lastLateAt) } : null,
      edited: row.editedAt ? { at: iso(row.editedAt), by: accountRef(row.editedBy, row.editedByName) } : null,
    }
  })
}

/** @throws {AppError} `not_found` */
export async function readRule(tx: Db, id: number): Promise<RuleRow> {
  const [row] = await readRules(tx, id)
  if (!row) throw notFound(`rule ${id}`)
  return row
}

/** Every version of a rule, newest first. @throws {AppError} `not_found` */
export async function readVersions(tx: Db, ruleId: number): Promise<RuleVersionRow[]> {
  const rows = await tx
    .selectFrom('platform.ruleVersion')
    .selectAll()
    .where('ruleId', '=', ruleId)
    .orderBy('version', 'desc')
    .execute()
  if (rows.length === 0) throw notFound(`rule ${ruleId}`)
  return rows.map((row) => ({
    version: row.version,
    at: iso(row.at),
    by: accountRef(row.byId, row.byName),
    why: row.why,
    enabled: row.enabled,
    definition: RuleDefinition.parse(row.definition),
  }))
}
