import { sql } from 'kysely'
import type { AreaAmounts } from '../../core/api/area-amounts.ts'
import { type AreaLayer, leastCovered } from '../../core/area-layer.ts'
import type { Db } from '../db/pool.ts'
import { iso } from '../http/present.ts'
import { lastKnownAt, silentBefore, wasInUse } from '../past/heard-at.ts'
import { momentOf } from '../past/past-alerts.ts'
import { presentLayer } from './area-layers.ts'

/**
 * What a layer adds up to in each commune, as it was known at a moment; `at` now for the present. The stretch ends with the last value of
 * those devices that are not silent: time may be hastened, and what is measured comes behind the clock.
 */
export async function readAmounts(tx: Db, key: string, layer: AreaLayer, at: Date): Promise<AreaAmounts> {
  const answer = { layer: presentLayer(key, layer), at: iso(at) }
  const heard = await readHeard(tx, layer, at)
  if (heard.length === 0) return { ...answer, from: null, to: null, areas: [], simulated: 0 }
  const to = new Date(Math.max(...heard.map((each) => each.at.getTime())))
  const from = new Date(to.getTime() - layer.hours * 3_600_000)
  const ids = heard.map(({ seriesId }) => seriesId)
  const known = (await addUp(tx, ids, { from, to, at })).filter(
    ({ coveredS }) => coveredS >= leastCovered * layer.hours * 3_600,
  )
  const areas = [...Map.groupBy(known, ({ code }) => code)].map(([code, own]) => ({
    code,
    amount: Math.round(Math.max(...own.map(({ amount }) => amount)) * 10) / 10,
    devices: own.length,
  }))
  return {
    ...answer,
    from: iso(from),
    to: iso(to),
    areas: areas.sort((one, other) => (one.code < other.code ? -1 : 1)),
    simulated: known.filter(({ simulated }) => simulated).length,
  }
}

/** The series of a layer that were not silent, with the time of their last value. */
async function readHeard(tx: Db, { assetType, series }: AreaLayer, at: Date) {
  const { rows } = await sql<{ seriesId: number; at: Date }>`
    select s.id as series_id, v.at
    from platform.asset a join platform.series s on s.asset_id = a.id and s.key = ${series}
      cross join lateral ${lastKnownAt(at, silentBefore(at))} v
    where a.type = ${assetType} and a.area_code is not null and ${wasInUse(at)} and v.heard_at >= ${silentBefore(at)}`.execute(
    tx,
  )
  return rows
}

interface Sum {
  readonly code: string
  readonly amount: number
  readonly coveredS: number
  readonly simulated: boolean
}

/**
 * What each series adds up to, and of how many seconds it tells: a value of the time since the one before, at most one cadence. Values are
 * those that were known at `at`: what came later is left out, what was corrected later stands as it was.
 */
async function addUp(tx: Db, ids: readonly number[], { from, to, at }: { from: Date; to: Date; at: Date }) {
  const { rows } = await sql<Sum>`
    with gauge as (
      select s.id, s.cadence_s * interval '1 second' as cadence, a.area_code
      from platform.series s join platform.asset a on a.id = s.asset_id where s.id = any(${ids}::int[])
    ),
    known as (
      select r.series_id, r.at, r.value, r.origin from gauge g join platform.reading r on r.series_id = g.id
      where r.at > ${from}::timestamptz - g.cadence and r.at <= ${to} and r.received_at <= ${momentOf(at)}
      union all
      select c.series_id, c.at, c.old_value, r.origin from gauge g join platform.reading_correction c on c.series_id = g.id
        join platform.reading r on r.series_id = c.series_id and r.at = c.at
      where c.at > ${from}::timestamptz - g.cadence and c.at <= ${to} and c.old_received_at <= ${momentOf(at)} and c.corrected_at > ${momentOf(at)}
    ),
    told as (
      select g.id, g.area_code, k.value, k.origin, k.at, extract(epoch from k.at - greatest(
        lag(k.at) over (partition by g.id order by k.at), k.at - g.cadence, ${from}::timestamptz)) as span_s
      from gauge g join known k on k.series_id = g.id
    )
    select area_code as code, (sum(value * span_s) / 3600)::float8 as amount, sum(span_s)::float8 as covered_s,
      bool_or(origin = 'simulated') as simulated
    from told where at > ${from} group by id, area_code`.execute(tx)
  return rows
}
