import { sql } from 'kysely'
import type { Logger } from 'pino'
import { loadCalendar } from '../calendar/load-calendar.ts'
import type { Db } from '../db/pool.ts'
import type { Wall } from '../db/wall.ts'
import {
  conditionFor,
  type FreshReading,
  lockStates,
  noState,
  type Rule,
  runRule,
  saveState,
  type WatchedSeries,
} from './evaluate.ts'
import { raiseAlert, resolveAlert } from './raise.ts'

export interface Engine {
  /** New readings were committed. */
  wake(): void
  close(): Promise<void>
}

const lookAgainMs = 1_000
const batchesAtOnce = 200

/**
 * Runs the rules over readings that are committed. A batch is taken away in the commit that writes what the rules made of it:
 * a crash in between leaves both as they were, so no reading is forgotten and no alert fires twice.
 */
export function openEngine(wall: Wall, log: Logger): Engine {
  let isClosing = false
  let nudge = Promise.withResolvers<void>()

  async function follow(): Promise<void> {
    while (!isClosing) {
      let taken = 0
      try {
        taken = await wall
          .service((tx) => evaluateNext(tx))
          .catch((error: unknown) => {
            if (isPassing(error)) throw error
            return wall.service((tx) => evaluateNext(tx, tellFault))
          })
      } catch (error) {
        log.warn({ err: (error as Error).message }, 'rules cannot be run now; readings wait')
      }
      if (taken > 0) continue
      const timer = setTimeout(() => nudge.resolve(), lookAgainMs)
      await nudge.promise
      clearTimeout(timer)
      nudge = Promise.withResolvers()
    }
  }
  const tellFault: OnFault = (error, rule, series) =>
    log.error(
      { err: error.message, rule: rule.id, series: series.seriesId },
      'rule fails on a series and is passed over',
    )
  const following = follow()

  return {
    wake: () => nudge.resolve(),
    async close() {
      isClosing = true
      nudge.resolve()
      await following
    },
  }
}

type OnFault = (error: Error, rule: Rule, series: WatchedSeries) => void

/** Classes of PostgreSQL errors that are over when asked again: connection, conflict, resources, shut-down, system. */
const isPassing = (error: unknown) => /^(08|40|53|55|57|58)/.test(String((error as { code?: unknown }).code ?? ''))

/**
 * Evaluates the oldest batches in one transaction.
 * @param onFault told of a rule that fails on a series: that pair is passed over and tried again with its next reading, so that
 *   one fault does not stop the rules of the province. Without it the first fault is thrown.
 * @returns how many series it took
 */
export async function evaluateNext(tx: Db, onFault?: OnFault): Promise<number> {
  const batches = await takeBatches(tx)
  if (batches.size === 0) return 0
  const seriesIds = [...batches.keys()]
  const watched = await readSeries(tx, seriesIds)
  const rules = await tx
    .selectFrom('platform.alertRule')
    .selectAll()
    .where('enabled', '=', true)
    .orderBy('id')
    .execute()
  const states = await lockStates(tx, seriesIds)
  for (const series of watched) {
    for (const rule of rules) {
      const readings = batches.get(series.seriesId) ?? []
      if (onFault) await evaluateApart(tx, rule, series, readings, states, onFault)
      else await evaluate(tx, rule, series, readings, states)
    }
  }
  return batches.size
}

async function evaluateApart(
  tx: Db,
  rule: Rule,
  series: WatchedSeries,
  readings: readonly FreshReading[],
  states: Awaited<ReturnType<typeof lockStates>>,
  onFault: OnFault,
): Promise<void> {
  await sql`savepoint one_rule`.execute(tx)
  try {
    await evaluate(tx, rule, series, readings, states)
  } catch (error) {
    if (isPassing(error)) throw error
    await sql`rollback to savepoint one_rule`.execute(tx)
    onFault(error as Error, rule, series)
  }
  await sql`release savepoint one_rule`.execute(tx)
}

async function evaluate(
  tx: Db,
  rule: Rule,
  series: WatchedSeries,
  readings: readonly FreshReading[],
  states: Awaited<ReturnType<typeof lockStates>>,
): Promise<void> {
  const condition = conditionFor(rule, series)
  if (!condition) return
  const standing = states.get(`${rule.id}/${series.seriesId}`) ?? noState
  const { state, transitions } = runRule(standing.state, condition, readings)
  if (state === standing.state) return
  let { alertId } = standing
  for (const { kind, reading } of transitions) {
    if (kind === 'firing') {
      const calendar = await loadCalendar(tx)
      alertId = await raiseAlert(tx, { rule, series, reading, threshold: condition.threshold, calendar })
    } else if (alertId) {
      await resolveAlert(tx, alertId, reading)
      alertId = null
    }
  }
  await saveState(tx, rule.id, series.seriesId, { state, alertId })
}

/** Readings of the oldest batches by series; the batches are gone when this transaction commits. */
async function takeBatches(tx: Db): Promise<Map<number, FreshReading[]>> {
  const { rows } = await sql<{
    seriesIds: number[]
    ats: Date[]
    readings: number[]
    origins: FreshReading['origin'][]
  }>`
    delete from platform.reading_batch where id in (
      select id from platform.reading_batch order by id limit ${batchesAtOnce} for update skip locked
    ) returning series_ids, ats, readings, origins`.execute(tx)
  const bySeries = new Map<number, FreshReading[]>()
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

async function readSeries(tx: Db, seriesIds: readonly number[]): Promise<WatchedSeries[]> {
  const rows = await tx
    .selectFrom('platform.series as s')
    .innerJoin('platform.asset as a', 'a.id', 's.assetId')
    .select(['s.id as seriesId', 's.key as seriesKey', 's.unit', 'a.id as assetId', 'a.type as assetType'])
    .select(['a.name as assetName', 'a.agencyId', 'a.areaCode', 'a.attributes'])
    .where('s.id', '=', sql<number>`any(${seriesIds}::int[])`)
    .execute()
  return rows.map((row) => ({ ...row, attributes: row.attributes as Record<string, unknown> }))
}
