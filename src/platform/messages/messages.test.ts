import pino from 'pino'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { openTestCentre, type Person, type TestCentre, until } from '../../../test/centre.ts'
import { type ChannelMessage, type Receipt, Undeliverable } from '../../core/channel.ts'
import { defineModule } from '../../core/module.ts'
import { deliverDue } from './deliver.ts'
import { openPostOffice } from './post-office.ts'
import { listChannels } from './rows.ts'
import { writeMessage } from './write-message.ts'

const text = (vi: string) => ({ vi, en: vi })
type Deliver = (
  message: ChannelMessage,
  config: Readonly<Record<string, unknown>>,
  signal: AbortSignal,
) => Promise<Receipt>
const came: ChannelMessage[] = []
const takes: Deliver = async (message) => {
  came.push(message)
  return { state: 'delivered', note: '250 taken' }
}
let deliver: Deliver = takes

/** A wire that does what the test says; a second channel that always works. */
const wires = defineModule({
  id: 'wires',
  name: text('Đường dây'),
  channels: (['wire', 'other'] as const).map((key) => ({
    key,
    name: text(`Kênh ${key}`),
    addressName: text('Số'),
    config: z.object({
      speed: z
        .int()
        .min(1)
        .default(3)
        .meta({ label: text('Tốc độ') }),
      token: z
        .string()
        .max(50)
        .default('')
        .meta({ secret: true, label: text('Khoá') }),
    }),
    settingFault: ({ token }) => (token === '' ? text('Chưa có khoá.') : null),
    addressFault: (address: string) => (/^\d+$/.test(address) ? null : text('Chỉ ghi chữ số.')),
    deliver: (message, config, io) =>
      key === 'wire' ? deliver(message, config, io.signal) : takes(message, config, io.signal),
  })),
})

let centre: TestCentre
let administrator: Person
let farm: Person
let trade: Person
let farmId: number
let tradeId: number
const log = pino({ level: 'silent' })
const [wire, other] = listChannels([wires])
if (!wire || !other) throw new Error('two channels are declared above')

beforeAll(async () => {
  centre = await openTestCentre([wires], 16)
  administrator = await centre.administrator()
  farm = await centre.officer('nong-nghiep', 'H57.907')
  trade = await centre.officer('cong-thuong', 'H57.909')
  farmId = await centre.agencyId('H57.907')
  tradeId = await centre.agencyId('H57.909')
  // Makes the channels' rows; every try below is made by hand.
  const office = openPostOffice({ modules: [wires], wall: centre.wall, log })
  await office.start()
  await office.close()
})
afterAll(() => centre.close())
beforeEach(async () => {
  deliver = takes
  came.length = 0
  await centre.admin.query('delete from platform.message')
})

const setOn = (key: string, enabled = true) =>
  administrator.post(`/api/channels/wires/${key}`, { enabled, config: { speed: 5, token: 'bi-mat-9917' } })

let happeningId = 0
const write = (agency = 'H57.907') =>
  centre.wall.service((tx) =>
    writeMessage(tx, {
      source: 'wires/test',
      happening: {
        xid: '1',
        happeningId: ++happeningId,
        kind: 'record.created',
        aboutType: 'directives.directive',
        aboutId: 'none',
        agency,
        at: new Date(),
        detail: {},
      },
      agency,
      title: text('Sắp đến hạn: <b>Kế hoạch</b>'),
      body: text("Nội dung; ' or 1=1 --"),
    }),
  )
const tryNow = (one = wire, longestMs = 2_000) =>
  deliverDue(centre.wall, log, one, { width: 4, longestMs, signal: new AbortController().signal })
const due = () => centre.admin.query("update platform.delivery set next_at = now() where state = 'waiting'")
const first = async (person = administrator) => (await person.get('/api/messages')).body.items[0]

describe('a channel', () => {
  test('is off at first, cannot be switched on unset, and never shows what is secret', async () => {
    const before = (await administrator.get('/api/channels')).body.items.find(
      (one: { key: string }) => one.key === 'wire',
    )
    expect(before).toMatchObject({ enabled: false, secretsSet: [], waiting: 0, faults: [] })
    const unset = await administrator.post('/api/channels/wires/wire', { enabled: true })
    expect(unset).toMatchObject({ status: 409, body: { code: 'channel_not_set', detail: 'Chưa có khoá.' } })
    const set = await setOn('wire')
    expect(set.body).toMatchObject({ enabled: true, config: { speed: 5 }, secretsSet: ['token'] })
    // The form sends back what it was shown: the secret stays, the rest is replaced.
    const again = await administrator.post('/api/channels/wires/wire', { config: { speed: 7 } })
    expect(again.body).toMatchObject({ enabled: true, config: { speed: 7 }, secretsSet: ['token'] })
    const wrong = await administrator.post('/api/channels/wires/wire', { config: { speed: 0 } })
    expect(wrong).toMatchObject({ status: 400, body: { errors: [{ path: 'config.speed' }] } })
    const { rows } = await centre.admin.query("select config from platform.channel where key = 'wire'")
    expect(rows[0].config).toEqual({ speed: 7, token: 'bi-mat-9917' })
    for (const answer of [before, set.body, again.body]) expect(JSON.stringify(answer)).not.toContain('bi-mat')
    const audit = await centre.admin.query("select detail from platform.audit where action like 'channel.%'")
    expect(JSON.stringify(audit.rows)).not.toContain('bi-mat')
  })

  test('an address is checked by the channel, given once, seen through the wall, and taken away', async () => {
    const path = '/api/channels/wires/wire/addresses'
    const bad = await administrator.post(path, { agencyId: farmId, address: 'abc' })
    expect(bad).toMatchObject({ status: 400, body: { errors: [{ path: 'address', message: 'Chỉ ghi chữ số.' }] } })
    const made = await administrator.post(path, { agencyId: farmId, address: '0234', note: 'văn thư' })
    expect(made).toMatchObject({ status: 201, body: { agency: { code: 'H57.907' }, address: '0234', note: 'văn thư' } })
    expect(await administrator.post(path, { agencyId: farmId, address: '0234' })).toMatchObject({ status: 409 })
    expect(await administrator.post(path, { agencyId: 999_999, address: '0234' })).toMatchObject({ status: 404 })
    const list = (await administrator.get(path)).body.items
    expect(list).toHaveLength(1)
    expect((await administrator.delete(`/api/channels/addresses/${list[0].id}`)).status).toBe(204)
    expect((await administrator.delete(`/api/channels/addresses/${list[0].id}`)).status).toBe(404)
    await administrator.post(path, { agencyId: farmId, address: '0234' })
    await administrator.post(path, { agencyId: tradeId, address: '0999' })
  })

  test('a manager of one agency sees and changes addresses and deliveries of that agency alone', async () => {
    await centre.admin.query(
      "insert into platform.role (id, name_vi, name_en, permissions) values ('sender', 'Gửi tin', 'Sender', '{messages.read,channels.manage}')",
    )
    const own = await centre.officer('gui-tin', 'H57.909', ['sender'])
    const path = '/api/channels/wires/wire/addresses'
    const { items } = (await own.get(path)).body
    expect(items.map(({ address }: { address: string }) => address)).toEqual(['0999'])
    expect((await own.post(path, { agencyId: farmId, address: '0111' })).status).toBe(404)
    const { body } = await administrator.get(path)
    const foreign = body.items.find(({ address }: { address: string }) => address === '0234')
    expect((await own.delete(`/api/channels/addresses/${foreign.id}`)).status).toBe(404)
    await write()
    await centre.admin.query("update platform.delivery set state = 'failed'")
    const { id } = (await first()).deliveries[0]
    expect((await own.post(`/api/messages/deliveries/${id}/retry`)).status).toBe(404)
    expect((await own.get('/api/messages')).body.items).toEqual([])
    expect((await own.get('/api/messages/export.xlsx')).status).toBe(200)
  })

  test('a trial says what the other side answered, or why it did not come', async () => {
    const path = '/api/channels/wires/wire/test'
    expect(await administrator.post(path, { address: '0123' })).toMatchObject({
      status: 200,
      body: { state: 'delivered', note: '250 taken' },
    })
    expect(came.map(({ address }) => address)).toEqual(['0123'])
    deliver = async () => {
      throw new Error('cột đã đổ')
    }
    expect(await administrator.post(path, { address: '0123' })).toMatchObject({
      status: 409,
      body: { code: 'not_delivered', detail: 'cột đã đổ' },
    })
  })
})

describe('a message', () => {
  test('goes to each address of its agency and no other, with a receipt; others see neither it nor the address', async () => {
    await write()
    await tryNow()
    expect(came).toMatchObject([
      {
        address: '0234',
        agency: expect.stringMatching(/^Sở Nông nghiệp/),
        title: text('Sắp đến hạn: <b>Kế hoạch</b>'),
      },
    ])
    expect(await first()).toMatchObject({
      agency: { code: 'H57.907' },
      source: { id: 'wires/test', name: null },
      page: null,
      deliveries: [
        {
          state: 'delivered',
          receipt: '250 taken',
          attempts: 1,
          address: '0234',
          channel: { name: text('Kênh wire') },
        },
      ],
    })
    expect((await first(farm)).deliveries[0]).toMatchObject({ address: '0•••', state: 'delivered' })
    expect((await trade.get('/api/messages')).body.items).toEqual([])
    expect((await farm.get('/api/channels')).status).toBe(403)
  })

  test('of an agency without address stands, and says that it went nowhere', async () => {
    await write('H57.901')
    expect((await first()).deliveries).toEqual([])
    expect((await administrator.get('/api/messages?state=none')).body.items).toHaveLength(1)
    expect((await administrator.get('/api/messages?state=waiting')).body.items).toHaveLength(0)
  })

  test('that fails is tried again later, later each time, and given up when it is old; somebody may try it once more', async () => {
    await write()
    deliver = async () => {
      throw new Error('451 try later')
    }
    await tryNow()
    expect(await tryNow()).toBe(0)
    const waiting = (await first()).deliveries[0]
    expect(waiting).toMatchObject({ state: 'waiting', attempts: 1, fault: '451 try later', receipt: null })
    const waitS = (Date.parse(waiting.nextAt) - Date.now()) / 1_000
    expect(waitS).toBeGreaterThan(40)
    expect(waitS).toBeLessThan(73)
    await due()
    await centre.admin.query("update platform.message set at = now() - interval '73 hours'")
    await tryNow()
    expect((await first()).deliveries[0]).toMatchObject({ state: 'failed', attempts: 2, nextAt: null })
    deliver = takes
    const { id } = (await first()).deliveries[0]
    expect((await administrator.post(`/api/messages/deliveries/${id}/retry`)).status).toBe(204)
    await tryNow()
    expect((await first()).deliveries[0]).toMatchObject({ state: 'delivered', attempts: 3, fault: null })
    expect((await administrator.post(`/api/messages/deliveries/${id}/retry`)).status).toBe(404)
  })

  test('that lay for days on a channel that was off is not sent any more', async () => {
    await write()
    await centre.admin.query("update platform.message set at = now() - interval '73 hours'")
    await tryNow()
    expect(came).toEqual([])
    expect((await first()).deliveries[0]).toMatchObject({
      state: 'failed',
      attempts: 1,
      fault: expect.stringMatching(/72/),
    })
  })

  test('refused for good is not tried again', async () => {
    await write()
    deliver = async () => {
      throw new Undeliverable('550 no such mailbox')
    }
    await tryNow()
    expect((await first()).deliveries[0]).toMatchObject({ state: 'failed', attempts: 1, fault: '550 no such mailbox' })
  })

  test('says what the other side answered without the whole address of whom it was for', async () => {
    await write()
    deliver = async () => {
      throw new Error('451 <0234>: try later')
    }
    await tryNow()
    expect((await first(farm)).deliveries[0]).toMatchObject({ address: '0•••', fault: '451 <0•••>: try later' })
    deliver = async () => ({ state: 'sent', note: 'queued for 0234' })
    await due()
    await tryNow()
    expect((await first(farm)).deliveries[0]).toMatchObject({ receipt: 'queued for 0•••' })
  })

  test('to an agency that was closed goes to its successor, once', async () => {
    const [closed, between] = [await centre.agencyId('H57.911'), await centre.agencyId('H57.912')]
    const close = 'update platform.agency set closed_at = now(), successor_id = $2 where id = $1'
    await centre.admin.query(close, [closed, between])
    await centre.admin.query(close, [between, farmId])
    await write('H57.911')
    await tryNow()
    expect(came).toMatchObject([{ address: '0234', agency: expect.stringMatching(/^Sở Nông nghiệp/) }])
    // What nobody reads any more is not reached.
    const add =
      'insert into platform.channel_address (module, key, agency_id, address, added_by) values ($1, $2, $3, $4, $5)'
    await centre.admin.query(add, ['wires', 'wire', closed, '0555', 'x'])
    const { items } = (await administrator.get('/api/channels')).body
    expect(items.find(({ key }: { key: string }) => key === 'wire')).toMatchObject({
      addresses: 3,
      agencies: { reached: 2 },
      sent: 1,
      lastSentAt: expect.any(String),
    })
    await centre.admin.query('update platform.agency set closed_at = null, successor_id = null')
  })

  test('on a channel that hangs, throws at once or answers nonsense is a try that failed; the other channel goes on', async () => {
    await setOn('other')
    await administrator.post('/api/channels/wires/other/addresses', { agencyId: farmId, address: '77' })
    const behaviours: [Deliver, RegExp][] = [
      [() => new Promise(() => undefined), /no answer within 0.2 s/],
      [
        () => {
          throw new Error('at once')
        },
        /at once/,
      ],
      // A module is TypeScript, and yet what it answers may be anything.
      [async () => undefined as unknown as Receipt, /undefined/],
    ]
    for (const [behaviour, fault] of behaviours) {
      deliver = behaviour
      await write()
      const [, tried] = await Promise.all([tryNow(wire, 200), tryNow(other)])
      expect(tried).toBe(1)
      const { deliveries } = await first()
      const by = (key: string) => deliveries.find((one: { channel: { key: string } }) => one.channel.key === key)
      expect(by('wire')).toMatchObject({ state: 'waiting', fault: expect.stringMatching(fault) })
      expect(by('other')).toMatchObject({ state: 'delivered' })
    }
    await setOn('other', false)
  })

  test('that a process took and did not finish is tried again by another, with the same id', async () => {
    await write()
    const taken = Promise.withResolvers<void>()
    deliver = (message) => {
      came.push(message)
      taken.resolve()
      return new Promise(() => undefined)
    }
    const gone = tryNow(wire, 60_000)
    gone.catch(() => undefined)
    await taken.promise
    deliver = takes
    // Held for twice its longest try, it is nobody else's.
    expect(await tryNow()).toBe(0)
    await due()
    expect(await tryNow()).toBe(1)
    expect(came[1]?.id).toBe(came[0]?.id)
    expect((await first()).deliveries[0]).toMatchObject({ state: 'delivered', attempts: 2 })
  })

  test('of eight lookers over 200 messages each goes once', async () => {
    for (let n = 0; n < 200; n++) await write()
    const empty = async () => {
      while ((await tryNow()) > 0);
    }
    await Promise.all(Array.from({ length: 8 }, empty))
    expect(new Set(came.map(({ id }) => id)).size).toBe(200)
    expect(came).toHaveLength(200)
  })

  test('waits while its channel is off, and leaves with the office when it is on', async () => {
    await write()
    await setOn('wire', false)
    expect(await tryNow()).toBe(0)
    await setOn('wire')
    const office = openPostOffice({ modules: [wires], wall: centre.wall, log })
    await office.start()
    await until('delivered', async () => (await first()).deliveries[0].state === 'delivered')
    await office.close()
  })

  test('is exported with its deliveries, a row each', async () => {
    await write()
    await tryNow()
    await write('H57.901')
    const { bytes } = await administrator.get('/api/messages/export.csv')
    const lines = bytes.toString('utf8').split('\r\n').filter(Boolean)
    expect(lines).toHaveLength(3)
    expect(lines.join('\n')).toContain('Đã nhận')
    const { bytes: own } = await farm.get('/api/messages/export.csv')
    expect(own.toString('utf8')).not.toContain('0234')
  })
})
