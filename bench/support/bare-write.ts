import type pg from 'pg'

/** Readings by column, of equal length; times in ISO 8601. */
export interface BareRows {
  readonly series: readonly number[]
  readonly ats: readonly string[]
  readonly values: readonly number[]
}

/** Beyond those of the centre; readings refer to nothing. */
const firstSeries = 1_000_000

const insert = `insert into platform.reading (series_id, agency_id, at, value, received_at, source_at, origin, sender, via)
  select * from unnest($1::int[], $2::int[], $3::timestamptz[], $4::float8[], $5::timestamptz[], $6::timestamptz[], $7::text[],
    $8::text[], $9::text[]) on conflict do nothing`
const upsert = `insert into platform.last_value as l (series_id, agency_id, at, value, received_at, origin, beats)
  select s, a, t, v, r, o, array[r] from unnest($1::int[], $2::int[], $3::timestamptz[], $4::float8[], $5::timestamptz[], $6::text[])
    u (s, a, t, v, r, o)
  on conflict (series_id) do update set at = excluded.at, value = excluded.value, received_at = excluded.received_at,
    beats = (l.beats || excluded.received_at)[greatest(1, cardinality(l.beats) - 3):]
  where excluded.at > l.at`

/**
 * The bare script: `UNNEST` of all rows and the upsert of the last of each series in one transaction, the columns and tables of the
 * centre.
 */
export function bareWriter(client: pg.Client, agency: number, via: string) {
  return async (all: BareRows, last: BareRows): Promise<void> => {
    const now = new Date().toISOString()
    const columns = ({ series, ats, values }: BareRows) => {
      const same = <T>(value: T) => series.map(() => value)
      const ids = series.map((one) => firstSeries + one)
      return { same, known: [ids, same(agency), ats, values, same(now)] }
    }
    const [rows, newest] = [columns(all), columns(last)]
    await client.query('begin')
    await client.query({
      name: 'insert',
      text: insert,
      values: [...rows.known, rows.same(null), rows.same('device'), rows.same('bench'), rows.same(via)],
    })
    await client.query({ name: 'upsert', text: upsert, values: [...newest.known, newest.same('device')] })
    await client.query('commit')
  }
}
