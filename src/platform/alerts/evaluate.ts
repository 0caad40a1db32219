import { sql } from 'kysely'
import { isQuiet } from '../../core/quiet-rule.ts'
import { bindRule, seriesOf } from '../../core/rule.ts'
import { type BoundRule, dueOf, feedRule, type RuleReading, type RuleState, tickRule } from '../../core/rule-state.ts'
import type { Db } from '../db/pool.ts'
import { covers, type Rule } from '../rules/rows.ts'
import type { AlertWriter } from './alert-writer.ts'
import type { Raising } from './raising.ts'
import type { Standing } from './states.ts'

/** A series with its asset, as rules need them. */
export interface WatchedSeries {
  readonly seriesId: number
  readonly seriesKey: string
  readonly unit: string
  readonly assetId: number
  readonly assetType: string
  readonly assetCode: string
  readonly assetName: string
  readonly agencyId: number
  readonly agencyCode: string
  readonly areaCode: string | null
  readonly attributes: Readonly<Record<string, unknown>>
}

/** All series of the assets that own some series. */
export async function readAssetSeries(tx: Db, seriesIds: readonly number[]): Promise<WatchedSeries[]> {
  const rows = await tx
    .selectFrom('platform.series as s')
    .innerJoin('platform.asset as a', 'a.id', 's.assetId')
    .innerJoin('platform.agency as ag', 'ag.id', 'a.agencyId')
    .select(['s.id as seriesId', 's.key as seriesKey', 's.unit', 'a.id as assetId', 'a.type as assetType'])
    .select(['a.code as assetCode', 'a.name as assetName', 'a.agencyId', 'ag.code as agencyCode'])
    .select(['a.areaCode', 'a.attributes'])
    .where(
      'a.id',
      'in',
      sql<number>`(select asset_id from platform.series where id = any(${[...new Set(seriesIds)]}::int[]))`,
    )
    .orderBy('s.id')
    .execute()
  // The column is written as an object and as nothing else.
  return rows.map((row) => ({ ...row, attributes: row.attributes as Record<string, unknown> }))
}

/** A rule with one asset it watches by values. */
export interface Pair {
  readonly rule: Rule
  readonly bound: BoundRule
  /** The asset's series by key; the first of the rule's names its state and its alert. */
  readonly series: ReadonlyMap<string, WatchedSeries>
  readonly anchor: WatchedSeries
}

/** The rules that judge values of these assets, each with what it needs of the asset. */
export function pairRules(rules: readonly Rule[], watched: readonly WatchedSeries[]): Pair[] {
  return [...Map.groupBy(watched, ({ assetId }) => assetId).values()].flatMap((ofAsset) => {
    const series = new Map(ofAsset.map((each) => [each.seriesKey, each]))
    return rules.flatMap((rule): Pair[] => {
      const [first] = ofAsset
      if (!first || !covers(rule.definition, first)) return []
      const anchor = series.get(seriesOf(rule.definition.condition)[0] ?? '')
      const bound = anchor && bindRule(rule.definition, anchor.attributes)
      return anchor && bound ? [{ rule, bound, series, anchor }] : []
    })
  })
}

/** What readings, or the clock alone, make of a pair; a state of null need not be kept. `late`: readings that came too late. */
export function runPair(
  alerts: AlertWriter,
  { rule, bound, series, anchor }: Pair,
  standing: Pick<Standing<RuleState>, 'state' | 'alertId'>,
  readings: readonly RuleReading[] | null,
  now: Date,
): Standing<RuleState | null> & { readonly late: number } {
  const step = readings ? feedRule(bound, standing.state, readings, now) : tickRule(bound, standing.state, now)
  let { alertId } = standing
  for (const { kind, reading } of step.transitions) {
    if (kind === 'firing') alertId = alerts.raise(raisingOf({ rule, bound, series, anchor }, reading))
    else if (alertId) {
      alerts.resolve(alertId, reading.at)
      alertId = null
    }
  }
  const state = { ...step.state, lateCount: 0, lateMs: null }
  const dueAt = dueOf(bound, state)
  return { state: isQuiet(bound, state) ? null : state, alertId, dueAt, late: step.state.lateCount }
}

function raisingOf({ rule, bound, series, anchor }: Pair, reading: RuleReading): Raising {
  const shown = series.get(reading.series) ?? anchor
  const limit =
    bound.kind === 'combination' ? bound.parts.find((part) => part.series === reading.series)?.limit : bound.limit
  return {
    rule,
    asset: anchor,
    at: reading.at,
    value: reading.value,
    threshold: limit?.threshold ?? reading.value,
    unit: bound.kind === 'rate' ? `${anchor.unit}/h` : shown.unit,
    origin: reading.origin,
  }
}
