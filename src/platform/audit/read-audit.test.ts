import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestCentre, type TestCentre } from '../../../test/centre.ts'

let centre: TestCentre

beforeAll(async () => {
  centre = await openTestCentre()
})
afterAll(() => centre.close())

/** What the newest row about a thing of this kind is called. */
const titleOf = async (kind: string) =>
  (await (await centre.administrator()).get(`/api/audit?kind=${kind}&limit=1`)).body.items[0]?.subject.title

test('roles, rules, accounts and maintenance windows are called by their names, not by their keys', async () => {
  const admin = await centre.administrator()
  const name = { vi: 'Trực ban đêm', en: 'Night watch' }
  expect((await admin.post('/api/roles', { id: 'night', name, permissions: [] })).status).toBe(201)
  expect(await titleOf('role')).toBe('Trực ban đêm')

  const [rule] = (await admin.get('/api/rules')).body.items
  const { definition, version } = rule
  const off = await admin.post(`/api/rules/${rule.id}`, { version, definition, enabled: false, why: 'mùa khô' })
  expect(off.status).toBe(200)
  expect(await titleOf('rule')).toBe(definition.name.vi)

  await centre.officer('mot', 'H57.907')
  expect(await titleOf('account')).toBe('Cán bộ mot')

  const at = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString()
  const window = { agencyId: await centre.agencyId('H57.907'), fromAt: at(1), untilAt: at(2), reason: 'Thay ắc quy' }
  expect((await admin.post('/api/maintenance', window)).status).toBe(201)
  expect(await titleOf('maintenance')).toBe('Thay ắc quy')
})
