import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestCentre, type Person, type TestCentre } from '../../../test/centre.ts'
import { made, walkChain } from '../../../test/walk-chain.ts'

let centre: TestCentre
const agency = 'H57.907'

beforeAll(async () => {
  centre = await openTestCentre()
})
afterAll(() => centre.close())

const idOf = async (person: Person): Promise<number> => made(await person.get('/api/session'), 'session').account.id

/** An incident that its officer leads, and two colleagues of the agency. */
async function open(asset: string) {
  const { person: officer, incidentId, taskId } = await walkChain(centre, { agency, asset })
  const next = await centre.officer(`${asset}-ke`, agency)
  const third = await centre.officer(`${asset}-ba`, agency)
  const at = `/api/incidents/${incidentId}`
  const [officerId, nextId, thirdId] = [await idOf(officer), await idOf(next), await idOf(third)]
  made(await officer.post(`${at}/commander`, { accountId: officerId }), 'commander')
  const offer = (to = nextId, person = officer) => person.post(`${at}/handovers`, { to, note: 'còn 1 việc' })
  return {
    ...{ officer, next, third, at, taskId, officerId, nextId, thirdId, offer },
    read: async () => made(await officer.get(at), 'incident'),
    answer: (id: string, answer: string, person: Person, reason?: string) =>
      person.post(`${at}/handovers/${id}`, { answer, ...(reason === undefined ? {} : { reason }) }),
    offered: async (): Promise<string> => made(await offer(), 'offer').handover.id,
    audited: async () => {
      const { rows } = await centre.admin.query(
        `select action, detail from platform.audit where subject_id = $1 and action ~ 'handover' order by id`,
        [incidentId],
      )
      return rows
    },
  }
}
const told = ({ timeline }: { timeline: { kind: string }[] }) =>
  timeline.filter(({ kind }) => kind.startsWith('handover'))

test('who led leads until the other accepts; then the other leads', async () => {
  const { next, officerId, nextId, read, answer, offer, audited } = await open('giao-mot')
  const offered = made(await offer(), 'offer')
  expect(offered).toMatchObject({
    commander: { id: officerId },
    handover: { from: { id: officerId }, to: { id: nextId, name: 'Cán bộ giao-mot-ke' }, note: 'còn 1 việc' },
  })
  const list = made(await next.get('/api/incidents'), 'list').items
  expect(list.find(({ id }: { id: string }) => id === offered.id).handover).toMatchObject({ to: { id: nextId } })
  made(await answer(offered.handover.id, 'accept', next), 'accepted')
  const after = await read()
  expect(after).toMatchObject({ commander: { id: nextId, name: 'Cán bộ giao-mot-ke' }, handover: null })
  expect(told(after)).toMatchObject([
    { kind: 'handover.accepted', text: 'Cán bộ truc-giao-mot → Cán bộ giao-mot-ke', by: { id: nextId } },
    { kind: 'handover.offered', comment: 'còn 1 việc', by: { id: officerId } },
  ])
  expect(await audited()).toEqual([
    { action: 'incident.handover_offered', detail: { accountId: nextId } },
    { action: 'incident.handover_accepted', detail: {} },
  ])
})

test('declined with a reason or taken back the command stays, and it may be offered again', async () => {
  const { officer, next, officerId, read, answer, offered } = await open('giao-hai')
  expect((await answer(await offered(), 'decline', next)).status).toBe(400)
  const { handover } = await read()
  made(await answer(handover.id, 'decline', next, 'đang đi hiện trường'), 'declined')
  made(await answer(await offered(), 'withdraw', officer), 'taken back')
  const after = await read()
  expect(after).toMatchObject({ commander: { id: officerId }, handover: null })
  expect(told(after).map(({ kind }) => kind)).toEqual([
    'handover.withdrawn',
    'handover.offered',
    'handover.declined',
    'handover.offered',
  ])
  expect(told(after)[2]).toMatchObject({ comment: 'đang đi hiện trường' })
})

test('nobody answers for another', async () => {
  const { officer, next, third, officerId, read, answer, offered } = await open('giao-ba')
  const id = await offered()
  const refused = [
    await answer(id, 'accept', officer),
    await answer(id, 'decline', third, 'không phải tôi'),
    await answer(id, 'accept', third),
    await answer(id, 'withdraw', next),
  ]
  expect(refused.map(({ status, body }) => [status, body.code])).toEqual(refused.map(() => [403, 'not_your_handover']))
  expect(await read()).toMatchObject({ commander: { id: officerId }, handover: { id } })
})

test('it is handed to people who may work on it: not to oneself, to who leads, to readers, to other agencies', async () => {
  const { officer, officerId, nextId, thirdId, at, offer } = await open('giao-bon')
  const reader = await centre.officer('giao-bon-doc', agency, ['leader'])
  const outside = await centre.officer('giao-bon-ngoai', 'H57.909')
  const gone = await centre.officer('giao-bon-nghi', agency)
  const goneId = await idOf(gone)
  await centre.admin.query('update platform.account set disabled_at = now() where id = $1', [goneId])
  const people = made(await officer.get(`${at}/successors`), 'people').items
  const ids = people.map(({ account }: { account: { id: number } }) => account.id)
  expect(ids).toEqual(expect.arrayContaining([nextId, thirdId]))
  for (const wrong of [officerId, await idOf(reader), await idOf(outside), goneId, 2_000_000_000]) {
    expect(ids).not.toContain(wrong)
    expect(await offer(wrong)).toMatchObject({ status: 400, body: { code: 'bad_successor' } })
  }
  expect((await reader.get(`${at}/successors`)).status).toBe(403)
  expect((await outside.get(`${at}/successors`)).status).toBe(404)
  // Somebody of the province hands it to nobody who leads it already.
  expect((await offer(officerId, await centre.administrator())).body).toMatchObject({ code: 'bad_successor' })
})

test('of two who offer it at once exactly one does', async () => {
  const { third, nextId, offer, read } = await open('giao-nam')
  const answers = await Promise.all([offer(), offer(nextId, third), offer()])
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409])
  expect(answers.filter(({ status }) => status === 409).map(({ body }) => body.code)).toEqual(
    Array(2).fill('handover_open'),
  )
  expect(told(await read())).toHaveLength(1)
})

test('accepted and taken back at once exactly one holds, and who leads agrees with it', async () => {
  const { officer, next, officerId, nextId, read, answer, offered } = await open('giao-sau')
  for (let round = 0; round < 6; round++) {
    const before = await read()
    if (before.commander.id !== officerId) break
    const id = await offered()
    const [accepted, withdrawn] = await Promise.all([answer(id, 'accept', next), answer(id, 'withdraw', officer)])
    expect([accepted.status, withdrawn.status].sort()).toEqual([200, 409])
    expect([accepted, withdrawn].find(({ status }) => status === 409)?.body.code).toBe('handover_settled')
    const after = await read()
    expect(after.commander.id).toBe(accepted.status === 200 ? nextId : officerId)
    expect(told(after)).toHaveLength(told(before).length + 2)
  }
})

test('closing the incident takes back what still waits', async () => {
  const { officer, next, at, taskId, read, answer, offered } = await open('giao-bay')
  const id = await offered()
  made(await officer.post(`/api/tasks/${taskId}/complete`, { result: 'xong' }), 'done')
  made(await officer.post(`${at}/close`, { note: 'nước rút' }), 'closed')
  const after = await read()
  expect(after.handover).toBeNull()
  expect(told(after)[0]).toMatchObject({ kind: 'handover.withdrawn' })
  expect((await answer(id, 'accept', next)).body).toMatchObject({ code: 'incident_closed' })
})

test('naming who leads takes back what still waits, and the story says both', async () => {
  const { officer, next, thirdId, at, read, answer, offered, audited } = await open('giao-tam')
  const id = await offered()
  made(await officer.post(`${at}/commander`, { accountId: thirdId }), 'named')
  const after = await read()
  expect(after).toMatchObject({ commander: { id: thirdId }, handover: null })
  expect(after.timeline.slice(0, 2)).toMatchObject([
    { kind: 'commander.named', text: 'Cán bộ giao-tam-ba' },
    { kind: 'handover.withdrawn', text: 'Cán bộ truc-giao-tam → Cán bộ giao-tam-ke' },
  ])
  expect((await audited()).at(-1)).toEqual({ action: 'incident.handover_withdrawn', detail: {} })
  expect((await answer(id, 'accept', next)).body).toMatchObject({ code: 'handover_settled' })
})

test('who was asked and is then named leads by being named: the offer is taken back all the same', async () => {
  const { officer, nextId, at, read, offered } = await open('giao-chin')
  await offered()
  made(await officer.post(`${at}/commander`, { accountId: nextId }), 'named')
  const after = await read()
  expect(after).toMatchObject({ commander: { id: nextId }, handover: null })
  expect(told(after).map(({ kind }) => kind)).toEqual(['handover.withdrawn', 'handover.offered'])
})

test('a naming that is refused leaves the offer waiting', async () => {
  const { officer, officerId, at, read, offered } = await open('giao-muoi')
  const id = await offered()
  for (const accountId of [officerId, 2_000_000_000])
    expect([400, 409]).toContain((await officer.post(`${at}/commander`, { accountId })).status)
  expect(await read()).toMatchObject({ commander: { id: officerId }, handover: { id } })
})

test('named and accepted at once: no offer is left, and who leads agrees with the story', async () => {
  const { officer, next, thirdId, at, read, answer, offered } = await open('giao-muoi-mot')
  const id = await offered()
  const [named, accepted] = await Promise.all([
    officer.post(`${at}/commander`, { accountId: thirdId }),
    answer(id, 'accept', next),
  ])
  expect(named.status).toBe(200)
  expect([200, 409]).toContain(accepted.status)
  const after = await read()
  expect(after).toMatchObject({ commander: { id: thirdId }, handover: null })
  expect(told(after)[0]?.kind).toBe(accepted.status === 200 ? 'handover.accepted' : 'handover.withdrawn')
})

test('who is asked finds it in the summary until it is answered, and nobody else does', async () => {
  const { officer, next, third, officerId, answer, offered } = await open('giao-muoi-hai')
  const waiting = async (person: Person) => made(await person.get('/api/summary'), 'summary').handovers
  expect(await waiting(next)).toEqual([])
  const id = await offered()
  expect(await waiting(next)).toEqual([
    {
      incident: { id: expect.any(String), number: expect.stringMatching(/^SC-/), title: expect.any(String) },
      from: { id: officerId, name: 'Cán bộ truc-giao-muoi-hai' },
      offeredAt: expect.any(String),
    },
  ])
  expect([await waiting(officer), await waiting(third)]).toEqual([[], []])
  made(await answer(id, 'accept', next), 'accepted')
  expect(await waiting(next)).toEqual([])
})
