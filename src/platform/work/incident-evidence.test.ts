import { createHash } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestCentre, type Person, type TestCentre } from '../../../test/centre.ts'
import { made, upload, walkChain } from '../../../test/walk-chain.ts'
import { maxIncidentFiles } from './evidence.ts'

let centre: TestCentre
let officer: Person
let incidentId: string
let taskId: string
const photo = Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16, 0x4a, 0x46, 0x49, 0x46])

beforeAll(async () => {
  centre = await openTestCentre()
  const walk = await walkChain(centre, { agency: 'H57.907', asset: 'tram-anh' })
  officer = walk.person
  incidentId = walk.incidentId
  taskId = walk.taskId
})
afterAll(() => centre.close())

const read = async (person = officer) => made(await person.get(`/api/incidents/${incidentId}`), 'incident')

test('a photo from the place is kept as it was, in the story, in the audit, and apart from the files of tasks', async () => {
  const added = await upload(centre, officer, incidentId, '../ảnh cầu Phú Ốc.jpg', photo, 'incidents')
  expect(added.statusCode).toBe(201)
  const sha256 = createHash('sha256').update(photo).digest('hex')
  const kept = { name: 'ảnh cầu Phú Ốc.jpg', mediaType: 'image/jpeg', sizeBytes: photo.length, sha256 }
  expect(added.json()).toMatchObject(kept)
  const incident = await read()
  expect(incident.evidence).toMatchObject([kept])
  expect(incident.tasks).toMatchObject([{ evidence: [{ name: 'tram-anh.jpg' }] }])
  expect(incident.timeline[0]).toMatchObject({ kind: 'evidence.added', text: kept.name, subject: added.json().id })
  const file = await officer.get(`/api/evidence/${added.json().id}/file`)
  expect(file.bytes.equals(photo)).toBe(true)
  const { rows } = await centre.admin.query(
    `select action, detail from platform.audit where subject_id = $1 order by id desc limit 1`,
    [incidentId],
  )
  expect(rows).toEqual([{ action: 'incident.evidence_added', detail: { sha256, name: kept.name } }])
})

test('who does a task of the incident sees the task’s files and not those of the incident', async () => {
  const builder = await centre.officer('xay-dung-anh', 'H57.905')
  const agencyId = await centre.agencyId('H57.905')
  const task = made(await officer.post(`/api/incidents/${incidentId}/tasks`, { title: 'Chốt chặn', agencyId }), 'task')
  const [own] = (await read()).evidence
  expect((await builder.get(`/api/tasks/${task.id}`)).status).toBe(200)
  expect((await builder.get(`/api/evidence/${own.id}/file`)).status).toBe(404)
  expect((await upload(centre, builder, incidentId, 'a.jpg', photo, 'incidents')).statusCode).toBe(404)
  expect((await upload(centre, builder, task.id, 'b.jpg', photo)).statusCode).toBe(201)
  expect((await read()).evidence).toHaveLength(1)
  made(await builder.post(`/api/tasks/${task.id}/complete`, { result: 'xong' }), 'done')
})

test('an empty file, and one by a person who only looks, are refused', async () => {
  const leader = await centre.officer('lanh-dao-anh', 'H57.907', ['leader'])
  expect((await upload(centre, leader, incidentId, 'a.jpg', photo, 'incidents')).json()).toMatchObject({
    code: 'not_permitted',
  })
  const empty = await upload(centre, officer, incidentId, 'a.jpg', Buffer.alloc(0), 'incidents')
  expect(empty.json()).toMatchObject({ code: 'file_empty' })
  expect((await read()).evidence).toHaveLength(1)
})

test('what a computer would run is refused by its name', async () => {
  const refused = await upload(centre, officer, incidentId, 'ảnh.jpg.EXE', photo, 'incidents')
  expect(refused.statusCode).toBe(400)
  expect(refused.json()).toMatchObject({ code: 'file_runs' })
  expect((await read()).evidence).toHaveLength(1)
})

test('a file is evidence of a task or of an incident, never of both or neither', async () => {
  const add = (columns: string) =>
    centre.admin.query(
      `insert into platform.evidence (id, ${columns}, agency_id, issuer_agency_id, name, media_type, size_bytes, sha256, added_at,
        added_by, added_by_name)
      select gen_random_uuid(), $1, $2, agency_id, agency_id, 'x', 'x/x', 1, repeat('a', 64), now(), 1, 'x'
      from platform.incident where id = $3`,
      [taskId, incidentId, incidentId],
    )
  await expect(add('task_id, incident_id')).rejects.toThrow(/evidence_of_one/)
  const none = `insert into platform.evidence (id, agency_id, issuer_agency_id, name, media_type, size_bytes, sha256, added_at, added_by,
      added_by_name)
    select gen_random_uuid(), agency_id, agency_id, 'x', 'x/x', 1, repeat('a', 64), now(), 1, 'x' from platform.incident limit 1`
  await expect(centre.admin.query(none)).rejects.toThrow(/evidence_of_one/)
})

test('an incident takes so many files and no more, and none once it is closed', async () => {
  await centre.admin.query(
    `insert into platform.evidence (id, incident_id, agency_id, issuer_agency_id, name, media_type, size_bytes, sha256, added_at,
      added_by, added_by_name)
    select gen_random_uuid(), id, agency_id, agency_id, 'ảnh ' || n, 'image/jpeg', 1, repeat('a', 64), now(), 1, 'x'
    from platform.incident, generate_series(2, $2::int) n where id = $1`,
    [incidentId, maxIncidentFiles],
  )
  const over = await upload(centre, officer, incidentId, 'thêm.jpg', photo, 'incidents')
  expect(over).toMatchObject({ statusCode: 409 })
  expect(over.json()).toMatchObject({ code: 'incident_files' })
  made(await officer.post(`/api/tasks/${taskId}/complete`, { result: 'xong' }), 'done')
  made(await officer.post(`/api/incidents/${incidentId}/close`, { note: 'nước rút' }), 'closed')
  const late = await upload(centre, officer, incidentId, 'muộn.jpg', photo, 'incidents')
  expect(late.json()).toMatchObject({ code: 'incident_closed' })
  expect((await read()).evidence).toHaveLength(maxIncidentFiles)
})
