import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { insertStorm } from '../../../test/insert-storm.ts'
import { openSeededWall, type SeededWall } from '../../../test/seeded-wall.ts'
import { severities } from '../../core/severity.ts'
import type { Actor } from '../auth/actor.ts'
import { type LineFilter, readLines } from './read-lines.ts'

let seeded: SeededWall
let ids: string[]
/** Of each alert. */
let agencies: number[]
let areas: (string | null)[]
let types: string[]
let rules: { id: number; key: string }[]
const count = 16
const communes = ['19930', '19804', null] as const

beforeAll(async () => {
  seeded = await openSeededWall()
  for (const [prefix, agencyCode] of [
    ['a', 'H57.907'],
    ['b', 'H57.908'],
  ] as const)
    await insertStorm(seeded.admin, { agencyCode, prefix, count: count / 2, areas: communes })
  await seeded.admin.query("update platform.asset set type = 'rain_gauge' where code in ('a-2', 'a-5', 'b-1', 'b-7')")
  const found = await seeded.admin.query(
    'select al.id, al.agency_id, al.area_code, a.type from platform.alert al join platform.asset a on a.id = al.asset_id order by al.id',
  )
  ids = found.rows.map(({ id }) => id)
  areas = found.rows.map(({ area_code }) => area_code)
  types = found.rows.map(({ type }) => type)
  agencies = found.rows.map(({ agency_id }) => agency_id)
  rules = (await seeded.admin.query('select id, key from platform.alert_rule order by id limit 2')).rows
})
afterAll(() => seeded.close())

const part = fc.record({
  severity: fc.constantFrom(...severities),
  condition: fc.constantFrom('firing', 'firing', 'resolved'),
  handling: fc.constantFrom('new', 'new', 'taken', 'done'),
  shelved: fc.oneof({ weight: 4, arbitrary: fc.constant(false) }, { weight: 1, arbitrary: fc.constant(true) }),
  muted: fc.oneof({ weight: 4, arbitrary: fc.constant(false) }, { weight: 1, arbitrary: fc.constant(true) }),
  head: fc.option(fc.nat({ max: 3 })),
  rule: fc.nat({ max: 1 }),
  firedMinute: fc.nat({ max: 1_000 }),
})
type Part = typeof part extends fc.Arbitrary<infer P> ? P : never

async function write(parts: readonly Part[]): Promise<void> {
  const rows = parts.map((each, index) => ({
    ...{ id: ids[index], severity: each.severity, condition: each.condition, handling: each.handling },
    shelved_until: each.shelved ? '2100-01-01T00:00:00Z' : null,
    muted_until: each.muted ? '2100-01-01T00:00:00Z' : null,
    line_id: each.head === null || each.head === index ? null : ids[each.head],
    rule_id: rules[each.rule]?.id,
    fired_at: new Date(Date.UTC(2026, 0, 1, 0, each.firedMinute)).toISOString(),
  }))
  await seeded.admin.query(
    `update platform.alert al set severity = r.severity, condition = r.condition, handling = r.handling, line_id = r.line_id,
      line_by = case when r.line_id is not null then 'cause' end, rule_id = r.rule_id, fired_at = r.fired_at,
      shelved_until = r.shelved_until, shelved_by_name = case when r.shelved_until is not null then 'A' end,
      shelved_reason = case when r.shelved_until is not null then 'B' end, muted_until = r.muted_until
    from jsonb_populate_recordset(null::platform.alert, $1) r where r.id = al.id`,
    [JSON.stringify(rows)],
  )
}

const rank = ({ severity }: Part) => severities.indexOf(severity)

/** As it ought to be, one line after another. */
function linesSlowly(parts: readonly Part[], who: number | undefined, rule: number | null, filter: LineFilter = {}) {
  const mine = parts.flatMap((each, index) => {
    const isOpen = each.condition === 'firing' || each.handling === 'new' || each.handling === 'taken'
    const isSeen = (who === undefined || agencies[index] === who) && (rule === null || each.rule === rule)
    const bucket = each.shelved ? 'shelved' : each.muted ? 'muted' : each.condition === 'resolved' ? 'calmed' : 'open'
    return isOpen && isSeen ? [{ ...each, index, line: each.head ?? index, bucket }] : []
  })
  const answers = (index: number) =>
    (filter.area === undefined || areas[index] === filter.area) &&
    (filter.agency === undefined || agencies[index] === filter.agency) &&
    (filter.types === undefined || filter.types.includes(types[index] ?? ''))
  const lines = [...Map.groupBy(mine, ({ line, bucket }) => `${line} ${bucket}`).values()].filter(
    (all) =>
      all.some(({ index }) => answers(index)) &&
      (filter.severities?.includes(severities[Math.min(...all.map(rank))] ?? 'info') ?? true),
  )
  return lines.map((all) => {
    const worst = Math.min(...all.map(rank))
    const nobodys = all.filter(({ handling }) => handling === 'new')
    const somebodys = all.filter(({ handling }) => handling !== 'new')
    const { bucket = '', line = 0 } = all[0] ?? {}
    const isFresh =
      nobodys.length > 0 &&
      (nobodys.some(({ index }) => index === line) ||
        Math.min(...nobodys.map(rank)) < Math.min(...somebodys.map(rank), severities.length))
    return {
      ...{ id: ids[line], group: bucket === 'open' ? (isFresh ? 'fresh' : 'taken') : bucket },
      ...{ severity: severities[worst], count: all.length, untaken: nobodys.length },
    }
  })
}

const actor = (who: number | undefined): Actor => ({
  ...{ accountId: 1, login: 'a', name: 'A', agencyId: 1, mustChangePassword: false, permissions: new Set() },
  ...{ reach: who === undefined ? 'province' : 'agencies', agencyIds: who === undefined ? [] : [who] },
})

test('lines say the worst, how many and whose of what one sees, in all groups, for all rules or one', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(part, { minLength: count, maxLength: count }),
      fc.option(fc.nat({ max: 1 }), { freq: 2 }),
      fc.option(fc.nat({ max: 1 }), { freq: 2 }),
      async (parts, whose, rule) => {
        const who = whose === null ? undefined : [...new Set(agencies)][whose]
        await write(parts)
        const shown = []
        for (const group of [undefined, 'shelved', 'muted'] as const) {
          for (let after: string | null | undefined; after !== null; ) {
            const ask = {
              group,
              rule: rule === null ? undefined : rules[rule]?.key,
              limit: 3,
              after: after ?? undefined,
            }
            const page = await seeded.wall.read(actor(who), (tx) => readLines(tx, ask))
            shown.push(...page.items)
            after = page.after
          }
        }
        const short = shown.map(({ id, group, severity, count, untaken }) => ({ id, group, severity, count, untaken }))
        const expected = linesSlowly(parts, who, rule)
        expect(short.toSorted(byText)).toEqual(expected.toSorted(byText))
        const places = ['fresh', 'taken', 'calmed', 'shelved', 'muted']
        const order = shown.map(
          ({ group, severity }) => places.indexOf(group) * severities.length + severities.indexOf(severity),
        )
        expect(order).toEqual(order.toSorted((a, b) => a - b))
      },
    ),
    { numRuns: 60 },
  )
})

test('a filter leaves lines whole of which an alert answers to all that is given, and counts the fresh ones that it leaves out', async () => {
  const filters = fc.record({
    severities: fc.option(fc.subarray([...severities], { minLength: 1 }), { nil: undefined }),
    area: fc.option(fc.constantFrom('19930', '19804', '1'), { nil: undefined, freq: 1 }),
    agency: fc.option(fc.nat({ max: 1 }), { nil: undefined, freq: 1 }),
    types: fc.option(fc.constantFrom(['rain_gauge'], ['river_station', 'mast'], []), { nil: undefined, freq: 1 }),
  })
  const whole = fc.array(part, { minLength: count, maxLength: count })
  await fc.assert(
    fc.asyncProperty(whole, filters, async (parts, { agency, ...rest }) => {
      await write(parts)
      const filter = { ...rest, agency: agency === undefined ? undefined : [...new Set(agencies)][agency] }
      const page = await seeded.wall.read(actor(undefined), (tx) => readLines(tx, { filter, limit: 1_000 }))
      const expected = linesSlowly(parts, undefined, null, filter)
      const worked = expected.filter(({ group }) => ['fresh', 'taken', 'calmed'].includes(group))
      const short = page.items.map(({ id, group, severity, count, untaken }) => ({
        id,
        group,
        severity,
        count,
        untaken,
      }))
      expect(short.toSorted(byText)).toEqual(worked.toSorted(byText))
      const fresh = (lines: { group: string }[]) => lines.filter(({ group }) => group === 'fresh').length
      expect(page.lines.fresh).toBe(fresh(expected))
      expect(page.leftOut).toBe(fresh(linesSlowly(parts, undefined, null)) - fresh(expected))
    }),
    { numRuns: 60 },
  )
})

const byText = (a: object, b: object) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1)
