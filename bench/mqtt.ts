import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { type IngestCentre, openIngestCentre } from './support/ingest-centre.ts'
import { comparePairs, type Program } from './support/pairs.ts'
import { type Result, told } from './support/result.ts'

const publishers = 50

/**
 * Messages a second at QoS 1, each acknowledged after its commit, through the whole door (sign-in, checks, 20 rules on the series, ten
 * live pages), beside the same broker that answers and stores nothing. What bare storage behind the same broker reaches is told beside
 * it, and what is left by waiting for a commit of a single row: no door can be above that. Publishers and brokers are processes of their
 * own; each pair of rounds is measured one after the other, and the figure is the median of the pairs' own.
 */
export async function bench(): Promise<Result[]> {
  const centre = await openIngestCentre()
  const plain = fork(join(import.meta.dirname, 'support/mqtt-plain-broker.ts'))
  const storeOf = (what: 'all' | 'commit') =>
    fork(join(import.meta.dirname, 'support/mqtt-plain-store.ts'), [centre.target, String(centre.agencyId), what])
  const [store, committing] = [storeOf('all'), storeOf('commit')]
  try {
    const addresses = {
      plain: await addressOf(plain),
      store: await addressOf(store),
      committing: await addressOf(committing),
    }
    const results: Result[] = []
    for (const inFlight of [1, 20]) results.push(...(await compare(centre, addresses, inFlight)))
    return results
  } finally {
    // Gone before the database that one of them writes to.
    for (const broker of [plain, store, committing]) {
      broker.disconnect()
      await once(broker, 'exit')
    }
    await centre.close()
  }
}

async function addressOf(broker: ChildProcess): Promise<string> {
  const [{ port }] = await once(broker, 'message')
  return `mqtt://127.0.0.1:${port}`
}

async function compare(
  centre: IngestCentre,
  { plain, store, committing }: Record<'plain' | 'store' | 'committing', string>,
  inFlight: number,
): Promise<Result[]> {
  const program = (address: string): Program => [
    'mqtt-publishers.ts',
    [address, centre.deviceSecret, String(publishers), String(inFlight)],
  ]
  const name = `MQTT QoS 1, ${publishers} publishers, ${inFlight} in flight each, messages/s`
  const ours = await comparePairs(name, centre, [program(centre.mqttAddress), program(plain)])
  const bare = await comparePairs(`${name}: bare storage`, centre, [program(store), program(plain)])
  const floor = await comparePairs(`${name}: one row a commit`, centre, [program(committing), program(plain)])
  const beside = await comparePairs(`${name}: beside bare storage`, centre, [
    program(centre.mqttAddress),
    program(store),
  ])
  return [
    ours,
    told(`${name}: the same broker with bare storage`, bare.ours, bare.baseline),
    told(`${name}: the same broker that waits for a commit of one row`, floor.ours, floor.baseline),
    told(`${name}: ours beside the same broker with bare storage`, beside.ours, beside.baseline),
  ]
}
