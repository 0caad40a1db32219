import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestCentre, type Person, type TestCentre } from '../../../test/centre.ts'
import { insertStorm } from '../../../test/insert-storm.ts'

let centre: TestCentre
let farm: Person
let works: Person
let province: Person

beforeAll(async () => {
  centre = await openTestCentre()
  farm = await centre.officer('mot', 'H57.907')
  works = await centre.officer('hai', 'H57.909')
  province = await centre.administrator()
  await insertStorm(centre.admin, { agencyCode: 'H57.907', prefix: 'a', count: 5, areas: ['19930', '19804', null] })
  await insertStorm(centre.admin, { agencyCode: 'H57.909', prefix: 'b', count: 2, areas: ['19930'] })
  await centre.admin.query(`update platform.alert set condition = 'resolved', handling = 'done', resolved_at = now(), done_at = now()
    where asset_id = (select id from platform.asset where code = 'a-1')`)
})
afterAll(() => centre.close())

const choices = async (person: Person) => (await person.get('/api/alerts/choices')).body
const counts = (list: { alerts: number }[]) => list.map(({ alerts }) => alerts)

test('each sees what the open alerts in sight are of, the most first; what is in no commune or done is not counted', async () => {
  const all = await choices(province)
  expect(all.areas.map(({ code, alerts }: { code: string; alerts: number }) => [code, alerts])).toEqual([
    ['19930', 3],
    ['19804', 1],
  ])
  expect(all.agencies.map(({ code, alerts }: { code: string; alerts: number }) => [code, alerts])).toEqual([
    ['H57.907', 4],
    ['H57.909', 2],
  ])
  expect(all.modules).toEqual([
    { id: 'environment', name: expect.objectContaining({ vi: expect.any(String) }), alerts: 6 },
  ])
  const [own, others] = [await choices(farm), await choices(works)]
  expect([own.agencies, others.agencies].map(counts)).toEqual([[4], [2]])
  expect([own.areas, others.areas].map(counts)).toEqual([[1, 1], [2]])
})

test('each choice narrows the lines to what it counts', async () => {
  const { areas, agencies, modules, rules } = await choices(province)
  const asked = [
    ...areas.map(({ code, alerts }: { code: string; alerts: number }) => [`area=${code}`, alerts]),
    ...agencies.map(({ id, alerts }: { id: number; alerts: number }) => [`agency=${id}`, alerts]),
    ...modules.map(({ id, alerts }: { id: string; alerts: number }) => [`module=${id}`, alerts]),
    ...rules.map(({ key, alerts }: { key: string; alerts: number }) => [`rule=${key}`, alerts]),
    ['module=none', 0],
    ['severity=major,crit', 6],
    ['severity=info', 0],
  ]
  // Each alert by itself: none stands in the line of another.
  await centre.admin.query('update platform.alert set line_id = null, line_by = null')
  for (const [query, alerts] of asked) {
    const { body } = await province.get(`/api/alerts/lines?${query}`)
    expect([query, body.items.length, body.lines.fresh + body.leftOut], String(query)).toEqual([query, alerts, 6])
  }
})

test('those of all alerts count what is done, too', async () => {
  const { agencies } = (await province.get('/api/alerts/choices?state=all')).body
  expect(counts(agencies)).toEqual([5, 2])
})

test('a severity that there is none of is refused by name', async () => {
  const answer = await province.get('/api/alerts/lines?severity=loud')
  expect(answer.status).toBe(400)
  expect(JSON.stringify(answer.body)).toContain('severity')
})
