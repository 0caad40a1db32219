import { sql } from 'kysely'
import { seriesOf } from '../../core/rule.ts'
import type { RuleReading } from '../../core/rule-state.ts'
import type { Db } from '../db/pool.ts'
import { holdRules, lockTaking, readRulesInForce } from '../rules/rows.ts'
import { AlertWriter } from './alert-writer.ts'
import { apart, type OnFault } from './apart.ts'
import { type Pair, pairRules, readAssetSeries, runPair } from './evaluate.ts'
import { mostBatches } from './look-size.ts'
import { wakeSilences } from './silence.ts'
import { lockStates, type SavedState, saveStates, stateKey, stateOf } from './states.ts'

/**
 * Evaluates the oldest batches in one transaction, the first thing in it.
 * @param onFault told of a rule that fails on an asset: that pair is passed over and tried again with its next reading, so that
 *   one fault does not stop the rules of the province. Without it the first fault is thrown.
 * @param most batches
 * @returns how many series it took
 */
export async function evaluateNext(tx: Db, onFault?: OnFault, now = new Date(), most = mostBatches): Promise<number> {
  await lockTaking(tx)
  const batches = await takeBatches(tx, most)
  if (batches.size === 0) return 0
  await holdRules(tx)
  const seriesIds = [...batches.keys()]
  const pairs = pairRules(await readRulesInForce(tx), await readAssetSeries(tx, seriesIds))
  const states = await lockStates(tx, [...seriesIds, ...pairs.map(({ anchor }) => anchor.seriesId)])
  await wakeSilences(tx, seriesIds)
  const look = { tx, alerts: new AlertWriter(tx), onFault }
  const readingsOf = readingsByPair(batches)
  const saved: SavedState[] = []
  for (const pair of pairs) {
    const readings = readingsOf(pair)
    if (readings.length === 0) continue
    const place = { ruleId: pair.rule.id, seriesId: pair.anchor.seriesId }
    const standing = stateOf(states.get(stateKey(place.ruleId, place.seriesId)))
    const after = await apart(look, place, () => runPair(look.alerts, pair, standing, readings, now))
    if (after) saved.push({ ...place, ...after })
  }
  await look.alerts.write()
  await saveStates(tx, saved, look.alerts)
  return batches.size
}

type Batches = ReadonlyMap<number, readonly Omit<RuleReading, 'series'>[]>

/**
 * What each pair looks at, in order of event time: what one look takes together is not late among itself. Rules about the same series
 * share one list.
 */
function readingsByPair(batches: Batches): (pair: Pair) => readonly RuleReading[] {
  const lists = new Map<string, readonly RuleReading[]>()
  return ({ rule, series }) => {
    const keys = seriesOf(rule.definition.condition)
    const ids = keys.map((key) => series.get(key)?.seriesId ?? 0)
    const name = ids.join()
    const known = lists.get(name)
    if (known) return known
    const list = keys
      .flatMap((key, index) => (batches.get(ids[index] ?? 0) ?? []).map((each) => ({ ...each, series: key })))
      .sort((a, b) => a.at.getTime() - b.at.getTime())
    lists.set(name, list)
    return list
  }
}

/** Readings of the oldest batches by series; when this transaction commits the batches are gone, and marked for roll-ups. */
async function takeBatches(tx: Db, most: number): Promise<Batches> {
  const { rows } = await sql<{
    seriesIds: number[]
    ats: Date[]
    readings: number[]
    origins: RuleReading['origin'][]
  }>`
    with taken as (
      delete from platform.reading_batch where id in (
        select id from platform.reading_batch order by id limit ${most} for update skip locked
      ) returning id, series_ids, ats, readings, origins
    ), marked as (
      insert into platform.rollup_mark (series_ids, ats) select series_ids, ats from taken order by id
    ) select * from taken order by id`.execute(tx)
  const bySeries = new Map<number, Omit<RuleReading, 'series'>[]>()
  for (const { seriesIds, ats, readings, origins } of rows) {
    for (const [index, seriesId] of seriesIds.entries()) {
      const at = ats[index]
      const value = readings[index]
      if (!at || value === undefined) continue
      const list = bySeries.get(seriesId) ?? []
      list.push({ at, value, origin: origins[index] ?? 'device' })
      bySeries.set(seriesId, list)
    }
  }
  return bySeries
}
