import { type IngestCentre, openIngestCentre } from './support/ingest-centre.ts'
import { comparePairs } from './support/pairs.ts'
import type { Result } from './support/result.ts'

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

function compare(centre: IngestCentre, connections: number): Promise<Result> {
  const name = `HTTP ingest, 1,000 readings a request, ${connections} connection${connections > 1 ? 's' : ''}, readings/s`
  return comparePairs(name, centre, [
    ['ingest-http-sender.ts', [centre.address, centre.authorization, String(connections)]],
    ['ingest-plain-writer.ts', [centre.target, String(centre.agencyId), String(connections)]],
  ])
}
