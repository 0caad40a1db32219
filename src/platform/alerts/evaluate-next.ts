import { sql } from 'kysely'
import { type Course, courseOf, standOf, staysQuiet } from '../../core/quiet-rule.ts'
import { seriesOf } from '../../core/rule.ts'
import type { RuleReading } from '../../core/rule-state.ts'
import type { Db } from '../db/pool.ts'
import { dates, ints } from '../ingest/array-text.ts'
import type { ReadingBatch, RecentBatches } from '../ingest/recent-batches.ts'
import { holdRules, lockTaking, readRulesInForce } from '../rules/rows.ts'
import { AlertWriter } from './alert-writer.ts'
import { apart, type OnFault } from './apart.ts'
import { type Pair, pairRules, readAssetSeries, runPair } from './evaluate.ts'
import { mostBatches } from './look-size.ts'
import { wakeSilences } from './silence.ts'
import { countLate, lockStates, moveSeen, type SavedState, saveStates, stateKey, stateOf } from './states.ts'

/**
 * Evaluates the oldest batches in one transaction, the first thing in it.
 * @param onFault told of a rule that fails on an asset: that pair is passed over and tried again with its next reading, so that
 *   one fault does not stop the rules of the province. Without it the first fault is thrown.
 * @param most batches
 * @param recent where batches are found that this process wrote
 * @returns how many series it took, which batches, and whether an alert began or ended
 */
export async function evaluateNext(
  tx: Db,
  options: { onFault?: OnFault | undefined; now?: Date; most?: number; recent?: RecentBatches | undefined } = {},
): Promise<{ series: number; batchIds: readonly number[]; isTold: boolean }> {
  const { onFault, now = new Date(), most = mostBatches, recent } = options
  await lockTaking(tx)
  const { batchIds, bySeries } = await takeBatches(tx, most, recent)
  await markForRollups(tx, bySeries)
  if (bySeries.size === 0) return { series: 0, batchIds, isTold: false }
  await holdRules(tx)
  const seriesIds = [...bySeries.keys()]
  const pairs = pairRules(await readRulesInForce(tx), await readAssetSeries(tx, seriesIds))
  const states = await lockStates(tx, [...new Set([...seriesIds, ...pairs.map(({ anchor }) => anchor.seriesId)])])
  const seen = await moveSeen(tx, new Map([...bySeries].map(([id, list]) => [id, lastMs(list)])))
  await wakeSilences(tx, seriesIds)
  const look = { tx, alerts: new AlertWriter(tx), onFault }
  const takenOf = takenByPair(bySeries, seen)
  const saved: SavedState[] = []
  const late = new Map<number, number>()
  for (const pair of pairs) {
    const { readings, course } = takenOf(pair)
    if (readings.length === 0) continue
    const { rule, bound, anchor } = pair
    const count = (more: number) => more > 0 && late.set(rule.id, (late.get(rule.id) ?? 0) + more)
    const place = { ruleId: rule.id, seriesId: anchor.seriesId }
    const row = states.get(stateKey(place.ruleId, place.seriesId))
    const seenMs = seen.get(place.seriesId) ?? null
    if (!row && course && staysQuiet(bound, course)) {
      count(course.late)
      continue
    }
    const { alertId, state: kept } = row ? stateOf(row) : { alertId: null, state: null }
    const standing = { alertId, state: standOf(bound, anchor.seriesKey, kept, seenMs) }
    const after = await apart(look, place, () => runPair(look.alerts, pair, standing, readings, now))
    if (!after) continue
    saved.push({ ...place, ...after })
    count(after.late)
  }
  await look.alerts.write()
  await saveStates(tx, saved, look.alerts)
  await countLate(tx, late, now)
  return { series: bySeries.size, batchIds, isTold: look.alerts.hasWritten }
}

/** What one mark for roll-ups holds at most; as many of them are taken at a time as fit a short transaction. */
const ofOneMark = 1_000

type BySeries = ReadonlyMap<number, readonly Omit<RuleReading, 'series'>[]>

interface Taken {
  readonly readings: readonly RuleReading[]
  readonly course: Course | null
}

/**
 * What each pair looks at, in order of event time: what one look takes together is not late among itself. Rules about the same series
 * share one list.
 */
function takenByPair(bySeries: BySeries, seen: ReadonlyMap<number, number>): (pair: Pair) => Taken {
  const lists = new Map<string, Taken>()
  return ({ rule, series, anchor }) => {
    const keys = seriesOf(rule.definition.condition)
    const ids = keys.map((key) => series.get(key)?.seriesId ?? 0)
    const name = ids.join()
    const known = lists.get(name)
    if (known) return known
    const readings = keys
      .flatMap((key, index) => (bySeries.get(ids[index] ?? 0) ?? []).map((each) => ({ ...each, series: key })))
      .sort((a, b) => a.at.getTime() - b.at.getTime())
    const taken = { readings, course: courseOf(readings, seen.get(anchor.seriesId) ?? null) }
    lists.set(name, taken)
    return taken
  }
}

/** The oldest batches; when this transaction commits they are gone. */
async function takeBatches(tx: Db, most: number, recent?: RecentBatches) {
  const { rows } = await sql<ReadingBatch & { id: number }>`
    with taken as (
      delete from platform.reading_batch where id = any(array(
        select id from platform.reading_batch order by id limit ${most} for update skip locked
      )) returning id, series_ids, ats, readings, origins
    )
    select id, case when not is_known then series_ids end as series_ids, case when not is_known then ats end as ats,
      case when not is_known then readings end as readings, case when not is_known then origins end as origins
    from (select *, id = any(${recent?.ids() ?? []}::int8[]) as is_known from taken) t order by id`.execute(tx)
  const bySeries = new Map<number, Omit<RuleReading, 'series'>[]>()
  for (const row of rows) {
    const { seriesIds, ats, readings, origins } = recent?.get(row.id) ?? row
    for (const [index, seriesId] of seriesIds.entries()) {
      const at = ats[index]
      const value = readings[index]
      if (!at || value === undefined) continue
      const list = bySeries.get(seriesId) ?? []
      list.push({ at, value, origin: origins[index] ?? 'device' })
      bySeries.set(seriesId, list)
    }
  }
  return { batchIds: rows.map(({ id }) => id), bySeries }
}

/** Every bucket of a roll-up begins with a minute of the clock: of the readings of one minute one is marked. */
async function markForRollups(tx: Db, bySeries: BySeries): Promise<void> {
  const touched: { readonly seriesId: number; readonly at: Date }[] = []
  for (const [seriesId, list] of bySeries) {
    const minutes = new Set<number>()
    for (const { at } of list) {
      const minute = Math.floor(at.getTime() / 60_000)
      if (!minutes.has(minute)) touched.push({ seriesId, at })
      minutes.add(minute)
    }
  }
  if (touched.length === 0) return
  const parts = Array.from({ length: Math.ceil(touched.length / ofOneMark) }, (_, index) =>
    touched.slice(index * ofOneMark, (index + 1) * ofOneMark),
  )
  const rows = parts.map(
    (part) => sql`(${ints(part, (one) => one.seriesId)}::int[], ${dates(part, ({ at }) => at)}::timestamptz[])`,
  )
  await sql`insert into platform.rollup_mark (series_ids, ats) values ${sql.join(rows)}`.execute(tx)
}

const lastMs = (list: readonly { readonly at: Date }[]) =>
  list.reduce((most, { at }) => Math.max(most, at.getTime()), 0)
