import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Group, groups } from '../../src/modules/directives/progress.ts'
import { openTestCentre, type Person, type TestCentre } from '../centre.ts'
import { made } from '../walk-chain.ts'

let centre: TestCentre
let issuer: Person
let lead: Person

/** What became of directives of a lead, with days from now, and the groups each must stand in. */
const fates: readonly { lead: string; state: string; dueIn: number; doneIn: number | null; in: readonly Group[] }[] = [
  { lead: 'H57.907', state: 'assigned', dueIn: 30, doneIn: null, in: ['open'] },
  { lead: 'H57.907', state: 'in_progress', dueIn: 5, doneIn: null, in: ['open', 'soon'] },
  { lead: 'H57.907', state: 'returned', dueIn: -1, doneIn: null, in: ['open', 'overdue'] },
  { lead: 'H57.907', state: 'submitted', dueIn: -2, doneIn: null, in: ['open', 'overdue', 'awaiting'] },
  { lead: 'H57.907', state: 'completed', dueIn: 1, doneIn: -0.001, in: ['inTime'] },
  { lead: 'H57.907', state: 'completed', dueIn: -1, doneIn: -0.001, in: ['late'] },
  { lead: 'H57.907', state: 'completed', dueIn: -500, doneIn: -501, in: [] },
  { lead: 'H57.907', state: 'cancelled', dueIn: -1, doneIn: -0.001, in: [] },
  { lead: 'H57.909', state: 'submitted', dueIn: 2, doneIn: null, in: ['open', 'soon', 'awaiting'] },
]

beforeAll(async () => {
  centre = await openTestCentre()
  issuer = await centre.officer('giao-viec', 'H57.901')
  lead = await centre.officer('chu-tri', 'H57.907')
  const agencyId = await centre.agencyId('H57.901')
  const address = '/api/directives/directives'
  for (const [index, fate] of fates.entries()) {
    const values = { title: `Việc ${index}`, lead: await centre.agencyId(fate.lead) }
    const { id } = made(await issuer.post(address, { agencyId, values }), 'draft')
    made(await issuer.post(`${address}/${id}/moves/issue`, { version: 1 }), 'issued')
    await centre.admin.query('update directives.directive set state = $2 where id = $1', [id, fate.state])
    await centre.admin.query(
      `update platform.record_clock set due_at = now() + $2 * interval '1 day', stopped_at = now() + $3 * interval '1 day'
      where record_id = $1 and rule_key = 'completion'`,
      [id, fate.dueIn, fate.doneIn],
    )
  }
})
afterAll(() => centre.close())

const wanted = (code: string) =>
  Object.fromEntries(
    groups.map((group) => [group, fates.filter((one) => one.lead === code && one.in.includes(group)).length]),
  )

test('the progress of each lead counts its directives as they stand, the most overdue first', async () => {
  const { body } = await issuer.get('/api/directives/progress')
  expect(body.items).toMatchObject([wanted('H57.907'), wanted('H57.909')])
  const own = await lead.get('/api/directives/progress')
  expect(own.body.items).toMatchObject([wanted('H57.907')])
  const third = await centre.officer('nguoi-ngoai', 'H57.912')
  expect((await third.get('/api/directives/progress')).body).toEqual({ items: [] })
})

test('each number opens exactly the directives it counts', async () => {
  const { body } = await issuer.get('/api/directives/progress')
  for (const { lead: agency, ...counts } of body.items) {
    for (const group of groups) {
      const rows = await issuer.get(`/api/directives/progress-rows?group=${group}&lead=${agency.id}`)
      expect(rows.body.items, `${agency.name} ${group}`).toHaveLength(counts[group])
      for (const row of rows.body.items) expect(row.address).toBe(`/so/directives/directive?id=${row.id}`)
    }
  }
  const everyone = await issuer.get('/api/directives/progress-rows?group=overdue')
  expect(everyone.body.items.map(({ title }: { title: string }) => title)).toEqual(['Việc 3', 'Việc 2'])
  expect((await issuer.get('/api/directives/progress-rows?group=all')).status).toBe(400)
})
