import { availableParallelism, loadavg } from 'node:os'
import { openRunner } from './support/forked-runner.ts'
import { type IngestCentre, openIngestCentre } from './support/ingest-centre.ts'
import { atLeast, type Result } from './support/result.ts'

const rounds = 9
const roundMs = 2_000
const goal = 0.7

/**
 * Readings a second, a thousand a request, through the whole door (sign-in, checks, 20 rules on the series, ten live pages), beside a
 * bare script that writes the same columns into the same tables. Sender and script are processes of their own; each pair of rounds is
 * measured one after the other, and the figure is the median of the pairs' own.
 */
export async function bench(): Promise<Result[]> {
  const centre = await openIngestCentre()
  try {
    const results: Result[] = []
    for (const connections of [1, 4]) results.push(await compare(centre, connections))
    return results
  } finally {
    await centre.close()
  }
}

async function compare(centre: IngestCentre, connections: number): Promise<Result> {
  const ours = openRunner('ingest-http-sender.ts', [centre.address, centre.authorization, String(connections)])
  const plain = openRunner('ingest-plain-writer.ts', [centre.target, String(centre.agencyId), String(connections)])
  const rates: { ours: number; plain: number }[] = []
  try {
    await ours.run(roundMs)
    await plain.run(roundMs)
    for (let round = 0; round < rounds; round++) {
      // Each goes first as often as the other.
      const first = round % 2 === 0 ? ours : plain
      const rate = await first.run(roundMs)
      const other = await (first === ours ? plain : ours).run(roundMs)
      rates.push(first === ours ? { ours: rate, plain: other } : { ours: other, plain: rate })
    }
  } finally {
    await ours.close()
    await plain.close()
  }
  const [load] = loadavg()
  console.log(
    `     ${connections} connections: load ${load?.toFixed(1)} on ${availableParallelism()} cores; ${await centre.waitingBatches()} batches wait for the rules`,
  )
  console.log(
    `     ours ${rates.map((r) => Math.round(r.ours)).join(' ')}; plain ${rates.map((r) => Math.round(r.plain)).join(' ')}`,
  )
  const name = `HTTP ingest, 1,000 readings a request, ${connections} connection${connections > 1 ? 's' : ''}, readings/s`
  return atLeast(name, median(rates.map((r) => r.ours)), median(rates.map((r) => r.plain)), goal)
}

const median = (list: readonly number[]) => list.toSorted((a, b) => a - b)[Math.floor(list.length / 2)] ?? Number.NaN
