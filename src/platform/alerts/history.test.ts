import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestCentre, type Person, type TestCentre } from '../../../test/centre.ts'
import { insertStorm } from '../../../test/insert-storm.ts'
import { severities } from '../../core/severity.ts'

const beginMs = Date.parse('2026-11-18T17:00:00Z')
const communes = ['19930', '19804', null] as const
const handlings = ['new', 'taken', 'in_work', 'done', 'dismissed'] as const
const count = 20

interface Row {
  readonly id: string
  readonly agency: number
  readonly area: string | null
  readonly type: string
  readonly severity: string
  readonly raisedMs: number
  readonly outcome: string
  readonly rule: string
}
let centre: TestCentre
let people: { person: Person; agency: number | null }[]
let rows: Row[]

beforeAll(async () => {
  centre = await openTestCentre()
  const [farm, works] = [await centre.officer('mot', 'H57.907'), await centre.officer('hai', 'H57.909')]
  people = [
    { person: await centre.administrator(), agency: null },
    { person: farm, agency: await centre.agencyId('H57.907') },
    { person: works, agency: await centre.agencyId('H57.909') },
  ]
  for (const [prefix, agencyCode] of [
    ['a', 'H57.907'],
    ['b', 'H57.909'],
  ] as const)
    await insertStorm(centre.admin, { agencyCode, prefix, count, areas: communes })
  await centre.admin.query("update platform.asset set type = 'mast' where code in ('a-2', 'a-5', 'b-1', 'b-7')")
  // Some known at the very same moment: their order is that of their ids.
  await centre.admin.query(
    `update platform.alert al set severity = ($1::text[])[1 + n % 4], handling = ($2::text[])[1 + n % 5], condition = 'resolved',
      resolved_at = raised_at, done_at = case when n % 5 > 2 then now() end, false_alarm = n % 10 = 3,
      raised_at = $3::timestamptz + (n / 3) * interval '3 hours', rule_id = (select id from platform.alert_rule order by id offset n % 3 limit 1)
    from (select id, (row_number() over (order by id))::int as n from platform.alert) numbered where numbered.id = al.id`,
    [severities, handlings, new Date(beginMs).toISOString()],
  )
  const { rows: found } = await centre.admin.query(
    `select al.id, al.agency_id as agency, al.area_code as area, a.type, al.severity, al.raised_at as at, ru.key as rule,
      case when al.false_alarm then 'false_alarm' else al.handling end as outcome
    from platform.alert al join platform.asset a on a.id = al.asset_id join platform.alert_rule ru on ru.id = al.rule_id`,
  )
  rows = found.map(({ at, ...rest }) => ({ ...rest, raisedMs: at.getTime() }))
})
afterAll(() => centre.close())

const hour = fc.nat({ max: 50 }).map((hours) => new Date(beginMs + hours * 3_600_000).toISOString())
const filters = fc.record(
  {
    severity: fc.constantFrom('crit', 'major,info', 'minor'),
    area: fc.constantFrom('19930', '19804'),
    agency: fc.nat({ max: 1 }),
    module: fc.constantFrom('environment', 'none'),
    outcome: fc.constantFrom(...handlings, 'false_alarm'),
    from: hour,
    to: hour,
    rule: fc.nat({ max: 2 }),
  },
  { requiredKeys: [] },
)

test('what is found, in which order, page by page, and what it adds up to is what one picks row by row; the file holds the same', async () => {
  const rules = [...new Set(rows.map(({ rule }) => rule))].sort()
  await fc.assert(
    fc.asyncProperty(filters, fc.nat({ max: 2 }), async ({ agency, rule, ...rest }, who) => {
      const { person, agency: own } = people[who] ?? { person: await centre.administrator(), agency: null }
      const filter = {
        ...rest,
        ...(agency === undefined ? {} : { agency: String(people[agency + 1]?.agency) }),
        ...(rule === undefined ? {} : { rule: rules[rule] ?? '' }),
      }
      const expected = rows
        .filter(
          (row) =>
            (own === null || row.agency === own) &&
            (filter.severity === undefined || filter.severity.split(',').includes(row.severity)) &&
            (filter.area === undefined || row.area === filter.area) &&
            (filter.agency === undefined || String(row.agency) === filter.agency) &&
            (filter.module === undefined || (filter.module === 'environment' && row.type === 'river_station')) &&
            (filter.outcome === undefined || row.outcome === filter.outcome) &&
            (filter.from === undefined || row.raisedMs >= Date.parse(filter.from)) &&
            (filter.to === undefined || row.raisedMs < Date.parse(filter.to)) &&
            (filter.rule === undefined || row.rule === filter.rule),
        )
        .toSorted((a, b) => b.raisedMs - a.raisedMs || (a.id < b.id ? 1 : -1))
      const asked = new URLSearchParams(filter).toString()
      const found: string[] = []
      for (let path: string | null = `/api/alerts/history?limit=7&${asked}`; path !== null; ) {
        const answer: { body: { items: { id: string }[]; next: string | null } } = await person.get(path)
        found.push(...answer.body.items.map(({ id }) => id))
        path = answer.body.next
      }
      expect(found).toEqual(expected.map(({ id }) => id))
      const { all, outcomes } = (await person.get(`/api/alerts/history/totals?${asked}`)).body
      expect(all).toBe(expected.length)
      for (const each of [...handlings, 'false_alarm'])
        expect([each, outcomes[each]]).toEqual([each, expected.filter(({ outcome }) => outcome === each).length])
    }),
    { numRuns: 40 },
  )
})

test('the file holds what the list shows, in words, and a false alarm as one', async () => {
  const [{ person } = people[0] ?? { person: await centre.administrator() }] = people
  const { bytes } = await person.get('/api/alerts/history/export.csv?severity=crit')
  const lines = bytes.toString('utf8').trim().split('\r\n')
  expect(lines.length - 1).toBe(rows.filter(({ severity }) => severity === 'crit').length)
  expect(lines[0]).toContain('Cảnh báo')
  expect(lines.filter((line) => line.includes('Báo động giả')).length).toBe(
    rows.filter(({ severity, outcome }) => severity === 'crit' && outcome === 'false_alarm').length,
  )
  expect((await person.get('/api/alerts/history/export.xlsx?lang=en')).status).toBe(200)
})

test('a page does not go on from an alert that is not to be seen', async () => {
  const foreign = rows.find(({ agency }) => agency === people[2]?.agency)?.id
  const answer = await people[1]?.person.get(`/api/alerts/history?after=${foreign}`)
  expect(answer?.body.items).toEqual([])
})
