import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestCentre, type Person, type TestCentre } from '../../../test/centre.ts'
import { insertStorm } from '../../../test/insert-storm.ts'
import { made } from '../../../test/walk-chain.ts'

let centre: TestCentre
/** Of the people's committee, with the whole province in sight. */
let committee: Person
/** Has the alert, and with it the incident. */
let owner: Person
let doer: Person
let task: { id: string }

beforeAll(async () => {
  centre = await openTestCentre()
  committee = await centre.administrator()
  owner = await centre.officer('chu-canh-bao', 'H57.907')
  doer = await centre.officer('lam-viec', 'H57.917')
  await insertStorm(centre.admin, { agencyCode: 'H57.907', prefix: 'tram', count: 1 })
  const [alert] = (await committee.get('/api/alerts')).body.items
  const incident = made(await committee.post('/api/incidents', { alertId: alert.id }), 'incident')
  const wanted = { title: 'Sơ tán dân vùng trũng', agencyId: await centre.agencyId('H57.917') }
  task = made(await committee.post(`/api/incidents/${incident.id}/tasks`, wanted), 'task')
})
afterAll(() => centre.close())

test('a task names the agency of the person who gave it, and apart from it whose incident it is', async () => {
  const { body: session } = await committee.get('/api/session')
  for (const person of [committee, owner, doer]) {
    const { body } = await person.get(`/api/tasks/${task.id}`)
    expect(body).toMatchObject({
      issuer: { code: 'H57.900' },
      owner: { code: 'H57.907' },
      agency: { code: 'H57.917' },
      assignedBy: { id: session.account.id },
    })
  }
})

test('the owner of the incident sees the task among those that its side asked for, though another gave it', async () => {
  const { body } = await owner.get('/api/tasks?side=issued')
  expect(body.items.map(({ id }: { id: string }) => id)).toEqual([task.id])
})

test('a task from before this was kept names the owner of its incident, as it did then', async () => {
  await centre.admin.query('update platform.task set given_by = null where id = $1', [task.id])
  expect((await doer.get(`/api/tasks/${task.id}`)).body.issuer.code).toBe('H57.907')
})
