import { fork } from 'node:child_process'
import { once } from 'node:events'
import { availableParallelism, loadavg } from 'node:os'
import { join } from 'node:path'
import { openRunner } from './support/forked-runner.ts'
import { type IngestCentre, openIngestCentre } from './support/ingest-centre.ts'
import { atLeast, type Result } from './support/result.ts'

const rounds = 9
const roundMs = 2_000
const publishers = 50
const goal = 0.7

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

async function compare(centre: IngestCentre, plainAddress: string, inFlight: number): Promise<Result> {
  const open = (address: string) =>
    openRunner('mqtt-publishers.ts', [address, centre.deviceSecret, String(publishers), String(inFlight)])
  const ours = open(centre.mqttAddress)
  const plain = open(plainAddress)
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
    `     ${inFlight} in flight: load ${load?.toFixed(1)} on ${availableParallelism()} cores; ${await centre.waitingBatches()} batches wait for the rules`,
  )
  console.log(
    `     ours ${rates.map((r) => Math.round(r.ours)).join(' ')}; plain ${rates.map((r) => Math.round(r.plain)).join(' ')}`,
  )
  const name = `MQTT QoS 1, ${publishers} publishers, ${inFlight} in flight each, messages/s`
  return atLeast(name, median(rates.map((r) => r.ours)), median(rates.map((r) => r.plain)), goal)
}

const median = (list: readonly number[]) => list.toSorted((a, b) => a - b)[Math.floor(list.length / 2)] ?? Number.NaN
