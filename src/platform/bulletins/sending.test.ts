import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { openTestCentre, type Person, type TestCentre, until } from '../../../test/centre.ts'
import { type MailServer, mailSettings, openMailServer } from '../../../test/mail-server.ts'
import { readZip } from '../../../test/read-zip.ts'
import { made, walkChain } from '../../../test/walk-chain.ts'
import type { ChannelMessage } from '../../core/channel.ts'
import { defineModule } from '../../core/module.ts'

const text = (vi: string) => ({ vi, en: vi })
const rung: ChannelMessage[] = []

/** A channel of a module that the centre never heard of. */
const bells = defineModule({
  id: 'bells',
  name: text('Chuông'),
  channels: [
    {
      key: 'bell',
      name: text('Chuông'),
      addressName: text('Số chuông'),
      config: z.object({}),
      addressFault: () => null,
      async deliver(message) {
        rung.push(message)
        return { state: 'delivered', note: 'đã reo' }
      },
    },
  ],
})

const agency = 'H57.907'
let centre: TestCentre
let mailServer: MailServer
let administrator: Person
let writer: Person
let leader: Person
let receiver: Person
let incidentId: string
/** Told by mail; by bell; not to be reached by mail; without address. */
let ids: { mailed: number; rung: number; refused: number; none: number }

beforeAll(async () => {
  mailServer = await openMailServer()
  centre = await openTestCentre([bells])
  administrator = await centre.administrator()
  const walk = await walkChain(centre, { agency, asset: 'song-bo' })
  writer = walk.person
  incidentId = walk.incidentId
  leader = await centre.officer('lanh-dao', agency, ['leader'])
  receiver = await centre.officer('nhan-tin', 'H57.905', ['handler'])
  ids = {
    mailed: await centre.agencyId('H57.905'),
    rung: await centre.agencyId('H57.909'),
    refused: await centre.agencyId('H57.901'),
    none: await centre.agencyId('H57.902'),
  }
  await centre.messaging.start()
  for (const [channel, config] of [
    ['email/mail', mailSettings(mailServer)],
    ['bells/bell', {}],
  ] as const)
    made(await administrator.post(`/api/channels/${channel}`, { enabled: true, config }), channel)
  for (const [channel, agencyId, address] of [
    ['email/mail', ids.mailed, 'vanthu@so.example'],
    ['email/mail', ids.mailed, 'truc@so.example'],
    ['email/mail', ids.refused, 'khong-co@so.example'],
    ['bells/bell', ids.rung, '17'],
  ] as const)
    made(await administrator.post(`/api/channels/${channel}/addresses`, { agencyId, address }), address)
  await centre.admin.query("update platform.agency set duty_phone = '02343822' where id = $1", [ids.none])
})
afterAll(async () => {
  await centre.close()
  await mailServer.close()
})

const draft = { title: 'Hồ xả lũ', text: 'Xả 800 m³/s từ 16:00.', audience: 'chosen' }
const read = async (id: string, person = writer) => made(await person.get(`/api/bulletins/${id}`), 'bulletin')
const reachOf = async (query: string) =>
  made(await writer.get(`/api/incidents/${incidentId}/bulletins/reach?${query}`), 'reach')
const approve = async (agencyIds: number[], title = draft.title, urgency = 'normal') => {
  const path = `/api/incidents/${incidentId}/bulletins`
  const begun = made(await writer.post(path, { ...draft, title, urgency, agencyIds }), 'bulletin')
  const asked = made(await writer.post(`/api/bulletins/${begun.id}/ask`, { version: begun.version }), 'ask')
  const { agencies, addresses } = await reachOf(`audience=chosen&agencies=${agencyIds.join(',')}`)
  const body = { version: asked.version, agencies, addresses }
  return made(await leader.post(`/api/bulletins/${begun.id}/approve`, body), 'approve')
}
/** Sent to all four, once nothing is under way any more. */
let sent: Promise<string> | undefined
const sendToAll = () => {
  sent ??= (async () => {
    const { id } = await approve([ids.mailed, ids.rung, ids.refused, ids.none])
    await until('every address was tried', async () => (await read(id)).counts.waiting === 0)
    return id
  })()
  return sent
}

test('reach is counted by channel before anything is sent; a channel of a module appears by itself', async () => {
  const all = Object.values(ids).join(',')
  expect(await reachOf(`audience=chosen&agencies=${all}`)).toEqual({
    agencies: 4,
    addresses: 4,
    channels: expect.arrayContaining([
      { module: 'email', key: 'mail', name: expect.anything(), enabled: true, agencies: 2, addresses: 3 },
      { module: 'bells', key: 'bell', name: text('Chuông'), enabled: true, agencies: 1, addresses: 1 },
    ]),
    without: [{ agency: expect.objectContaining({ id: ids.none }), phone: '02343822' }],
  })
  expect(mailServer.mails).toEqual([])
})

test('a channel that is off reaches nobody and says so', async () => {
  made(await administrator.post('/api/channels/bells/bell', { enabled: false }), 'off')
  const { addresses, channels, without } = await reachOf(`audience=chosen&agencies=${ids.rung}`)
  expect([addresses, without.length]).toEqual([0, 1])
  expect(channels.find(({ key }: { key: string }) => key === 'bell')).toMatchObject({ enabled: false, addresses: 0 })
  made(await administrator.post('/api/channels/bells/bell', { enabled: true }), 'on')
})

test.each([
  ['tasked', [agency]],
  ['all', null],
] as const)('the audience %s', async (audience, codes) => {
  const { agencies, without } = await reachOf(`audience=${audience}`)
  const { rows } = await centre.admin.query('select count(*)::int as n from platform.agency where closed_at is null')
  expect(agencies).toBe(codes?.length ?? rows[0].n)
  if (codes) expect(without.map((one: { agency: { code: string } }) => one.agency.code)).toEqual(codes)
})

test('communes touched by alerts are those in which one stands, each by the agencies of that commune', async () => {
  const { rows } = await centre.admin.query(
    `select a.code from platform.agency a join platform.alert al on al.area_code = a.area_code
      where al.incident_id = $1 and a.closed_at is null group by a.code order by a.code`,
    [incidentId],
  )
  expect(rows.length).toBeGreaterThan(0)
  const { without } = await reachOf('audience=touched')
  expect(without.map((one: { agency: { code: string } }) => one.agency.code)).toEqual(rows.map(({ code }) => code))
})

test('in place of an agency that was closed its successor is told', async () => {
  const [closed] = [await centre.agencyId('H57.911')]
  await centre.admin.query('update platform.agency set closed_at = now(), successor_id = $2 where id = $1', [
    closed,
    ids.mailed,
  ])
  expect(await reachOf(`audience=chosen&agencies=${closed}`)).toMatchObject({ agencies: 1, addresses: 2 })
  await centre.admin.query('update platform.agency set closed_at = null, successor_id = null where id = $1', [closed])
})

test('once approved it goes to every address of each agency, and stands by agency as far as it came', async () => {
  const id = await sendToAll()
  const { counts, rows } = await read(id)
  expect(counts).toEqual({ delivered: 1, sent: 1, waiting: 0, phoned: 0, failed: 1, none: 1 })
  expect(
    rows.map((row: { agency: { id: number }; state: string; deliveries: { address: string }[] }) => [
      row.agency.id,
      row.state,
      row.deliveries.map(({ address }) => address),
    ]),
  ).toEqual([
    [ids.refused, 'failed', ['k•••@so.example']],
    [ids.none, 'none', []],
    [ids.mailed, 'sent', ['t•••@so.example', 'v•••@so.example']],
    [ids.rung, 'delivered', ['1•••']],
  ])
  expect(rows[0].deliveries[0]).toMatchObject({ attempts: 1, fault: expect.stringContaining('no such user') })
  expect(rows[2].deliveries[0].receipt).toContain('queued as 4F7A91')
})

test('the mail says number, text, sender and incident, in Vietnamese alone, and no page that its reader may not open', async () => {
  const id = await sendToAll()
  const { number } = await read(id)
  const mails = mailServer.mails.filter(({ mail }) => mail.subject?.includes('Hồ xả lũ'))
  expect(mails.map(({ to }) => to).sort()).toEqual(['truc@so.example', 'vanthu@so.example'])
  const [{ mail } = { mail: undefined }] = mails
  expect(mail?.subject).toBe(`Bản tin số ${String(number).padStart(2, '0')}: Hồ xả lũ`)
  expect(mail?.text).toContain('Xả 800 m³/s từ 16:00.')
  expect(mail?.text).toMatch(
    /Sở Nông nghiệp và Môi trường phát lúc \d\d\/\d\d\/\d{4} \d\d:\d\d, sự cố SC-\d{4}-\d{4}\./,
  )
  expect(mail?.text?.match(/Xả 800/g)).toHaveLength(1)
  expect(mail?.text).not.toContain('Mở tại')
  expect(rung).toMatchObject([{ address: '17', title: text(mail?.subject ?? '') }])
})

test('an urgent one says so before anything else in its subject', async () => {
  const { number } = await approve([ids.rung], 'Vỡ đê bao', 'top_urgent')
  await until('it rang', async () => rung.some(({ title }) => title.vi.includes('Vỡ đê bao')))
  const written = String(number).padStart(2, '0')
  expect(rung.at(-1)?.title.vi).toBe(`THƯỢNG KHẨN – Bản tin số ${written}: Vỡ đê bao`)
})

test('whoever gets it reads it among the messages of the agency, and nothing of the incident or of the others', async () => {
  const id = await sendToAll()
  const { items } = made(await receiver.get('/api/messages'), 'messages')
  expect(items).toMatchObject([
    { agency: { id: ids.mailed }, source: { id: 'platform/bulletin', name: { vi: 'Bản tin của sự cố' } }, page: null },
  ])
  expect((await receiver.get(`/api/bulletins/${id}`)).status).toBe(404)
  // Nor does the sender read messages of others, only how far its own came.
  const own = made(await writer.get('/api/messages'), 'messages').items
  expect(own.filter((one: { agency: { id: number } }) => one.agency.id === ids.mailed)).toEqual([])
})

test('an agency that was not reached is told by telephone, once, with a note, counted apart and on record', async () => {
  const id = await sendToAll()
  const call = (agencyId: number, note = 'Ông Hải, trực ban, đã ghi') =>
    writer.post(`/api/bulletins/${id}/phoned`, { agencyId, note })
  const { counts, rows } = made(await call(ids.none), 'phoned')
  expect(counts).toEqual({ delivered: 1, sent: 1, waiting: 0, phoned: 1, failed: 1, none: 0 })
  const row = rows.find((one: { agency: { id: number } }) => one.agency.id === ids.none)
  expect(row).toMatchObject({
    state: 'phoned',
    phoned: { by: { name: 'Cán bộ truc-song-bo' }, note: 'Ông Hải, trực ban, đã ghi' },
  })
  expect(await call(ids.none)).toMatchObject({ status: 409, body: { code: 'phoned' } })
  expect(await call(ids.mailed)).toMatchObject({ status: 409, body: { code: 'reached' } })
  expect(await call(999_999)).toMatchObject({ status: 404 })
  expect(await call(ids.refused, ' ')).toMatchObject({ status: 400 })
  expect((await leader.post(`/api/bulletins/${id}/phoned`, { agencyId: ids.refused, note: 'x' })).status).toBe(403)
  const audit = await centre.admin.query(
    "select subject_id, detail from platform.audit where action = 'bulletin.phoned'",
  )
  expect(audit.rows).toEqual([{ subject_id: id, detail: { agencyId: ids.none } }])
})

test('it is exported as it stands, a row for each address and each call, addresses masked', async () => {
  const id = await sendToAll()
  const csv = (await writer.get(`/api/bulletins/${id}/export.csv`)).bytes.toString('utf8')
  expect(csv.split('\r\n').filter(Boolean)).toHaveLength(1 + 5)
  expect(csv).toContain('v•••@so.example')
  expect(csv).not.toContain('vanthu@so.example')
  const english = await writer.get(`/api/bulletins/${id}/export.xlsx?lang=en`)
  expect(Object.values(readZip(english.bytes)).join('')).toContain('Handed over')
  const whole = (await administrator.get(`/api/bulletins/${id}/export.csv`)).bytes.toString('utf8')
  expect(whole).toContain('vanthu@so.example')
})

test('how far it came is told to the pages of whoever sent it', async () => {
  const { id } = await approve([ids.rung], 'Chỉ một nơi')
  const told = await until('the try is told to the sender', async () => {
    const { rows } = await centre.admin.query(
      `select agencies from platform.live_event e join platform.message m on m.id::text = any(e.subject_ids)
        where e.kind = 'message' and e.action = 'tried' and m.bulletin_id = $1`,
      [id],
    )
    return rows[0]?.agencies
  })
  expect(told).toEqual([ids.rung, await centre.agencyId(agency)])
})

test('messages of bulletins outlive the days of other messages', async () => {
  const id = await sendToAll()
  const { forgetOldMessages } = await import('../messages/post-office.ts')
  const kept = () =>
    centre.admin.query("select count(*)::int as n from platform.message where at < now() - interval '300 days'")
  await centre.admin.query("update platform.message set at = now() - interval '400 days' where bulletin_id = $1", [id])
  await forgetOldMessages(centre.wall)
  expect((await kept()).rows).toEqual([{ n: 4 }])
})

test('a transaction posts in the name of its own agencies only, and reads no address by counting', async () => {
  const begin = (agencyId: number) =>
    centre.admin.query(`begin; set local role nhip_app; set local nhip.agencies = '{${agencyId}}'`)
  const post = (sender: number) =>
    centre.admin.query(
      `select platform.post_bulletin('${crypto.randomUUID()}', ${sender}, array['${crypto.randomUUID()}']::uuid[],
        array[${ids.none}], 'x', 'x', '{}')`,
    )
  await begin(ids.mailed)
  await expect(post(ids.rung)).rejects.toThrow(/not of this transaction/)
  await centre.admin.query('rollback')
  await begin(ids.none)
  const { rows: addresses } = await centre.admin.query('select * from platform.channel_address')
  const counted = await centre.admin.query(
    `select * from platform.count_addresses(array[${ids.mailed}], array['email/mail'])`,
  )
  await centre.admin.query('rollback')
  expect(addresses).toEqual([])
  expect(counted.rows).toEqual([{ agency_id: ids.mailed, module: 'email', key: 'mail', addresses: 2 }])
})
