import { setImmediate } from 'node:timers/promises'
import { sql } from 'kysely'
import type { RuleTrial, TrialResult, TriedAlert } from '../../core/api/rules.ts'
import { AppError } from '../../core/error.ts'
import { bindRule, type RuleDefinition, seriesOf } from '../../core/rule.ts'
import type { Db } from '../db/pool.ts'
import { readRule } from './read-rules.ts'
import { type PastReading, pastCounts, pastSilence, pastValues, type Run } from './replay-rule.ts'

const dayMs = 86_400_000
const mostReadings = 200_000
const assetsAtOnce = 50
const longestMs = 8_000
const shownAlerts = 200

/**
 * What a draft would have done with what the reader may see of the past days, and beside it the rule it would replace. Bounded in rows
 * and time: what it did not get to it says.
 * @throws {AppError} `not_found` for the rule; `trial_too_long` when one look at the readings takes longer than the bound
 */
export async function tryRule(tx: Db, { definition, days, ruleId }: RuleTrial, now: Date): Promise<TrialResult> {
  await sql.raw(`set local statement_timeout = ${longestMs}`).execute(tx)
  const from = new Date(now.getTime() - days * dayMs)
  const endMs = Date.now() + longestMs
  try {
    const draft = await replay(tx, definition, from, now, endMs)
    const before = ruleId === undefined ? null : (await readRule(tx, ruleId)).definition
    const current = before && (await replay(tx, before, from, now, endMs + longestMs))
    return {
      from: from.toISOString(),
      to: now.toISOString(),
      assets: draft.assets,
      lookedAt: draft.lookedAt,
      readings: draft.readings,
      draft: draft.tried,
      current: current?.tried ?? null,
    }
  } catch (error) {
    if ((error as { code?: unknown }).code !== '57014') throw error
    const detail = 'the readings of so many assets and days cannot be read in time; try fewer days or narrow the scope'
    throw new AppError('trial_too_long', 400, { detail })
  }
}

type Asset = Awaited<ReturnType<typeof readAssets>>[number]

async function replay(tx: Db, definition: RuleDefinition, from: Date, now: Date, endMs: number) {
  const assets = await readAssets(tx, definition)
  const alerts: TriedAlert[] = []
  let [lookedAt, readings, late] = [0, 0, 0]
  for (let index = 0; index < assets.length; index += assetsAtOnce) {
    const some = assets.slice(index, index + assetsAtOnce)
    const past = await readPast(tx, definition, some, from, mostReadings - readings)
    if (past === null || Date.now() > endMs) break
    for (const asset of some) {
      const own = past.get(asset.id) ?? []
      const { runs, lateCount } = runOn(definition, asset, own, now)
      alerts.push(...runs.map((run) => present(asset, run)))
      readings += own.length
      late += lateCount
      lookedAt += 1
      await setImmediate()
    }
  }
  alerts.sort((a, b) => b.firedAt.localeCompare(a.firedAt))
  const tried = { fired: alerts.length, alerts: alerts.slice(0, shownAlerts), late }
  return { assets: assets.length, lookedAt, readings, tried }
}

function runOn(definition: RuleDefinition, asset: Asset, past: readonly PastReading[], now: Date) {
  const { condition } = definition
  if (condition.kind === 'silence') return { runs: pastSilence(condition, past, now), lateCount: 0 }
  if (condition.kind === 'happening') return { runs: pastCounts(condition, past, now), lateCount: 0 }
  const bound = bindRule(definition, asset.attributes)
  return bound ? pastValues(bound, past, now) : { runs: [], lateCount: 0 }
}

function present(asset: Asset, run: Run): TriedAlert {
  const { code, name, series } = asset
  const unit = series.find(({ key }) => key === run.series)?.unit ?? ''
  return {
    asset: { code, name },
    series: run.series,
    unit: run.unit ?? unit,
    value: run.value,
    firedAt: run.firedAt.toISOString(),
    resolvedAt: run.resolvedAt?.toISOString() ?? null,
  }
}

async function readAssets(tx: Db, { assetType, scope, condition }: RuleDefinition) {
  const keys = seriesOf(condition)
  const { rows } = await sql<{
    id: number
    code: string
    name: string
    attributes: Record<string, unknown>
    series: { id: number; key: string; unit: string }[]
  }>`
    select a.id, a.code, a.name, a.attributes,
      jsonb_agg(jsonb_build_object('id', s.id, 'key', s.key, 'unit', s.unit) order by s.id) as series
    from platform.asset a join platform.agency ag on ag.id = a.agency_id
      join platform.series s on s.asset_id = a.id and (${keys.length === 0} or s.key = any(${keys}::text[]))
    where a.type = ${assetType} and a.retired_at is null
      and (${scope.agencies.length === 0} or ag.code = any(${scope.agencies}::text[]))
      and (${scope.assets.length === 0} or a.code = any(${scope.assets}::text[]))
    group by a.id order by a.id`.execute(tx)
  return rows
}

/** Readings by asset in the order they were received, or alerts for a rule that counts those; null when there are more than `most`. */
async function readPast(
  tx: Db,
  { condition }: RuleDefinition,
  assets: readonly Asset[],
  from: Date,
  most: number,
): Promise<Map<number, PastReading[]> | null> {
  const ids = assets.map(({ id }) => id)
  const { rows } =
    condition.kind === 'happening'
      ? await sql<PastReading & { assetId: number }>`
          select al.asset_id, '' as series, 0 as value, al.origin, al.raised_at as received_at,
            case when ${condition.happening === 'alert.firing'} then al.fired_at else al.resolved_at end as at
          from platform.alert al join platform.alert_rule r on r.id = al.rule_id
          where al.asset_id = any(${ids}::int[]) and al.raised_at >= ${from} and r.condition->>'kind' <> 'happening'
            and (${condition.rules.length === 0} or r.key = any(${condition.rules}::text[]))
            and (${condition.happening === 'alert.firing'} or al.resolved_at is not null)
          order by at limit ${most + 1}`.execute(tx)
      : await sql<PastReading & { assetId: number }>`
          select s.asset_id, s.key as series, r.value, r.origin, r.at, r.received_at
          from platform.series s join platform.reading r on r.series_id = s.id
          where s.id = any(${assets.flatMap(({ series }) => series.map(({ id }) => id))}::int[]) and r.at >= ${from}
          order by r.received_at, r.at limit ${most + 1}`.execute(tx)
  return rows.length > most ? null : Map.groupBy(rows, ({ assetId }) => assetId)
}
