/** The bare script: `UNNEST` and the upsert of last values in one transaction, the columns and tables of the centre. */
import pg from 'pg'
import { perRequest, rateOf, seriesCount, serveRuns, times } from './ingest-load.ts'

const [target = '{}', agency = '1', count = '1'] = process.argv.slice(2)
const connections = Number(count)
const clients = await Promise.all(
  Array.from({ length: connections }, async () => {
    const client = new pg.Client(JSON.parse(target))
    await client.connect()
    return client
  }),
)
const next = times(Date.now() - 86_400_000)
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

function rows() {
  const ids: number[] = []
  const ats: string[] = []
  const values: number[] = []
  for (let index = 0; index < perRequest / seriesCount; index++) {
    const at = new Date(next.next().value).toISOString()
    for (let series = 0; series < seriesCount; series++) {
      ids.push(firstSeries + series)
      ats.push(at)
      values.push(1 + series / 100)
    }
  }
  return { ids, ats, values }
}

async function write(client: pg.Client): Promise<void> {
  const { ids, ats, values } = rows()
  const all = <T>(value: T) => ids.map(() => value)
  const now = new Date().toISOString()
  const agencies = all(Number(agency))
  const received = all(now)
  const origins = all('device')
  await client.query('begin')
  await client.query({
    name: 'insert',
    text: insert,
    values: [ids, agencies, ats, values, received, all(null), origins, all('bench'), all('http')],
  })
  const last = <T>(list: T[]) => list.slice(-seriesCount)
  await client.query({
    name: 'upsert',
    text: upsert,
    values: [last(ids), last(agencies), last(ats), last(values), last(received), last(origins)],
  })
  await client.query('commit')
}

serveRuns((ms) =>
  rateOf(connections, ms, async (connection) => {
    const client = clients[connection]
    if (client) await write(client)
  }),
)
