/** The bare script that writes what the senders send, with as many connections. A process of its own. */
import pg from 'pg'
import { bareWriter } from './bare-write.ts'
import { perRequest, rateOf, seriesCount, serveRuns, times } from './ingest-load.ts'

const [target = '{}', agency = '1', count = '1'] = process.argv.slice(2)
const connections = Number(count)
const writers = await Promise.all(
  Array.from({ length: connections }, async () => {
    const client = new pg.Client(JSON.parse(target))
    await client.connect()
    return bareWriter(client, Number(agency), 'http')
  }),
)
const next = times(Date.now() - 86_400_000)

function rows() {
  const series: number[] = []
  const ats: string[] = []
  const values: number[] = []
  for (let index = 0; index < perRequest / seriesCount; index++) {
    const at = new Date(next.next().value).toISOString()
    for (let one = 0; one < seriesCount; one++) {
      series.push(one)
      ats.push(at)
      values.push(1 + one / 100)
    }
  }
  return { series, ats, values }
}

const last = <T>(list: readonly T[]) => list.slice(-seriesCount)

serveRuns((ms) =>
  rateOf(connections, ms, async (connection) => {
    const all = rows()
    await writers[connection]?.(all, { series: last(all.series), ats: last(all.ats), values: last(all.values) })
  }),
)
