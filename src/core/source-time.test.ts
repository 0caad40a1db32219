import fc from 'fast-check'
import { expect, test } from 'vitest'
import flood from '../../data/hazards/hue-flood-2025-11.json' with { type: 'json' }
import { readSourceTime, type SourceClock } from './source-time.ts'

const local: SourceClock = { labels: 'local', maxAgeHours: 8 * 24 }
const offset: SourceClock = { labels: 'offset', maxAgeHours: 8 * 24 }
const seenAt = new Date('2025-11-18T09:10:00+07:00')
const iso = (text: string, clock = local, seen = seenAt) => {
  const read = readSourceTime(text, clock, seen)
  return read instanceof Date ? read.toISOString() : read.refusal
}

test.for([
  ['local time labelled as UTC', '2025-11-18T09:00:00Z', local, '2025-11-18T02:00:00.000Z'],
  ['local time without a label', '2025-11-18 09:00', local, '2025-11-18T02:00:00.000Z'],
  ['a right offset', '2025-11-18T09:00:00+07:00', offset, '2025-11-18T02:00:00.000Z'],
  ['true UTC', '2025-11-18T02:00:00Z', offset, '2025-11-18T02:00:00.000Z'],
  ['another offset', '2025-11-17T21:30:00-04:30', offset, '2025-11-18T02:00:00.000Z'],
  ['a day of this month', '18 09:00', local, '2025-11-18T02:00:00.000Z'],
  ['as a Vietnamese page writes it', '18 9h', local, '2025-11-18T02:00:00.000Z'],
  ['midnight', '18 00:00', local, '2025-11-17T17:00:00.000Z'],
] as const)('%s becomes its instant', ([, text, clock, expected]) => {
  expect(iso(text, clock)).toBe(expected)
})

test('a day of the month that is yet to come was last month, or is refused when that is too long ago', () => {
  const newYear = new Date('2026-01-02T01:00:00+07:00')
  expect(iso('31 23:00', local, newYear)).toBe('2025-12-31T16:00:00.000Z')
  expect(iso('2 00:30', local, newYear)).toBe('2026-01-01T17:30:00.000Z')
  expect(iso('3 00:30', local, newYear)).toMatch(/hours old/)
  // 31 was in January; February and March have passed it or lack it.
  expect(iso('31 10:00', local, new Date('2026-03-02T10:00:00+07:00'))).toMatch(/hours old/)
})

test.for([
  ['local time that is taken for UTC', '2025-11-18T09:00:00Z', offset, /labels local time as UTC/],
  ['what lies ahead', '2025-11-18T12:00', local, /minutes ahead/],
  ['a month ago', '2025-10-18T09:00', local, /hours old/],
  ['a time without offset from a clock with offsets', '2025-11-18T02:00:00', offset, /no offset/],
  ['a day of the month from a clock with offsets', '18 09:00', offset, /neither month nor offset/],
  ['30 February', '2025-02-30T09:00', local, /no day/],
  ['a day 32', '32 09:00', local, /no day/],
  ['an hour 25', '18 25:00', local, /no day/],
  ['words', 'hôm qua', local, /is no time/],
  ['nothing', '', local, /is no time/],
] as const)('%s is refused with a sentence', ([, text, clock, sentence]) => {
  expect(iso(text, clock)).toMatch(sentence)
})

test('every hour of the real flood is found again from its day and hour, seen within the lateness of the feed', () => {
  const times = flood.levels.map(({ at }) => new Date(at))
  expect(times.length).toBeGreaterThan(400)
  for (const [index, at] of times.entries()) {
    const shown = new Date(at.getTime() + 7 * 3_600_000).toISOString()
    const seen = new Date(at.getTime() + ((index * 7) % (8 * 24)) * 3_600_000)
    expect(iso(`${Number(shown.slice(8, 10))} ${shown.slice(11, 16)}`, local, seen)).toBe(at.toISOString())
    expect(iso(`${shown.slice(0, 19)}Z`, local, seen), 'labelled as UTC').toBe(at.toISOString())
  }
})

test('whatever is read lies within the age of the source, and nothing makes it throw', () => {
  const instants = fc.date({ min: new Date('2000-01-01'), max: new Date('2099-01-01'), noInvalidDate: true })
  const texts = fc.oneof(
    fc.string(),
    fc
      .tuple(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 0, max: 30 }))
      .map(([day, hour]) => `${day} ${hour}:00`),
    instants.map((at) => at.toISOString()),
  )
  fc.assert(
    fc.property(texts, fc.constantFrom(local, offset), instants, (text, clock, seen) => {
      const read = readSourceTime(text, clock, seen)
      if (!(read instanceof Date)) return
      const ageMs = seen.getTime() - read.getTime()
      expect(ageMs).toBeGreaterThanOrEqual(-5 * 60_000)
      expect(ageMs).toBeLessThanOrEqual(clock.maxAgeHours * 3_600_000)
    }),
  )
})
