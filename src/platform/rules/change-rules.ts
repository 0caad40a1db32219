import { randomBytes } from 'node:crypto'
import { isDeepStrictEqual } from 'node:util'
import { sql } from 'kysely'
import type { z } from 'zod'
import type { NewRule, RuleDefaultAnswer, RuleEdit } from '../../core/api/rules.ts'
import { AppError, notFound } from '../../core/error.ts'
import { fold } from '../../core/fold.ts'
import type { AssetType } from '../../core/module.ts'
import { assetFault, definitionFault, RuleDefinition, seriesOf } from '../../core/rule.ts'
import { endUncovered } from '../alerts/leave.ts'
import { enrolForSilence } from '../alerts/silence.ts'
import { writeAudit } from '../audit/write-audit.ts'
import type { Actor } from '../auth/actor.ts'
import type { Db } from '../db/pool.ts'
import { announce } from '../live/events.ts'
import { columnsOf, definitionOfRow, lockRules } from './rows.ts'
import { writeVersion } from './write-version.ts'

type AssetTypes = ReadonlyMap<string, AssetType>

/** Adds a rule of one's own. @returns its id. @throws {AppError} `bad_rule` naming the field */
export async function addRule(
  tx: Db,
  actor: Actor,
  types: AssetTypes,
  { definition, enabled, why }: z.infer<typeof NewRule>,
): Promise<number> {
  checkRule(types, definition)
  await lockRules(tx)
  const words = fold(definition.name.vi)
    .replaceAll(/[^a-z0-9]+/g, '_')
    .slice(0, 40)
  const { id } = await tx
    .insertInto('platform.alertRule')
    .values({ key: `own_${words}_${randomBytes(2).toString('hex')}`, ...columnsOf(definition), enabled, ...by(actor) })
    .returning('id')
    .executeTakeFirstOrThrow()
  await writeVersion(tx, actor, { id, version: 1, why, enabled, definition })
  await settle(tx, id)
  await told(tx, actor, id, 'added', { why })
  return id
}

/**
 * Writes a new version. Alerts that fire are judged by it with their next reading; when the rule is switched off, or no longer about
 * their asset, they are over now, and say why.
 * @throws {AppError} `rule_changed` naming what another changed since; `bad_rule` naming the field
 */
export async function editRule(tx: Db, actor: Actor, types: AssetTypes, id: number, edit: RuleEdit): Promise<void> {
  const { definition, enabled, why } = edit
  checkRule(types, definition)
  const before = await lockRule(tx, id, edit.version)
  const old = definitionOfRow(before)
  const place = (of: RuleDefinition) => [of.assetType, of.condition.kind, seriesOf(of.condition)[0]]
  // Where a rule stands, and what its alerts are, is known by these.
  if (!isDeepStrictEqual(place(old), place(definition)))
    throw badRule('condition', 'kind, asset type and first series stay; copy the rule to make another')
  await write(tx, actor, before, { definition, enabled, why })
  await told(tx, actor, id, 'edited', {
    version: before.version + 1,
    why,
    changed: changedFields(old, definition),
    enabled,
  })
}

/** Takes or leaves what the module ships now. @throws {AppError} `rule_changed`, `no_new_default` */
export async function answerDefault(
  tx: Db,
  actor: Actor,
  id: number,
  { version, take }: z.infer<typeof RuleDefaultAnswer>,
): Promise<void> {
  const before = await lockRule(tx, id, version)
  if (before.shipped === null || isDeepStrictEqual(before.shipped, before.considered))
    throw new AppError('no_new_default', 409, { detail: 'there is no new default; load the list again' })
  const considered = JSON.stringify(before.shipped)
  await tx.updateTable('platform.alertRule').set({ considered }).where('id', '=', id).execute()
  if (take) {
    const definition = RuleDefinition.parse(before.shipped)
    await write(tx, actor, before, { definition, enabled: before.enabled, why: 'mặc định mới' })
    // As its module ships it: the next default comes by itself.
    await tx.updateTable('platform.alertRule').set({ editedAt: null }).where('id', '=', id).execute()
  }
  await told(tx, actor, id, take ? 'default_taken' : 'default_left', {})
}

type RuleColumns = Awaited<ReturnType<typeof lockRule>>

async function write(
  tx: Db,
  actor: Actor,
  before: RuleColumns,
  { definition, enabled, why }: Pick<RuleEdit, 'definition' | 'enabled' | 'why'>,
): Promise<void> {
  const version = before.version + 1
  await tx
    .updateTable('platform.alertRule')
    .set({ ...columnsOf(definition), enabled, version, ...by(actor) })
    .where('id', '=', before.id)
    .execute()
  await writeVersion(tx, actor, { id: before.id, version, why, enabled, definition })
  await settle(tx, before.id)
}

/** Ends what the rule as it now stands is no longer about, and begins what it is newly about. */
async function settle(tx: Db, id: number): Promise<void> {
  await endUncovered(tx, new Date(), id)
  // A silence is judged anew by the new limit, also one that fires.
  await sql`update platform.rule_state set due_at = to_timestamp(0) where rule_id = ${id} and silence`.execute(tx)
  await enrolForSilence(tx)
}

async function lockRule(tx: Db, id: number, seen: number) {
  await lockRules(tx)
  const row = await tx.selectFrom('platform.alertRule').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
  if (!row) throw notFound(`rule ${id}`)
  if (row.version !== seen) throw await changedSince(tx, id, seen)
  return row
}

async function changedSince(tx: Db, id: number, seen: number): Promise<AppError> {
  const versions = await tx
    .selectFrom('platform.ruleVersion')
    .selectAll()
    .where('ruleId', '=', id)
    .where('version', '>=', seen)
    .orderBy('version')
    .execute()
  const [first, last] = [versions[0], versions.at(-1)]
  const who = [...new Set(versions.slice(1).map(({ byName }) => byName ?? 'the centre'))].join(', ')
  const fields =
    first && last ? changedFields(RuleDefinition.parse(first.definition), RuleDefinition.parse(last.definition)) : []
  if (first?.enabled !== last?.enabled) fields.push('enabled')
  const when = last?.at.toISOString() ?? ''
  const errors = fields.map((path) => ({ path, message: `changed by ${who} at ${when}`, params: { who, when } }))
  const detail = `${who || 'somebody'} changed this rule since version ${seen}: ${fields.join(', ')}; nothing was overwritten`
  return new AppError('rule_changed', 409, { detail, errors })
}

/** Paths of what differs, one level into the condition. */
function changedFields(from: RuleDefinition, to: RuleDefinition): string[] {
  const flat = ({ condition, ...rest }: RuleDefinition): Record<string, unknown> => ({
    ...rest,
    ...Object.fromEntries(Object.entries(condition).map(([key, value]) => [`condition.${key}`, value])),
  })
  const [a, b] = [flat(from), flat(to)]
  return [...new Set([...Object.keys(a), ...Object.keys(b)])].filter((key) => !isDeepStrictEqual(a[key], b[key]))
}

function checkRule(types: AssetTypes, definition: RuleDefinition): void {
  const type = types.get(definition.assetType)
  if (!type) throw badRule('assetType', `no module declares ${definition.assetType}`)
  const fault = definitionFault(definition) ?? assetFault(definition, type)
  if (fault) throw badRule('condition', fault)
}

const badRule = (path: string, message: string) =>
  new AppError('bad_rule', 400, { detail: `${path}: ${message}`, errors: [{ path, message }] })

const by = (actor: Actor) => ({ editedAt: new Date(), editedBy: actor.accountId, editedByName: actor.name })

async function told(tx: Db, actor: Actor, id: number, action: string, detail: object): Promise<void> {
  const subject = { kind: 'rule', id: String(id) }
  await writeAudit(tx, actor, { agencyId: actor.agencyId, action: `rule.${action}`, subject, detail })
  await announce(tx, { kind: 'rule', action, ids: [String(id)], agencies: [actor.agencyId] })
}
