import { fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { type IngestCentre, openIngestCentre } from './support/ingest-centre.ts'
import { comparePairs, type Program } from './support/pairs.ts'
import type { Result } from './support/result.ts'

const publishers = 50

/**
 * Messages a second at QoS 1, each acknowledged after its commit, through the whole door (sign-in, checks, 20 rules on the series, ten
 * live pages), beside the same broker that answers and stores nothing. Publishers and broker are processes of their own; each pair of
 * rounds is measured one after the other, and the figure is the median of the pairs' own.
 */
export async function bench(): Promise<Result[]> {
  const centre = await openIngestCentre()
  const plain = fork(join(import.meta.dirname, 'support/mqtt-plain-broker.ts'))
  try {
    const [{ port }] = await once(plain, 'message')
    const results: Result[] = []
    for (const inFlight of [1, 20]) results.push(await compare(centre, `mqtt://127.0.0.1:${port}`, inFlight))
    return results
  } finally {
    plain.disconnect()
    await centre.close()
  }
}

function compare(centre: IngestCentre, plainAddress: string, inFlight: number): Promise<Result> {
  const program = (address: string): Program => [
    'mqtt-publishers.ts',
    [address, centre.deviceSecret, String(publishers), String(inFlight)],
  ]
  const name = `MQTT QoS 1, ${publishers} publishers, ${inFlight} in flight each, messages/s`
  return comparePairs(name, centre, [program(centre.mqttAddress), program(plainAddress)])
}
