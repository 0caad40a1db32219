import fc from 'fast-check'
import { expect, test } from 'vitest'
import { refuseSender, refuseTime } from './admit.ts'
import { type Message, parseMessage } from './incoming.ts'

const message = (topic: string, payload: Buffer | string): Message => ({
  topic,
  payload: Buffer.from(payload),
  via: 'mqtt',
  sender: { name: 'test', assetCodes: null, agencyId: null },
  receivedAt: new Date('2026-11-21T12:00:00Z'),
})
const topic = 'nhip/v1/phu-oc/water_level'

test.for([
  ['a foreign topic', 'home/kitchen', '{}', 'bad_topic'],
  ['a topic of another version', 'nhip/v2/phu-oc/water_level', '{}', 'bad_topic'],
  ['a topic with a level too many', 'nhip/v1/phu-oc/water_level/x', '{}', 'bad_topic'],
  ['a topic with a line break', 'nhip/v1/phu-oc/water_level\n', '{}', 'bad_topic'],
  ['an asset in capitals', 'nhip/v1/PHU-OC/water_level', '{}', 'bad_topic'],
  ['what is no JSON', topic, 'at=1', 'bad_payload'],
  ['nothing at all', topic, '', 'bad_payload'],
  ['a bare number', topic, '12', 'bad_payload'],
  ['a list', topic, '[]', 'bad_payload'],
  ['invalid UTF-8', topic, Buffer.from([0x7b, 0xff, 0x7d]), 'bad_payload'],
  ['a local time without offset', topic, '{"at":"2026-11-21T12:00:00","value":1}', 'bad_payload'],
  ['a day that does not exist', topic, '{"at":"2026-02-30T12:00:00Z","value":1}', 'bad_payload'],
  ['a time as a number', topic, '{"at":1795000000,"value":1}', 'bad_payload'],
  ['NaN', topic, '{"at":"2026-11-21T12:00:00Z","value":NaN}', 'bad_payload'],
  ['NaN in quotes', topic, '{"at":"2026-11-21T12:00:00Z","value":"NaN"}', 'bad_payload'],
  ['a number beyond all numbers', topic, '{"at":"2026-11-21T12:00:00Z","value":1e999}', 'bad_payload'],
  ['a number in quotes', topic, '{"at":"2026-11-21T12:00:00Z","value":"1.5"}', 'bad_payload'],
  ['no value', topic, '{"at":"2026-11-21T12:00:00Z"}', 'bad_payload'],
  ['null', topic, '{"at":"2026-11-21T12:00:00Z","value":null}', 'bad_payload'],
  ['an origin that is none', topic, '{"at":"2026-11-21T12:00:00Z","value":1,"origin":"guess"}', 'bad_payload'],
] as const)('%s is refused with a reason', ([, address, payload, reason]) => {
  expect(parseMessage(message(address, payload))).toMatchObject({ reason, detail: expect.stringMatching(/./) })
})

test('an instant is the same whatever its offset', () => {
  const read = (at: string) => parseMessage(message(topic, JSON.stringify({ at, value: 1.5 })))
  expect(read('2026-11-21T19:00:00+07:00')).toMatchObject({ at: new Date('2026-11-21T12:00:00Z'), value: 1.5 })
  expect(read('2026-11-21T12:00:00.000Z')).toMatchObject({ at: new Date('2026-11-21T12:00:00Z'), origin: 'device' })
})

test('no topic and no payload whatever makes the parser throw', () => {
  fc.assert(
    fc.property(
      fc.oneof(fc.string({ unit: 'binary' }), fc.constant(topic)),
      fc.oneof(
        fc.uint8Array().map((bytes) => Buffer.from(bytes)),
        fc.json().map((text) => Buffer.from(text)),
        fc.record({ at: fc.anything(), value: fc.anything() }).map((body) => Buffer.from(fc.stringify(body))),
      ),
      (address, payload) => {
        const parsed = parseMessage(message(address, payload))
        if (!('reason' in parsed)) expect(Number.isFinite(parsed.value)).toBe(true)
      },
    ),
  )
})

test.for([
  ['five minutes ahead', 5 * 60_000, true],
  ['a little more', 5 * 60_000 + 1, false],
  ['2099', Date.parse('2099-01-01T00:00:00Z') - Date.parse('2026-11-21T12:00:00Z'), false],
  ['four hundred days behind', -400 * 86_400_000, true],
  ['a little more', -400 * 86_400_000 - 1, false],
  ['1970', -Date.parse('2026-11-21T12:00:00Z'), false],
] as const)('a time that lies %s is believed or not', ([, aheadMs, isBelieved]) => {
  const receivedAt = new Date('2026-11-21T12:00:00Z')
  const refusal = refuseTime(new Date(receivedAt.getTime() + aheadMs), receivedAt)
  expect(refusal === null).toBe(isBelieved)
  if (!isBelieved) expect(refusal).toMatchObject({ reason: 'time_out_of_bounds' })
})

test('a device speaks for its own assets only, a gateway for those of its agency', () => {
  const device = { name: 'd', assetCodes: new Set(['phu-oc']), agencyId: 7 }
  expect(refuseSender(device, 'phu-oc', 7)).toBeNull()
  expect(refuseSender(device, 'kim-long', 7)).toMatchObject({ reason: 'foreign_asset' })
  const gateway = { name: 'g', assetCodes: null, agencyId: 7 }
  expect(refuseSender(gateway, 'kim-long', 7)).toBeNull()
  expect(refuseSender(gateway, 'ho-binh-dien', 9)).toMatchObject({ reason: 'foreign_asset' })
  expect(refuseSender({ name: 'p', assetCodes: null, agencyId: null }, 'ho-binh-dien', 9)).toBeNull()
})
