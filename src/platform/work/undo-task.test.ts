import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestCentre, type Person, type TestCentre } from '../../../test/centre.ts'
import { made, walkChain } from '../../../test/walk-chain.ts'

let centre: TestCentre
const agency = 'H57.907'
const other = 'H57.909'

beforeAll(async () => {
  centre = await openTestCentre()
})
afterAll(() => centre.close())

/** A task with evidence that another agency does, which does not see the incident. */
async function open(asset: string) {
  const doer = await centre.officer(`${asset}-lam`, other)
  const {
    person: owner,
    incidentId,
    taskId,
  } = await walkChain(centre, {
    ...{ agency, asset },
    doer: { person: doer, agency: other },
  })
  const at = `/api/tasks/${taskId}`
  return {
    ...{ doer, owner, incidentId, taskId, at },
    read: async () => made(await doer.get(at), 'task'),
    complete: async (person = doer) => made(await person.post(`${at}/complete`, { result: 'đã kê cao' }), 'done'),
    undo: (person: Person = doer) => person.post(`${at}/undo`),
    story: async () => made(await owner.get(`/api/incidents/${incidentId}`), 'incident').timeline,
    age: () =>
      centre.admin.query("update platform.task set done_at = done_at - interval '16 s' where id = $1", [taskId]),
  }
}
const untouched = { doneAt: null, doneBy: null, result: null }

test('who finished a task takes it back; it is as it was, and story and audit keep both', async () => {
  const { read, complete, undo, story, taskId } = await open('rut-mot')
  const before = await read()
  await complete()
  made(await undo(), 'undone')
  expect(await read()).toEqual(before)
  expect(before).toMatchObject({ state: 'assigned', acceptedAt: null, ...untouched })
  const [last, done] = await story()
  expect([done.kind, last.kind, last.by.name]).toEqual(['task.done', 'task.undone', 'Cán bộ rut-mot-lam'])
  const { rows } = await centre.admin.query(
    "select action from platform.audit where subject_id = $1 and action ~ 'done|undone' order by id",
    [taskId],
  )
  expect(rows).toEqual([{ action: 'task.done' }, { action: 'task.undone' }])
})

test('one that was accepted before is accepted again, and can be finished again', async () => {
  const { doer, at, read, complete, undo } = await open('rut-hai')
  const accepted = made(await doer.post(`${at}/accept`), 'accepted')
  await complete()
  made(await undo(), 'undone')
  expect(await read()).toMatchObject({ state: 'accepted', acceptedAt: accepted.acceptedAt, ...untouched })
  expect(await complete()).toMatchObject({ state: 'done', result: 'đã kê cao' })
})

test('after some seconds it stands', async () => {
  const { read, complete, undo, age } = await open('rut-ba')
  await complete()
  await age()
  expect(await undo()).toMatchObject({ status: 409, body: { code: 'cannot_undo' } })
  expect((await read()).state).toBe('done')
})

test('nobody takes back what another finished, nor what is not finished', async () => {
  const { owner, undo, complete, read } = await open('rut-bon')
  const colleague = await centre.officer('rut-bon-ban', other)
  expect(await undo()).toMatchObject({ status: 409, body: { code: 'cannot_undo' } })
  await complete()
  expect(await undo(colleague)).toMatchObject({ status: 409, body: { code: 'cannot_undo' } })
  expect(await undo(owner)).toMatchObject({ status: 403, body: { code: 'not_your_task' } })
  expect((await read()).state).toBe('done')
})

test('in an incident that was closed meanwhile it stays done', async () => {
  const { owner, incidentId, read, complete, undo } = await open('rut-nam')
  await complete()
  made(await owner.post(`/api/incidents/${incidentId}/close`, { note: 'nước rút' }), 'closed')
  expect(await undo()).toMatchObject({ status: 409, body: { code: 'incident_closed' } })
  expect((await read()).state).toBe('done')
})

test('closed and taken back at once: no incident is closed with a task that is open', async () => {
  for (const round of ['mot', 'hai', 'ba', 'bon']) {
    const { owner, incidentId, read, complete, undo } = await open(`rut-sau-${round}`)
    await complete()
    const [closed, undone] = await Promise.all([
      owner.post(`/api/incidents/${incidentId}/close`, { note: 'nước rút' }),
      undo(),
    ])
    expect([closed.status, undone.status].sort()).toEqual([200, 409])
    expect((await read()).state).toBe(undone.status === 200 ? 'assigned' : 'done')
  }
})
