import { sql } from 'kysely'
import { feedTally, initialTally, type TallyState, type TallyStep, tallyDue, tickTally } from '../../core/rule-timer.ts'
import { covers, type Rule } from '../rules/rows.ts'
import type { AlertWriter } from './alert-writer.ts'
import { apart, type Look } from './apart.ts'
import { pairRules, readAssetSeries, runPair, type WatchedSeries } from './evaluate.ts'
import { type LockedState, lockStates, type SavedState, saveStates, stateKey, stateOf } from './states.ts'

const timersAtOnce = 500
const happeningsAtOnce = 500

/** Does what the clock alone does: held readings whose waiting is over, values grown too old, quiet times. @returns how many were due */
export async function sweepTimers(look: Look, rules: readonly Rule[], now: Date): Promise<number> {
  const { tx, alerts } = look
  const { rows } = await sql<LockedState>`select * from platform.rule_state
    where not silence and due_at <= ${now} order by due_at limit ${timersAtOnce} for update skip locked`.execute(tx)
  if (rows.length === 0) return 0
  const watched = await readAssetSeries(
    tx,
    rows.map(({ seriesId }) => seriesId),
  )
  const pairs = new Map(pairRules(rules, watched).map((pair) => [stateKey(pair.rule.id, pair.anchor.seriesId), pair]))
  const saved: SavedState[] = []
  for (const row of rows) {
    const { ruleId, seriesId } = row
    const pair = pairs.get(stateKey(ruleId, seriesId))
    const rule = rules.find(({ id }) => id === ruleId)
    const after = await apart(look, row, () => {
      if (pair) return runPair(alerts, pair, stateOf(row), null, now)
      if (rule?.definition.condition.kind !== 'happening') return { ...row, dueAt: null }
      const standing = tallyOf(row)
      return keepTally(alerts, rule, standing, tickTally(rule.definition.condition, standing.state, now))
    })
    // What fails is looked at again in a minute, not at once and for ever.
    saved.push({ ruleId, seriesId, ...(after ?? { ...row, dueAt: new Date(now.getTime() + 60_000) }) })
  }
  await alerts.write()
  await saveStates(tx, saved, alerts)
  return rows.length
}

const tallyOf = (row: LockedState | undefined) => ({
  // Written by `keepTally` and by nothing else.
  state: row ? (row.state as TallyState) : initialTally,
  alertId: row?.alertId ?? null,
})

function keepTally(
  alerts: AlertWriter,
  rule: Rule,
  standing: { state: TallyState; alertId: string | null },
  { state, transition }: TallyStep,
  asset?: WatchedSeries,
) {
  const { condition } = rule.definition
  if (condition.kind !== 'happening') throw new TypeError(`rule ${rule.key} does not follow happenings`)
  let { alertId } = standing
  if (transition?.kind === 'firing' && asset) {
    const { at, count: value } = transition
    const raising = { rule, asset, at, value, threshold: condition.count, unit: '', origin: 'device' } as const
    alertId = alerts.raise(raising)
  } else if (transition?.kind === 'resolved' && alertId) {
    alerts.resolve(alertId, transition.at)
    alertId = null
  }
  return { state, alertId, dueAt: tallyDue(condition, state) }
}

/** How far what happened has been followed. */
export interface HappeningPlace {
  readonly xid: string
  readonly happeningId: number
}

/**
 * Counts what happened after a place, in order of commit, for the rules that follow it.
 * @returns the new place, and how many were looked at
 */
export async function followHappenings(
  look: Look,
  rules: readonly Rule[],
  from: HappeningPlace,
): Promise<HappeningPlace & { looked: number }> {
  const { tx, alerts } = look
  const following = rules.filter(({ definition }) => definition.condition.kind === 'happening')
  if (following.length === 0) {
    const { rows } = await sql<{ xid: string }>`select platform.settled_before()::text as xid`.execute(tx)
    return { xid: rows[0]?.xid ?? from.xid, happeningId: 0, looked: 0 }
  }
  // Counted rules are not counted themselves, or two of them could keep each other going for ever.
  const { rows } = await sql<HappeningPlace & { kind: string; at: Date; rule: string; seriesId: number }>`
    select h.xid::text as xid, h.id as happening_id, h.kind, h.at, r.key as rule, al.series_id
    from platform.happening h
      join platform.alert al on al.id::text = h.about_id
      join platform.alert_rule r on r.id = al.rule_id and r.condition->>'kind' <> 'happening'
    where (h.xid, h.id) > (${from.xid}::xid8, ${from.happeningId}) and h.xid < platform.settled_before()
      and h.kind in ('alert.firing', 'alert.resolved')
    order by h.xid, h.id limit ${happeningsAtOnce}`.execute(tx)
  const last = rows.at(-1)
  if (!last) return { ...from, looked: 0 }
  const watched = await readAssetSeries(
    tx,
    rows.map(({ seriesId }) => seriesId),
  )
  const bySeries = new Map(watched.map((each) => [each.seriesId, each]))
  // The first series of an asset names what is counted of the whole asset.
  const first = new Map(watched.toReversed().map((each) => [each.assetId, each]))
  const states = await lockStates(
    tx,
    [...first.values()].map(({ seriesId }) => seriesId),
  )
  const saved = new Map<string, SavedState>()
  for (const { kind, at, rule: about, seriesId } of rows) {
    const asset = first.get(bySeries.get(seriesId)?.assetId ?? 0)
    for (const rule of following) {
      const { condition } = rule.definition
      if (!asset || condition.kind !== 'happening' || condition.happening !== kind) continue
      if (!covers(rule.definition, asset) || (condition.rules.length > 0 && !condition.rules.includes(about))) continue
      const key = stateKey(rule.id, asset.seriesId)
      const known = saved.get(key)
      const standing = known ? { ...known, state: known.state as TallyState } : tallyOf(states.get(key))
      const place = { ruleId: rule.id, seriesId: asset.seriesId }
      const step = feedTally(condition, standing.state, at)
      const after = await apart(look, place, () => keepTally(alerts, rule, standing, step, asset))
      if (after) saved.set(key, { ...place, ...after })
    }
  }
  await alerts.write()
  await saveStates(tx, [...saved.values()], alerts)
  return { xid: last.xid, happeningId: last.happeningId, looked: rows.length }
}
