import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import fc from 'fast-check'
import { operators } from '../src/core/condition.ts'
import { runRule } from '../test/rules/random-rules.ts'
import type { Result } from './support/result.ts'

const count = 200
const minutes = 60

const cases = fc.record({
  op: fc.constantFrom(...operators),
  threshold: fc.integer({ min: 2, max: 6 }),
  forMinutes: fc.constantFrom(0, 1, 5, 10),
  values: fc.array(fc.integer({ min: 0, max: 8 }), { minLength: minutes, maxLength: minutes }),
})

/**
 * The same series, a value each minute, and the same limits given to Prometheus' own rules through Debian's promtool, which says of each
 * minute whether the alert fires. Hysteresis and lateness are left out: Prometheus has neither.
 * @throws when promtool is not installed
 */
export async function bench(): Promise<Result[]> {
  const folder = await mkdtemp(join(tmpdir(), 'nhip-prometheus-'))
  const made = fc.sample(cases, { numRuns: count, seed: 20_261_122 })
  let same = 0
  try {
    const groups = made.map(({ op, threshold, forMinutes }, index) => ({
      name: `g${index}`,
      interval: '1m',
      rules: [{ alert: `a${index}`, expr: `s${index} ${op} ${threshold}`, for: `${forMinutes}m` }],
    }))
    // YAML takes JSON as it is.
    await writeFile(join(folder, 'rules.yml'), JSON.stringify({ groups }))
    for (const [index, one] of made.entries()) {
      const firing = firingMinutes(one)
      const alerts = one.values.map((_, minute) => ({
        eval_time: `${minute}m`,
        alertname: `a${index}`,
        exp_alerts: firing.has(minute) ? [{ exp_labels: {} }] : [],
      }))
      const series = [{ series: `s${index}`, values: one.values.join(' ') }]
      const tests = [{ interval: '1m', input_series: series, alert_rule_test: alerts }]
      const document = { rule_files: ['rules.yml'], evaluation_interval: '1m', tests }
      await writeFile(join(folder, 'test.yml'), JSON.stringify(document))
      const said = await promisify(execFile)('promtool', ['test', 'rules', join(folder, 'test.yml')]).catch(
        (error: Error & { stdout?: string; stderr?: string }) => {
          if (error.stderr === undefined) throw error
          console.log('differs', JSON.stringify(one), error.stderr.slice(0, 1_000))
          return null
        },
      )
      if (said) same += 1
    }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
  const name = 'rules: series that fire in the same minutes as in Prometheus (promtool)'
  return [{ name, ours: same, baseline: count, ratio: same / count, goal: 'all', ok: same === count }]
}

/** Minutes at whose end the alert fires. */
function firingMinutes({ op, threshold, forMinutes, values }: typeof cases extends fc.Arbitrary<infer T> ? T : never) {
  const limit = { op, threshold, forS: forMinutes * 60, clear: threshold }
  const arrivals = values.map((value, at) => ({ at, received: at, value, series: 'a' }))
  const firing = new Set<number>()
  let from: number | null = null
  const steps = runRule({ kind: 'threshold', latenessS: 0, limit }, arrivals, (state) => state)
  for (const step of [...steps, `resolved ${minutes}`]) {
    const [kind, minute] = [step.split(' ')[0], Number(step.split(' ')[1])]
    if (kind === 'firing') from = minute
    else if (from !== null) {
      for (let each = from; each < minute; each++) firing.add(each)
      from = null
    }
  }
  return firing
}
