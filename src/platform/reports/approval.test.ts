import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestCentre, type Person, type TestCentre } from '../../../test/centre.ts'
import { insertAlerts } from '../../../test/insert-alerts.ts'
import { thisMonth } from '../../../test/walk-chain.ts'

const agency = 'H57.907'
let centre: TestCentre
let writer: Person
let second: Person
let leader: Person
let both: Person
let stranger: Person

beforeAll(async () => {
  centre = await openTestCentre()
  writer = await centre.officer('nguoi-lap', agency)
  second = await centre.officer('nguoi-lap-hai', agency)
  leader = await centre.officer('lanh-dao', agency, ['leader'])
  both = await centre.officer('ca-hai', agency, ['leader', 'duty_officer'])
  stranger = await centre.officer('so-khac', 'H57.905', ['leader', 'duty_officer'])
  const raisedAt = new Date(Date.now() - 5_000)
  await insertAlerts(centre.admin, [
    { agencyCode: agency, raisedAt, dueAt: new Date(Date.now() - 1_000) },
    { agencyCode: agency, raisedAt, dueAt: new Date(Date.now() + 60_000), handling: 'done', doneAt: raisedAt },
  ])
})
afterAll(() => centre.close())

const write = async (person = writer) => {
  const { status, body } = await person.post('/api/reports', {
    period: thisMonth(),
    agencyId: await centre.agencyId(agency),
  })
  expect(status).toBe(201)
  return body
}
const read = async (id: string, person = writer) => (await person.get(`/api/reports/${id}`)).body
const move = (person: Person, id: string, name: string, body?: object) =>
  person.post(`/api/reports/${id}/${name}`, body)
const allowed = (report: { moves: { move: string; refusal: string | null }[] }) =>
  report.moves.filter(({ refusal }) => refusal === null).map((each) => each.move)

test('a draft is sent, returned with a reason, sent again, and approved by a second person', async () => {
  const { id, version, state } = await write()
  expect([version, state]).toEqual([1, 'draft'])
  expect((await move(writer, id, 'send')).body).toMatchObject({ state: 'sent', sentBy: { name: 'Cán bộ nguoi-lap' } })
  const returned = await move(leader, id, 'return', { reason: 'Thiếu nguyên nhân' })
  expect(returned.body).toMatchObject({ state: 'returned', decidedBy: { name: 'Cán bộ lanh-dao' } })
  expect((await move(writer, id, 'send')).body).toMatchObject({ state: 'sent', decidedBy: null })
  expect((await move(leader, id, 'approve')).body).toMatchObject({
    state: 'approved',
    decidedBy: { name: 'Cán bộ lanh-dao' },
  })
  const { steps } = await read(id)
  expect(steps.map(({ kind, comment }: { kind: string; comment: string }) => [kind, comment])).toEqual([
    ['sent', ''],
    ['returned', 'Thiếu nguyên nhân'],
    ['sent', ''],
    ['approved', ''],
  ])
})

test('nobody approves what one made, sent or wrote in, whatever the roles', async () => {
  const own = await write(both)
  await move(both, own.id, 'send')
  expect((await move(both, own.id, 'approve')).body).toMatchObject({ code: 'second_person', status: 403 })
  const sent = await write(writer)
  await move(both, sent.id, 'send')
  expect((await move(both, sent.id, 'approve')).body).toMatchObject({ code: 'second_person' })
  const written = await write(writer)
  await move(both, written.id, 'texts', { section: 'tasks', text: 'Việc' })
  await move(writer, written.id, 'send')
  expect((await move(both, written.id, 'approve')).body).toMatchObject({ code: 'second_person' })
  for (const { id } of [own, sent, written]) expect((await move(leader, id, 'approve')).status).toBe(200)
})

test('the database itself refuses an approval by the same person, and any change of what was approved', async () => {
  const { id } = await write()
  await move(writer, id, 'send')
  const approve =
    "update platform.report set state = 'approved', decided_at = now(), decided_by = created_by where id = $1"
  await expect(centre.admin.query(approve, [id])).rejects.toMatchObject({ constraint: 'report_second_person' })
  await move(writer, id, 'withdraw')
  await move(writer, id, 'texts', { section: 'tasks', text: 'Việc' })
  await move(writer, id, 'send')
  await move(leader, id, 'approve')
  for (const statement of [
    "update platform.report set state = 'draft' where id = $1",
    'update platform.report set cut_off_at = now() where id = $1',
    "update platform.report_text set text = 'khác' where report_id = $1",
  ])
    await expect(centre.admin.query(statement, [id]), statement).rejects.toMatchObject({ code: '23001' })
})

test('each is told what may be done, and why not', async () => {
  const { id } = await write()
  expect(allowed(await read(id))).toEqual(['send'])
  expect(allowed(await read(id, leader))).toEqual([])
  await move(writer, id, 'send')
  expect(allowed(await read(id))).toEqual(['withdraw'])
  expect(allowed(await read(id, leader))).toEqual(['return', 'approve'])
  expect(await read(id, leader)).toMatchObject({ mayWrite: false, mayCountAnew: false })
  await move(leader, id, 'approve')
  expect(allowed(await read(id, leader))).toEqual([])
  expect((await move(leader, id, 'return', { reason: 'x' })).body).toMatchObject({ code: 'report_moved', status: 409 })
})

test('a person of another agency neither sees nor moves it; a role without the verb moves nothing', async () => {
  const { id } = await write()
  expect((await stranger.get(`/api/reports/${id}`)).status).toBe(404)
  for (const name of ['send', 'versions']) expect((await move(stranger, id, name)).status, name).toBe(404)
  expect((await move(leader, id, 'send')).status).toBe(403)
  await move(writer, id, 'send')
  expect((await move(stranger, id, 'approve')).status).toBe(404)
  expect((await move(writer, id, 'approve')).status).toBe(403)
  expect((await read(id)).state).toBe('sent')
})

test('what people write is kept while it is a draft, and stands once it is sent', async () => {
  const { id } = await write()
  await move(writer, id, 'texts', { section: 'shortcomings', text: 'Mất điện diện rộng.' })
  const written = await move(second, id, 'texts', { section: 'shortcomings', text: '  Mất điện ba ngày.  ' })
  expect(written.body.texts).toMatchObject([
    { section: 'shortcomings', text: 'Mất điện ba ngày.', editedBy: { name: 'Cán bộ nguoi-lap-hai' } },
  ])
  await move(writer, id, 'send')
  const refused = await move(writer, id, 'texts', { section: 'shortcomings', text: 'x' })
  expect(refused.body).toMatchObject({ code: 'report_moved', status: 409 })
  expect((await read(id)).texts).toMatchObject([{ text: 'Mất điện ba ngày.' }])
})

test('counted anew it is the next version of its number, with what was written; the one before stands replaced and opens', async () => {
  const first = await write()
  await move(writer, first.id, 'texts', { section: 'proposals', text: 'Thêm trạm đo.' })
  await insertAlerts(centre.admin, [{ agencyCode: agency, raisedAt: new Date(Date.now() - 1_000) }])
  const { status, body: next } = await move(second, first.id, 'versions')
  expect(status).toBe(201)
  expect(next).toMatchObject({ number: first.number, version: 2, state: 'draft', texts: [{ text: 'Thêm trạm đo.' }] })
  expect(next.lines[0].figure.fired).toBe(first.lines[0].figure.fired + 1)
  const before = await read(first.id)
  expect(before).toMatchObject({ state: 'replaced', steps: [{ kind: 'replaced' }], mayCountAnew: false })
  expect(before.lines[0].figure).toEqual(first.lines[0].figure)
  expect(before.versions.map((each: { version: number; state: string }) => [each.version, each.state])).toEqual([
    [2, 'draft'],
    [1, 'replaced'],
  ])
  expect((await move(writer, first.id, 'send')).body).toMatchObject({ code: 'report_moved' })
  expect((await move(writer, first.id, 'versions')).body).toMatchObject({ code: 'not_newest' })
  const { items } = (await writer.get('/api/reports')).body
  expect(items.filter((each: { number: string }) => each.number === first.number)).toMatchObject([{ version: 2 }])
})

test('an approved version stands approved beside the next one', async () => {
  const { id } = await write()
  await move(writer, id, 'send')
  await move(leader, id, 'approve')
  const next = (await move(writer, id, 'versions')).body
  expect(next).toMatchObject({ version: 2, state: 'draft', sentBy: null, decidedBy: null })
  expect(await read(id)).toMatchObject({ state: 'approved', version: 1 })
})

test('two who send at once: one does, the other is told', async () => {
  const { id } = await write()
  const answers = await Promise.all([move(writer, id, 'send'), move(second, id, 'send')])
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
  expect((await read(id)).steps).toHaveLength(1)
})

test('each step is in the audit', async () => {
  const { id } = await write()
  await move(writer, id, 'send')
  await move(leader, id, 'approve')
  const { rows } = await centre.admin.query(
    'select action, actor_name from platform.audit where subject_id = $1 order by id',
    [id],
  )
  expect(rows.map(({ action, actor_name }) => [action, actor_name])).toEqual([
    ['report.created', 'Cán bộ nguoi-lap'],
    ['report.sent', 'Cán bộ nguoi-lap'],
    ['report.approved', 'Cán bộ lanh-dao'],
  ])
})
