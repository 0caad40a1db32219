import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestCentre, type Person, type TestCentre } from '../../../test/centre.ts'
import { insertStorm } from '../../../test/insert-storm.ts'
import { type Outcome, outcomeFilters, outcomeOf, outcomes } from '../../core/alert-outcome.ts'
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
  readonly outcome: Outcome
  readonly isFiring: boolean
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
  const [first] = (await people[1]?.person.get('/api/alerts?limit=1'))?.body.items ?? []
  const incident = (await people[1]?.person.post('/api/incidents', { alertId: first.id }))?.body.id
  // Some known at the very same moment: their order is that of their ids.
  await centre.admin.query(
    `update platform.alert al set severity = ($1::text[])[1 + n % 4], handling = ($2::text[])[1 + n % 5], done_at = case when n % 5 > 2 then now() end,
      condition = case when n % 3 = 0 then 'firing' else 'resolved' end, resolved_at = case when n % 3 = 0 then null else raised_at end,
      shelved_until = case n % 7 when 1 then now() + interval '1 hour' when 2 then now() - interval '1 minute' end,
      shelved_by_name = case when n % 7 in (1, 2) then 'Cán bộ' end, shelved_reason = case when n % 7 in (1, 2) then 'chờ thợ' end,
      muted_until = case when n % 11 = 2 then now() + interval '1 hour' end,
      incident_id = case when n % 5 = 2 or n % 20 = 8 then $4::uuid end, false_alarm = n % 10 = 3,
      raised_at = $3::timestamptz + (n / 3) * interval '3 hours', rule_id = (select id from platform.alert_rule order by id offset n % 3 limit 1)
    from (select id, (row_number() over (order by id))::int as n from platform.alert) numbered where numbered.id = al.id`,
    [severities, handlings, new Date(beginMs).toISOString(), incident],
  )
  const { rows: found } = await centre.admin.query(
    `select al.id, al.agency_id as agency, al.area_code as area, a.type, al.severity, al.raised_at as at, ru.key as rule,
      al.condition, al.handling, al.false_alarm as "falseAlarm", al.incident_id as "incidentId", al.shelved_until as "shelvedUntil",
      al.muted_until as "mutedUntil"
    from platform.alert al join platform.asset a on a.id = al.asset_id join platform.alert_rule ru on ru.id = al.rule_id`,
  )
  const now = new Date()
  const isAside = (row: (typeof found)[number]) =>
    [row.shelvedUntil, row.mutedUntil].some((until) => until !== null && until > now)
  rows = found.map((row) => ({
    ...row,
    raisedMs: row.at.getTime(),
    outcome: outcomeOf(row, now),
    isFiring: row.condition === 'firing' && !isAside(row),
  }))
})
afterAll(() => centre.close())

const hour = fc.nat({ max: 50 }).map((hours) => new Date(beginMs + hours * 3_600_000).toISOString())
const filters = fc.record(
  {
    severity: fc.constantFrom('crit', 'major,info', 'minor'),
    area: fc.constantFrom('19930', '19804'),
    agency: fc.nat({ max: 1 }),
    module: fc.constantFrom('environment', 'none'),
    outcome: fc.constantFrom(...outcomeFilters),
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
            (filter.outcome === undefined ||
              (filter.outcome === 'firing' ? row.isFiring : row.outcome === filter.outcome)) &&
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
      const { all, outcomes: told } = (await person.get(`/api/alerts/history/totals?${asked}`)).body
      expect(all).toBe(expected.length)
      for (const each of outcomes)
        expect([each, told[each]]).toEqual([each, expected.filter(({ outcome }) => outcome === each).length])
    }),
    { numRuns: 40 },
  )
})

test('of every outcome there is some, and what is told of them adds up to all', async () => {
  expect(new Set(rows.map(({ outcome }) => outcome))).toEqual(new Set(outcomes))
  const { body } = (await people[0]?.person.get('/api/alerts/history/totals')) ?? {}
  const told: number[] = Object.values(body.outcomes)
  expect(told.reduce((sum, n) => sum + n, 0)).toBe(body.all)
})

test('the figures of the first screen are what the history finds by the same words', async () => {
  for (const { person } of people) {
    const { body: figures } = await person.get('/api/summary')
    const all = async (outcome: string) =>
      (await person.get(`/api/alerts/history/totals?outcome=${outcome}`)).body.all as number
    const firing = severities.reduce((sum, each) => sum + figures.firing[each], 0)
    expect(firing).toBeGreaterThan(0)
    expect([firing, figures.untaken, figures.calmed]).toEqual([
      await all('firing'),
      await all('new'),
      await all('calmed'),
    ])
  }
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
