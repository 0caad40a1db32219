import { sql } from 'kysely'
import { RuleDefinition } from '../../core/rule.ts'
import type { Db } from '../db/pool.ts'

/** A rule as it stands now. */
export interface Rule {
  readonly id: number
  readonly key: string
  readonly version: number
  readonly enabled: boolean
  readonly definition: RuleDefinition
}

interface RuleColumns {
  readonly nameVi: string
  readonly nameEn: string
  readonly titleVi: string
  readonly titleEn: string
  readonly severity: RuleDefinition['severity']
  readonly assetType: string
  readonly condition: unknown
  readonly latenessS: number
  readonly scopeAgencies: string[]
  readonly scopeAssets: string[]
}

/** The definition that a row holds. @throws when the row was written past the centre */
export const definitionOfRow = (row: RuleColumns): RuleDefinition =>
  RuleDefinition.parse({
    name: { vi: row.nameVi, en: row.nameEn },
    title: { vi: row.titleVi, en: row.titleEn },
    severity: row.severity,
    assetType: row.assetType,
    condition: row.condition,
    latenessS: row.latenessS,
    scope: { agencies: row.scopeAgencies, assets: row.scopeAssets },
  })

/** The columns that hold a definition. */
export const columnsOf = (definition: RuleDefinition) => ({
  nameVi: definition.name.vi,
  nameEn: definition.name.en,
  titleVi: definition.title.vi,
  titleEn: definition.title.en,
  severity: definition.severity,
  assetType: definition.assetType,
  condition: JSON.stringify(definition.condition),
  latenessS: definition.latenessS,
  scopeAgencies: definition.scope.agencies,
  scopeAssets: definition.scope.assets,
})

/** Rules that are on, in the order they were made. */
export async function readRulesInForce(tx: Db): Promise<Rule[]> {
  const rows = await tx.selectFrom('platform.alertRule').selectAll().where('enabled', '=', true).orderBy('id').execute()
  return rows.map((row) => ({
    id: row.id,
    key: row.key,
    version: row.version,
    enabled: row.enabled,
    definition: definitionOfRow(row),
  }))
}

/** Whether a rule is about an asset: its type, and the agencies and assets it is limited to. */
export function covers(
  { assetType, scope }: Pick<RuleDefinition, 'assetType' | 'scope'>,
  asset: { readonly assetType: string; readonly assetCode: string; readonly agencyCode: string },
): boolean {
  return (
    asset.assetType === assetType &&
    (scope.agencies.length === 0 || scope.agencies.includes(asset.agencyCode)) &&
    (scope.assets.length === 0 || scope.assets.includes(asset.assetCode))
  )
}

/** Held while rules run, by as many as like: a rule is not edited meanwhile. */
export const holdRules = (tx: Db) => sql`select pg_advisory_xact_lock_shared(hashtext('platform.rules'), 0)`.execute(tx)

/** Held by one who edits rules: whatever ran by the old rule is committed, what runs next sees the new one. */
export const lockRules = (tx: Db) => sql`select pg_advisory_xact_lock(hashtext('platform.rules'), 0)`.execute(tx)

/** Held by the one who evaluates readings: batches of one series in two hands would change places. */
export const lockTaking = (tx: Db) => sql`select pg_advisory_xact_lock(hashtext('platform.rules'), 1)`.execute(tx)
