import { availableParallelism, loadavg } from 'node:os'
import { openRunner } from './forked-runner.ts'
import type { IngestCentre } from './ingest-centre.ts'
import { atLeast, type Result } from './result.ts'

const rounds = 9
const roundMs = 2_000
const goal = 0.7

/** A program of this folder that serves runs, with its arguments. */
export type Program = readonly [program: string, args: readonly string[]]

/**
 * What one load reaches in the centre and another beside it, in rates a second: each pair of rounds is measured one after the other, each
 * goes first as often as the other, and the figures are the medians.
 */
export async function comparePairs(
  name: string,
  centre: IngestCentre,
  [ours, plain]: readonly [Program, Program],
): Promise<Result> {
  const runners = [openRunner(...ours), openRunner(...plain)] as const
  const rates: [number[], number[]] = [[], []]
  try {
    for (const runner of runners) await runner.run(roundMs)
    for (let round = 0; round < rounds; round++) {
      for (const index of round % 2 === 0 ? ([0, 1] as const) : ([1, 0] as const)) {
        rates[index].push(await runners[index].run(roundMs))
      }
    }
  } finally {
    for (const runner of runners) await runner.close()
  }
  const [load] = loadavg()
  const waiting = await centre.waitingBatches()
  console.log(
    `     ${name}: load ${load?.toFixed(1)} on ${availableParallelism()} cores; ${waiting} batches wait for the rules`,
  )
  console.log(`     ours ${rates[0].map(Math.round).join(' ')}; plain ${rates[1].map(Math.round).join(' ')}`)
  return atLeast(name, median(rates[0]), median(rates[1]), goal)
}

const median = (list: readonly number[]) => list.toSorted((a, b) => a - b)[Math.floor(list.length / 2)] ?? Number.NaN
