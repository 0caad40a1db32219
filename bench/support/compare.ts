import type { Actor } from '../../src/platform/auth/actor.ts'
import type { Wall } from '../../src/platform/db/wall.ts'
import { actors, type Province } from './province.ts'
import { atMost, type Result } from './result.ts'

/** Something the product serves. `run` answers the ids it shows, in their order. */
export interface Case {
  readonly name: string
  readonly run: (wall: Wall, actor: Actor) => Promise<readonly string[]>
}

/** A person waits no longer than this for a page, in ms. */
const patienceMs = 300
const ratioLimit = 1.5
const mostRounds = 25
const leastRounds = 5
const budgetMs = 2_000

/**
 * Each case for each actor, as served and by hand in turns, medians in ms with begin and commit; both must show the same rows.
 * @param area what the names of the figures begin with
 */
export async function compare(province: Province, area: string, cases: readonly Case[]): Promise<Result[]> {
  const results: Result[] = []
  for (const { name, run } of cases) {
    for (const [who, actor] of actors) {
      const ours = () => run(province.walled, actor)
      const byHand = () => run(province.byHand, actor)
      const [shown, expected] = [await ours(), await byHand()]
      if (shown.join() !== expected.join())
        throw new Error(
          `${area}, ${name}, ${who}: the wall shows ${shown.length} rows, by hand ${expected.length} or others`,
        )
      const [oursMs, byHandMs] = await medians(ours, byHand)
      const what = `${area}: ${name}, ${who}`
      results.push(atMost(`${what}: ms beside by hand`, oursMs, byHandMs, ratioLimit))
      results.push(atMost(`${what}: ms of what a person waits`, oursMs, patienceMs, 1))
    }
  }
  return results
}

/** Medians in ms of the two, run in turns. */
async function medians(ours: () => Promise<unknown>, byHand: () => Promise<unknown>): Promise<[number, number]> {
  const times = { ours: [0], byHand: [0] }
  const startedMs = performance.now()
  for (let round = 0; round < mostRounds; round++) {
    if (round >= leastRounds && performance.now() - startedMs > budgetMs) break
    times.ours[round] = await timeOf(ours)
    times.byHand[round] = await timeOf(byHand)
  }
  return [median(times.ours), median(times.byHand)]
}

async function timeOf(work: () => Promise<unknown>): Promise<number> {
  const from = performance.now()
  await work()
  return performance.now() - from
}

const median = (all: readonly number[]) => all.toSorted((a, b) => a - b)[Math.floor(all.length / 2)] ?? Number.NaN
