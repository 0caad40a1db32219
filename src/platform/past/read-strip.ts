import { sql } from 'kysely'
import type { DayStrip, StripSlice } from '../../core/api/past.ts'
import type { Severity } from '../../core/severity.ts'
import { findSilences } from '../../core/silence-spans.ts'
import type { Db } from '../db/pool.ts'
import { iso } from '../http/present.ts'
import { readKnownFrom } from './known-from.ts'

/** As many stretches as the strip has, where none becomes shorter than a minute. */
const sliceCount = 48

/** The strip of the last `spanS` seconds: what began in each slice, how much fired at its end, and when nothing came. */
export async function readStrip(tx: Db, spanS: number, now: Date): Promise<DayStrip> {
  const sliceS = Math.max(60, Math.round(spanS / sliceCount))
  const count = Math.ceil(spanS / sliceS)
  const fromS = (Math.floor(now.getTime() / 1_000 / sliceS) + 1 - count) * sliceS
  const from = new Date(fromS * 1_000)
  const { knownFrom } = await readKnownFrom(tx, now)
  const begun = await readBegun(tx, from, now, sliceS)
  const open = await readOpen(tx, from, now, sliceS, count)
  const endOf = (index: number) => Math.min((fromS + (index + 1) * sliceS) * 1_000, now.getTime())
  return {
    from: iso(from),
    to: iso(now),
    sliceS,
    slices: open.map((alerts, index) => ({
      at: iso(new Date((fromS + index * sliceS) * 1_000)),
      begun: begun.get(index) ?? { crit: 0, major: 0, minor: 0, info: 0 },
      open: endOf(index) < knownFrom.getTime() ? null : alerts,
    })),
    silences: await readSilences(tx, new Date(Math.max(from.getTime(), knownFrom.getTime())), now),
    knownFrom: iso(knownFrom),
  }
}

async function readBegun(tx: Db, from: Date, now: Date, sliceS: number): Promise<Map<number, StripSlice['begun']>> {
  const { rows } = await sql<{ slice: number; severity: Severity; count: number }>`
    select floor(extract(epoch from raised_at - ${from}::timestamptz) / ${sliceS}::int)::int as slice, severity, count(*)::int as count
    from platform.alert where raised_at >= ${from} and raised_at <= ${now} group by 1, 2`.execute(tx)
  const slices = new Map<number, StripSlice['begun']>()
  for (const { slice, severity, count } of rows) {
    const known = slices.get(slice) ?? { crit: 0, major: 0, minor: 0, info: 0 }
    slices.set(slice, { ...known, [severity]: count })
  }
  return slices
}

/** How many alerts fired, neither shelved nor in maintenance, at the end of each slice; at this moment for the last. */
async function readOpen(tx: Db, from: Date, now: Date, sliceS: number, count: number): Promise<number[]> {
  // The first slice whose end is not before a time.
  const sliceOf = (column: 'from_at' | 'until_at') =>
    sql`least(greatest(ceil((extract(epoch from ${sql.ref(column)})::float8 - ${from.getTime() / 1_000}::float8) / ${sliceS}::int) - 1, 0), ${count}::int)::int`
  const { rows } = await sql<{ opened: number; closed: number; count: number }>`
    select ${sliceOf('from_at')} as opened, ${sliceOf('until_at')} as closed, count(*)::int as count
    from platform.alert_past where until_at > ${from} and from_at <= ${now} and condition = 'firing' and shelved_until is null and muted_until is null
    group by 1, 2`.execute(tx)
  const open = new Array<number>(count).fill(0)
  for (const row of rows)
    for (let slice = row.opened; slice < row.closed; slice++) open[slice] = (open[slice] ?? 0) + row.count
  return open
}

async function readSilences(tx: Db, from: Date, now: Date): Promise<DayStrip['silences']> {
  const { rows: beats } = await sql<{ beatS: number | null }>`
    select min(s.cadence_s) as beat_s from platform.last_value l join platform.series s on s.id = l.series_id
      join platform.asset a on a.id = s.asset_id
    where not s.sporadic and a.retired_at is null`.execute(tx)
  const { rows } = await sql<{ minuteAt: Date }>`
    with recursive minute as (
      (select minute_at from platform.arrival where minute_at > ${from}::timestamptz - interval '1 minute' order by minute_at limit 1)
      union all
      -- From minute to minute along the index: of most there is a row for each agency.
      select next.minute_at from minute, lateral (
        select a.minute_at from platform.arrival a where a.minute_at > minute.minute_at order by a.minute_at limit 1
      ) next
    ) select minute_at from minute where minute_at <= ${now}`.execute(tx)
  const window = { fromMs: from.getTime(), toMs: now.getTime() }
  const spans = findSilences(
    rows.map(({ minuteAt }) => minuteAt.getTime()),
    window,
    beats[0]?.beatS ?? null,
  )
  return spans.map(({ fromMs, toMs }) => ({ from: iso(new Date(fromMs)), to: iso(new Date(toMs)) }))
}
