import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { openTestCentre, type Person, type TestCentre } from '../../../test/centre.ts'
import { made, walkChain } from '../../../test/walk-chain.ts'

const agency = 'H57.907'
let centre: TestCentre
let writer: Person
let colleague: Person
let leader: Person
let both: Person
let stranger: Person
let administrator: Person
let incidentId: string
let otherId: number

beforeAll(async () => {
  centre = await openTestCentre()
  const walk = await walkChain(centre, { agency, asset: 'song-huong' })
  writer = walk.person
  incidentId = walk.incidentId
  colleague = await centre.officer('dong-nghiep', agency)
  leader = await centre.officer('lanh-dao', agency, ['leader'])
  both = await centre.officer('ca-hai', agency, ['leader', 'duty_officer'])
  stranger = await centre.officer('so-khac', 'H57.905', ['leader', 'duty_officer'])
  administrator = await centre.administrator()
  otherId = await centre.agencyId('H57.909')
})
afterAll(() => centre.close())
beforeEach(() => setSecond(true))

const setSecond = async (secondPerson: boolean) =>
  made(await administrator.post('/api/bulletins/setting', { secondPerson }), 'setting')
const draft = { title: 'Nước lên nhanh', text: 'Di dời trước 18:00.', audience: 'tasked' }
const write = async (person = writer, more: object = {}) =>
  made(await person.post(`/api/incidents/${incidentId}/bulletins`, { ...draft, ...more }), 'bulletin')
const move = (person: Person, { id, version }: { id: string; version: number }, name: string, more: object = {}) =>
  person.post(`/api/bulletins/${id}/${name}`, { version, ...more })
const seen = { agencies: 1, addresses: 0 }
const ask = async (bulletin: { id: string; version: number }, person = writer) =>
  made(await move(person, bulletin, 'ask'), 'ask')
const read = async (id: string) => made(await writer.get(`/api/bulletins/${id}`), 'bulletin')
const storyOf = async (subject: string) => {
  const { timeline } = made(await writer.get(`/api/incidents/${incidentId}`), 'incident')
  return timeline
    .filter((entry: { subject: string }) => entry.subject === subject)
    .map(({ kind, text, by }: { kind: string; text: string; by: { name: string } }) => [kind, text, by.name])
    .reverse()
}

test('a draft is asked for, returned with a reason, mended, asked for again, and approved by a second person', async () => {
  const first = await write()
  expect(first).toMatchObject({ state: 'draft', number: null, counts: null, version: 1 })
  const asked = await ask(first)
  expect(asked).toMatchObject({ state: 'asked', askedBy: { name: 'Cán bộ truc-song-huong' } })
  const returned = made(await move(leader, asked, 'return', { reason: 'Thiếu nơi đến' }), 'return')
  expect(returned).toMatchObject({ state: 'returned', reason: 'Thiếu nơi đến', decidedBy: { name: 'Cán bộ lanh-dao' } })
  const edit = { ...draft, text: 'Đến Trường Quảng Thành.', version: returned.version }
  const mended = made(await writer.patch(`/api/bulletins/${first.id}`, edit), 'edit')
  const again = await ask(mended)
  expect(again).toMatchObject({ reason: '', decidedBy: null })
  const sent = made(await move(leader, again, 'approve', seen), 'approve')
  expect(sent).toMatchObject({ state: 'sent', decidedBy: { name: 'Cán bộ lanh-dao' }, counts: { none: 1, waiting: 0 } })
  expect(await storyOf(first.id)).toEqual([
    ['bulletin.asked', '“Nước lên nhanh”, gửi 1 đơn vị', 'Cán bộ truc-song-huong'],
    ['bulletin.returned', '“Nước lên nhanh”: Thiếu nơi đến', 'Cán bộ lanh-dao'],
    ['bulletin.asked', '“Nước lên nhanh”, gửi 1 đơn vị', 'Cán bộ truc-song-huong'],
    [
      'bulletin.sent',
      expect.stringMatching(/^bản tin số \d\d “Nước lên nhanh” tới 1 đơn vị \(chưa đơn vị nào có địa chỉ\)$/),
      'Cán bộ lanh-dao',
    ],
  ])
})

test('who wrote in it or asked for it does not approve it, whatever the roles', async () => {
  const own = await ask(await write(both), both)
  expect(await move(both, own, 'approve', seen)).toMatchObject({ status: 403, body: { code: 'second_person' } })
  const touched = await write(writer)
  const edited = made(await both.patch(`/api/bulletins/${touched.id}`, { ...draft, version: 1 }), 'edit')
  const asked = await ask(edited)
  expect(await move(both, asked, 'approve', seen)).toMatchObject({ status: 403, body: { code: 'second_person' } })
  expect((await move(leader, asked, 'approve', seen)).status).toBe(200)
})

test('the database itself refuses an approval by who wrote it, and any change of what was sent', async () => {
  const { id } = await ask(await write())
  const approve = (by: string) =>
    centre.admin.query(
      `update platform.bulletin set state = 'sent', number = 900, second_person = true, decided_at = now(),
        decided_by = ${by}, decided_by_name = 'x' where id = $1`,
      [id],
    )
  await expect(approve('created_by')).rejects.toThrow(/bulletin_second_person/)
  await approve('created_by + 1000')
  await expect(centre.admin.query("update platform.bulletin set text = 'khác' where id = $1", [id])).rejects.toThrow(
    /stands as it is/,
  )
  await expect(centre.admin.query('delete from platform.bulletin where id = $1', [id])).rejects.toThrow(
    /stands as it is/,
  )
  await centre.admin.query('alter table platform.bulletin disable trigger keep_sent')
  await centre.admin.query('delete from platform.bulletin where id = $1', [id])
  await centre.admin.query('alter table platform.bulletin enable trigger keep_sent')
})

test('how urgent it is stands in its name, in the story and in the audit', async () => {
  const first = await write(writer, { urgency: 'urgent' })
  expect(await write()).toMatchObject({ urgency: 'normal' })
  const edit = { ...draft, urgency: 'flash', version: first.version }
  const asked = await ask(made(await writer.patch(`/api/bulletins/${first.id}`, edit), 'edit'))
  const sent = made(await move(leader, asked, 'approve', seen), 'approve')
  expect(sent).toMatchObject({ urgency: 'flash' })
  const [askedText, sentText] = (await storyOf(first.id)).map(([, text]: string[]) => text)
  expect(askedText).toBe('hoả tốc “Nước lên nhanh”, gửi 1 đơn vị')
  expect(sentText).toMatch(/^bản tin hoả tốc số \d\d “Nước lên nhanh” tới 1 đơn vị/)
  const { rows } = await centre.admin.query(
    "select action, detail->'urgency' as urgency from platform.audit where subject_id = $1 and detail ? 'urgency' order by id",
    [first.id],
  )
  expect(rows).toEqual([
    { action: 'bulletin.created', urgency: 'urgent' },
    { action: 'bulletin.edited', urgency: { from: 'urgent', to: 'flash' } },
    { action: 'bulletin.issued', urgency: 'flash' },
  ])
})

test('the grades of urgency are those of the decree and no others', async () => {
  const answer = await writer.post(`/api/incidents/${incidentId}/bulletins`, { ...draft, urgency: 'very' })
  expect(answer).toMatchObject({ status: 400, body: { code: 'bad_request' } })
})

test('only its writers take it back, before it is approved; then it is theirs to write in', async () => {
  const asked = await ask(await write())
  expect(await move(colleague, asked, 'withdraw')).toMatchObject({ status: 403, body: { code: 'not_writer' } })
  const back = made(await move(writer, asked, 'withdraw'), 'withdraw')
  expect(back).toMatchObject({ state: 'draft', askedBy: null })
  expect(await move(leader, back, 'approve', seen)).toMatchObject({ status: 409, body: { code: 'bulletin_moved' } })
})

test('what is approved is what was seen: another version, or another reach, is refused', async () => {
  const asked = await ask(await write())
  expect(await move(leader, { ...asked, version: 1 }, 'approve', seen)).toMatchObject({
    status: 409,
    body: { code: 'bulletin_moved' },
  })
  expect(await move(leader, asked, 'approve', { agencies: 2, addresses: 0 })).toMatchObject({
    status: 409,
    body: { code: 'reach_changed' },
  })
  expect(await move(leader, asked, 'approve', { agencies: 1, addresses: 1 })).toMatchObject({ status: 409 })
  expect((await read(asked.id)).state).toBe('asked')
})

test('nobody writes in what waits or was sent', async () => {
  const asked = await ask(await write())
  const edit = (version: number) => writer.patch(`/api/bulletins/${asked.id}`, { ...draft, title: 'Khác', version })
  expect(await edit(asked.version)).toMatchObject({ status: 409, body: { code: 'bulletin_moved' } })
  const sent = made(await move(leader, asked, 'approve', seen), 'approve')
  expect(await edit(sent.version)).toMatchObject({ status: 409 })
  expect(await move(writer, sent, 'drop')).toMatchObject({ status: 409 })
})

test('numbers are given by sending, without a gap, whatever was dropped in between', async () => {
  const numbers = async () =>
    made(await writer.get(`/api/incidents/${incidentId}/bulletins`), 'list')
      .items.flatMap(({ number }: { number: number | null }) => (number === null ? [] : [number]))
      .sort((one: number, other: number) => one - other)
  const before = (await numbers()).length
  const dropped = await write()
  expect((await move(colleague, dropped, 'drop')).status).toBe(204)
  expect((await writer.get(`/api/bulletins/${dropped.id}`)).status).toBe(404)
  const waiting = await Promise.all([1, 2, 3, 4].map(async () => ask(await write())))
  await Promise.all(waiting.map((each) => move(leader, each, 'approve', seen)))
  expect(await numbers()).toEqual(Array.from({ length: before + 4 }, (_, index) => index + 1))
})

test('of two who approve at once one sends it, and each agency is told once', async () => {
  const asked = await ask(await write())
  const answers = await Promise.all([leader, both, leader, both].map((person) => move(person, asked, 'approve', seen)))
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409])
  const { rows } = await centre.admin.query('select agency_id from platform.message where bulletin_id = $1', [asked.id])
  expect(rows).toHaveLength(1)
})

test('where the centre is set so, who wrote it sends it; where not, the writer is refused', async () => {
  const alone = await write()
  expect(await move(writer, alone, 'send', seen)).toMatchObject({ status: 403, body: { code: 'second_person' } })
  await setSecond(false)
  expect(made(await writer.get(`/api/incidents/${incidentId}/bulletins`), 'list').needsSecond).toBe(false)
  const sent = made(await move(writer, alone, 'send', seen), 'send')
  expect(sent).toMatchObject({ state: 'sent', decidedBy: { name: 'Cán bộ truc-song-huong' } })
})

test('the setting is a default until somebody of the province decides, and the decision stands in the audit', async () => {
  await centre.admin.query("update platform.setting set confirmed = false where key = 'bulletins'")
  expect((await administrator.get('/api/bulletins/setting')).body).toEqual({ secondPerson: true, confirmed: false })
  expect(await setSecond(false)).toEqual({ secondPerson: false, confirmed: true })
  const { rows } = await centre.admin.query(
    "select detail from platform.audit where action = 'setting.changed' and subject_id = 'bulletins' order by id desc limit 1",
  )
  expect(rows).toEqual([{ detail: { secondPerson: { from: true, to: false } } }])
  expect((await writer.post('/api/bulletins/setting', { secondPerson: true })).status).toBe(403)
})

test('each step needs its verb, and another agency sees nothing of it', async () => {
  const asked = await ask(await write())
  expect((await move(writer, asked, 'approve', seen)).status).toBe(403)
  expect((await leader.post(`/api/incidents/${incidentId}/bulletins`, draft)).status).toBe(403)
  for (const answer of [
    await stranger.get(`/api/bulletins/${asked.id}`),
    await stranger.get(`/api/incidents/${incidentId}/bulletins`),
    await stranger.get(`/api/incidents/${incidentId}/bulletins/reach?audience=all`),
    await stranger.post(`/api/incidents/${incidentId}/bulletins`, draft),
    await stranger.patch(`/api/bulletins/${asked.id}`, { ...draft, version: asked.version }),
    await move(stranger, asked, 'approve', seen),
    await move(stranger, asked, 'return', { reason: 'x' }),
    await move(stranger, asked, 'withdraw'),
    await stranger.post(`/api/bulletins/${asked.id}/phoned`, { agencyId: otherId, note: 'x' }),
  ])
    expect(answer).toMatchObject({ status: 404, body: { code: 'not_found' } })
  expect((await read(asked.id)).state).toBe('asked')
})

test('what waits is counted in the list of incidents, for whoever looks through it', async () => {
  const waiting = async (person: Person) => {
    const { items } = made(await person.get('/api/incidents'), 'incidents')
    return items.find(({ id }: { id: string }) => id === incidentId)?.bulletinsAsked
  }
  const before = await waiting(leader)
  const asked = await ask(await write())
  expect(await waiting(leader)).toBe(before + 1)
  made(await move(leader, asked, 'return', { reason: 'x' }), 'return')
  expect(await waiting(leader)).toBe(before)
})

test.each([
  [{ audience: 'chosen', agencyIds: [] }, 'bad_bulletin'],
  [{ audience: 'chosen', agencyIds: [999_999] }, 'bad_bulletin'],
  [{ title: ' ' }, 'bad_request'],
  [{ text: 'a'.repeat(2_001) }, 'bad_request'],
])('%j is refused', async (more, code) => {
  const answer = await writer.post(`/api/incidents/${incidentId}/bulletins`, { ...draft, ...more })
  expect(answer).toMatchObject({ status: 400, body: { code } })
})

test('an audience without any agency cannot be asked for', async () => {
  const touched = await write(writer, { audience: 'touched' })
  await centre.admin.query('update platform.alert set area_code = null where incident_id = $1', [incidentId])
  expect(await move(writer, touched, 'ask')).toMatchObject({ status: 409, body: { code: 'no_agencies' } })
})

test('in a closed incident nothing is written or sent; what waits can be returned', async () => {
  const asked = await ask(await write())
  const setState = (state: string, stage: string) =>
    centre.admin.query(
      `update platform.incident set state = $2, stage = $3, closed_at = case $2 when 'closed' then now() end where id = $1`,
      [incidentId, state, stage],
    )
  await setState('closed', 'closed')
  expect((await writer.post(`/api/incidents/${incidentId}/bulletins`, draft)).body.code).toBe('incident_closed')
  expect((await move(leader, asked, 'approve', seen)).body.code).toBe('incident_closed')
  expect((await move(leader, asked, 'return', { reason: 'đã đóng' })).status).toBe(200)
  await setState('open', 'detected')
})
