import fc from 'fast-check'
import type { RuleState } from '../src/core/rule-state.ts'
import { stateOf } from '../src/platform/alerts/states.ts'
import { ruleCases, runRule } from '../test/rules/random-rules.ts'
import { slowRule } from '../test/rules/slow-rules.ts'
import type { Result } from './support/result.ts'

const series = 10_000

/** As it is written and read between two looks. */
const throughJson = (state: RuleState): RuleState =>
  stateOf({
    ruleId: 0,
    seriesId: 0,
    silence: false,
    alertId: null,
    dueAt: null,
    state: JSON.parse(JSON.stringify(state)),
  }).state

/**
 * Random series with gaps, late, out of order and sent twice, given to the rules and to an evaluator that looks everything up anew for each
 * minute: in how many both say the same alerts at the same minute. The state goes through JSON at each step, as it does in the database.
 */
export async function bench(): Promise<Result[]> {
  const seed = 20_261_122
  const cases = fc.sample(ruleCases, { numRuns: series, seed })
  let same = 0
  let alerts = 0
  for (const { rule, arrivals } of cases) {
    const [ours, slow] = [runRule(rule, arrivals, throughJson), slowRule(rule, arrivals)]
    alerts += slow.length
    if (JSON.stringify(ours) === JSON.stringify(slow)) same += 1
    else console.log('differs', JSON.stringify({ rule, arrivals, ours, slow }))
  }
  console.log(`${cases.length} series, ${alerts} beginnings and ends of alerts`)
  const name = 'rules: series with the same alerts at the same minute as a slow evaluator'
  return [{ name, ours: same, baseline: series, ratio: same / series, goal: 'all', ok: same === series }]
}
