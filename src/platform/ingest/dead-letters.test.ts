import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestCentre, type Person, type TestCentre } from '../../../test/centre.ts'
import { createCredential } from './credentials.ts'
import { forgetOldLetters } from './forget-letters.ts'
import type { Sender } from './incoming.ts'
import { showPayload } from './read-letters.ts'

let centre: TestCentre
let admin: Person
const sender: Sender = { name: 'cong', assetCodes: null, agencyId: null }

beforeAll(async () => {
  centre = await openTestCentre()
  admin = await centre.administrator()
  await centre.wall.service((tx) => createCredential(tx, { name: 'cong', assetCodes: null, agencyId: null }))
})
afterAll(() => centre.close())

const day = 86_400_000
let lastMs = Date.now() - day
const nextAt = () => {
  lastMs += 1_000
  return new Date(lastMs).toISOString()
}
const send = (topic: string, payload: string | Buffer, from = sender, receivedAt = new Date()) =>
  centre.ingest.submit({ topic, payload: Buffer.from(payload), via: 'mqtt', sender: from, receivedAt })
const list = async (filter: string, person = admin) => (await person.get(`/api/dead-letters?${filter}`)).body.items
const makeAsset = async (code: string) => {
  const agencyId = await centre.agencyId('H57.907')
  const person = await centre.officer(`lap-${code}`, 'H57.907', ['duty_officer'])
  const body = { code, type: 'river_station', name: code, agencyId, attributes: {} }
  expect((await person.post('/api/assets', body)).status).toBe(201)
}
const readingsOf = async (code: string) =>
  (
    await centre.admin.query(
      `select r.value, r.received_at from platform.reading r join platform.series s on s.id = r.series_id
        join platform.asset a on a.id = s.asset_id where a.code = $1 order by r.at`,
      [code],
    )
  ).rows

test('letters are found by reason, sender, door, text and time, page by page, and exported', async () => {
  for (let n = 0; n < 3; n++)
    await send(`nhip/v1/tim-kiem-${n}/water_level`, JSON.stringify({ at: nextAt(), value: n }))
  await send('elsewhere/100%_x', 'x')
  expect(await list('reason=unknown_series&sender=cong&via=mqtt&q=TIM-KIEM')).toHaveLength(3)
  expect(await list('q=100%25_')).toMatchObject([{ reason: 'bad_topic', sender: 'cong', via: 'mqtt', settled: null }])
  expect(await list('via=http')).toEqual([])
  expect(await list(`from=${new Date(Date.now() + day).toISOString()}`)).toEqual([])
  const first = await admin.get('/api/dead-letters?q=tim-kiem&limit=2')
  expect(first.headers.link).toBe(`<${first.body.next}>; rel="next"`)
  const second = await admin.get(first.body.next)
  expect([...first.body.items, ...second.body.items].map(({ topic }) => topic)).toEqual(
    [2, 1, 0].map((n) => `nhip/v1/tim-kiem-${n}/water_level`),
  )
  const csv = (await admin.get('/api/dead-letters/export.csv?q=tim-kiem')).bytes.toString('utf8')
  expect(csv.trim().split('\n')).toHaveLength(4)
  const { items } = (await admin.get('/api/dead-letters/groups')).body
  expect(items).toContainEqual(expect.objectContaining({ reason: 'unknown_series', sender: 'cong', count: 3 }))
})

test('what came is shown as text where it is UTF-8, else as hex, and of what is long the beginning', async () => {
  await send('nhip/v1/x/hien', 'nước <b>dâng</b> \0')
  const [{ id }] = await list('q=x/hien')
  const { body } = await admin.get(`/api/dead-letters/${id}`)
  expect(body.payload).toEqual({ form: 'text', shown: 'nước <b>dâng</b> \0', bytes: 22, isCut: false })
  expect(showPayload(Buffer.from([0xff, 0x00]))).toEqual({ form: 'hex', shown: 'ff 00', bytes: 2, isCut: false })
  expect(showPayload(Buffer.alloc(64 * 1024, 'ệ'))).toMatchObject({ form: 'text', isCut: true })
  expect(showPayload(Buffer.alloc(64 * 1024, 0xff)).shown.length).toBeLessThan(20_000)
  expect((await admin.get('/api/dead-letters/999999')).status).toBe(404)
})

test('a letter sent again is stored with the time at which it was received, and twice stores nothing twice', async () => {
  const receivedAt = new Date(Date.now() - 3_600_000)
  const at = new Date(receivedAt.getTime() - 1_000).toISOString()
  await send('nhip/v1/tram-moi/water_level', JSON.stringify({ at, value: 1.5 }), sender, receivedAt)
  const [{ id }] = await list('q=tram-moi')
  const vain = await admin.post('/api/dead-letters/replay', { ids: [id] })
  expect(vain.body).toMatchObject({
    settled: 0,
    refused: 1,
    results: [{ id, outcome: 'refused', reason: 'unknown_series' }],
  })
  expect(await list('q=tram-moi')).toMatchObject([{ id, triedAt: expect.any(String), settled: null }])
  await makeAsset('tram-moi')
  const answers = await Promise.all([1, 2].map(() => admin.post('/api/dead-letters/replay', { ids: [id] })))
  const outcomes = answers.map(({ body }) => body.results[0].outcome)
  expect(outcomes.toSorted()).toEqual(['gone', 'stored'])
  expect((await admin.post('/api/dead-letters/replay', { ids: [id] })).body.results).toEqual([{ id, outcome: 'gone' }])
  expect(await readingsOf('tram-moi')).toEqual([{ value: 1.5, received_at: receivedAt }])
  const [settled] = await list('q=tram-moi&state=settled')
  expect(settled.settled).toMatchObject({ outcome: 'stored', at: expect.any(String), by: expect.any(String) })
  const { rows } = await centre.admin.query("select detail from platform.audit where action = 'dead_letter.replayed'")
  expect(rows).toHaveLength(2)
})

test('all that pass a filter are sent again, each with its own result, over HTTP as over MQTT', async () => {
  const payload = (value: unknown) => JSON.stringify({ at: nextAt(), value })
  for (const value of [1, 2, 'three']) await send('nhip/v1/tram-loc/water_level', payload(value))
  const body = JSON.stringify({ asset: 'tram-loc', series: 'water_level', at: nextAt(), value: 4 })
  await send('/api/ingest/readings', body)
  await centre.admin.query("update platform.dead_letter set via = 'http' where topic = '/api/ingest/readings'")
  await makeAsset('tram-loc')
  const first = await admin.post('/api/dead-letters/replay', { filter: { sender: 'cong', q: 'tram-loc' } })
  expect(first.body).toMatchObject({ settled: 2, refused: 1, next: null })
  const other = await admin.post('/api/dead-letters/replay', { filter: { via: 'http' } })
  expect(other.body).toMatchObject({ settled: 1, refused: 0 })
  expect((await readingsOf('tram-loc')).map(({ value }) => value)).toEqual([1, 2, 4])
  expect((await list('q=tram-loc')).map(({ reason }: { reason: string }) => reason)).toEqual(['bad_payload'])
})

test('a letter whose credential is gone stays, with a sentence that says so', async () => {
  await send('nhip/v1/nowhere/water_level', JSON.stringify({ at: nextAt(), value: 1 }), {
    ...sender,
    name: 'da-thu-hoi',
  })
  const { body } = await admin.post('/api/dead-letters/replay', { filter: { sender: 'da-thu-hoi' } })
  expect(body.results).toMatchObject([{ outcome: 'refused', reason: 'foreign_asset', detail: /da-thu-hoi/ }])
})

test('letters are put aside with a reason, and what settled long ago is deleted', async () => {
  await send('bo-qua', 'x')
  const choice = { filter: { q: 'bo-qua' } }
  expect((await admin.post('/api/dead-letters/dismiss', { choice, reason: ' ' })).status).toBe(400)
  expect((await admin.post('/api/dead-letters/dismiss', { choice, reason: 'máy thử' })).body.dismissed).toBe(1)
  expect((await admin.post('/api/dead-letters/dismiss', { choice, reason: 'máy thử' })).body.dismissed).toBe(0)
  expect(await list('q=bo-qua&state=settled')).toMatchObject([{ settled: { outcome: 'dismissed', note: 'máy thử' } }])
  await centre.admin.query(
    "update platform.dead_letter set settled_at = now() - interval '29 days' where topic = 'bo-qua'",
  )
  await centre.wall.service(forgetOldLetters)
  expect(await list('q=bo-qua&state=all')).toHaveLength(1)
  await centre.admin.query(
    "update platform.dead_letter set settled_at = now() - interval '31 days' where topic = 'bo-qua'",
  )
  await centre.wall.service(forgetOldLetters)
  expect(await list('q=bo-qua&state=all')).toEqual([])
})

test('beyond the setting letters are counted in one row, each before it is acknowledged', async () => {
  await centre.admin.query(
    `update platform.setting set value = value || '{"keptPerHour": 20}' where key = 'dead_letters'`,
  )
  const flood: Sender = { ...sender, name: 'may-hong' }
  await Promise.all(Array.from({ length: 3_000 }, (_, n) => send('rubbish', `x${n}`, flood)))
  const { rows } = await centre.admin.query(
    `select count(*) filter (where counted = 0)::int as whole, count(*) filter (where counted > 0)::int as rows,
      sum(counted)::int as counted from platform.dead_letter where sender = 'may-hong'`,
  )
  // A new hour may have begun meanwhile.
  expect(rows[0].whole + rows[0].counted).toBe(3_000)
  expect([20, 40]).toContain(rows[0].whole)
  expect(rows[0].rows).toBeLessThanOrEqual(2)
  const { items } = (await admin.get('/api/dead-letters/groups?sender=may-hong')).body
  expect(items).toMatchObject([{ reason: 'bad_topic', count: 3_000 }])
  const [newest] = (await list('sender=may-hong')).filter(({ counted }: { counted: object }) => counted)
  expect(newest.counted.count).toBeGreaterThan(1_000)
  expect((await admin.post('/api/dead-letters/replay', { ids: [newest.id] })).body.results).toEqual([
    { id: newest.id, outcome: 'counted' },
  ])
  // Another sender's letters are kept whole.
  await send('rubbish', 'y', { ...sender, name: 'may-khac' })
  expect(await list('sender=may-khac')).toMatchObject([{ counted: null }])
})

test('an officer sees letters of the own agency, those of no agency are the province’s, and only administrators send', async () => {
  const agencyId = await centre.agencyId('H57.907')
  await send('tuong', 'x', { name: 'cua-907', assetCodes: null, agencyId })
  await send('tuong', 'x', { name: 'cua-tinh', assetCodes: null, agencyId: null })
  const officer = await centre.officer('truc-907', 'H57.907', ['duty_officer'])
  const other = await centre.officer('truc-909', 'H57.909', ['duty_officer'])
  const senders = async (person: Person) =>
    (await list('q=tuong', person)).map(({ sender: name }: { sender: string }) => name)
  expect(await senders(officer)).toEqual(['cua-907'])
  expect(await senders(other)).toEqual([])
  expect(await senders(admin)).toEqual(['cua-tinh', 'cua-907'])
  expect((await officer.post('/api/dead-letters/replay', { filter: {} })).status).toBe(403)
  const [own] = await list('q=tuong', officer)
  expect((await other.get(`/api/dead-letters/${own.id}`)).status).toBe(404)
  const local = await centre.officer('quan-tri-909', 'H57.909', ['administrator'])
  expect((await local.post('/api/dead-letters/replay', { ids: [own.id] })).body.results).toEqual([
    { id: own.id, outcome: 'gone' },
  ])
  expect(
    (await local.post('/api/dead-letters/dismiss', { choice: { ids: [own.id] }, reason: 'x' })).body.dismissed,
  ).toBe(0)
})
