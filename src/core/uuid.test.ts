import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Uuid } from './api/common.ts'
import { makeUuidV7, uuidv7 } from './uuid.ts'

const form = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/

test('the example of RFC 9562 (appendix A.6) comes out of its time and random bits', () => {
  // rand_a cc3, rand_b 18c4dc0c0c07398f, as one number of 74 bits in ten bytes.
  const random = ((0xcc3n << 62n) | 0x18c4dc0c0c07398fn).toString(16).padStart(20, '0')
  const make = makeUuidV7((bytes) => {
    bytes.set(Buffer.from(random, 'hex'))
    return bytes
  })
  // Our maker leaves the top random bit free, so the first digit of rand_a is 4 where the example has c.
  expect(make(new Date(0x017f22e279b0))).toBe('017f22e2-79b0-74c3-98c4-dc0c0c07398f')
})

test('it has the form of version 7 and carries its time', () => {
  const id = uuidv7(new Date('2026-11-21T16:00:00.123Z'))
  expect(id).toMatch(form)
  expect(Uuid.parse(id)).toBe(id)
})

test('each is greater than the one before, also within a millisecond and when the clock is set back', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 2 ** 44 }), { minLength: 2 }), (times) => {
      const make = makeUuidV7((bytes) => crypto.getRandomValues(bytes))
      const ids = times.flatMap((ms) => [make(new Date(ms)), make(new Date(ms))])
      expect(ids).toEqual([...new Set(ids)].sort())
      for (const id of ids) expect(id).toMatch(form)
    }),
  )
})

test('when the random bits of a millisecond are used up it goes on with the next millisecond', () => {
  const make = makeUuidV7((bytes) => bytes.fill(0xff))
  const now = new Date(1_000)
  const ids = Array.from({ length: 4 }, () => make(now))
  expect(ids).toEqual([...new Set(ids)].sort())
  expect(ids[0]?.startsWith('00000000-03e8-77ff-bfff')).toBe(true)
})
