import { describe, expect, it } from 'vitest'
import { agoWords, durationWords, freshnessOf, pulseOf } from './age-words.ts'

const now = Date.parse('2026-11-21T07:32:08Z')
const ago = (s: number) => now - s * 1_000

describe('words for age', () => {
  it('counts seconds under a minute, minutes under an hour, hours under a day', () => {
    expect(agoWords(ago(12), now)).toEqual({ key: 'seconds', n: 12 })
    expect(agoWords(ago(59 * 60), now)).toEqual({ key: 'minutes', n: 59 })
    expect(agoWords(ago(23 * 3_600), now)).toEqual({ key: 'hours', n: 23 })
  })
  it('then says yesterday by the calendar of Viet Nam, then the date', () => {
    expect(agoWords(ago(25 * 3_600), now)).toEqual({ key: 'yesterday', time: '13:32' })
    expect(agoWords(ago(72 * 3_600), now)).toEqual({ key: 'date', date: '18/11/2026' })
  })
  it('a value from the future is zero seconds old, never negative', () => {
    expect(agoWords(ago(-30), now)).toEqual({ key: 'seconds', n: 0 })
  })
  it('an exact duration names hours and minutes', () => {
    expect(durationWords(110 * 60_000, true)).toEqual({ key: 'hourMin', h: 1, m: 50 })
    expect(durationWords(110 * 60_000)).toEqual({ key: 'hour', n: 1 })
  })
})

describe('freshness', () => {
  it('is fresh to two beats, late to five, then silent', () => {
    expect(freshnessOf(ago(1_200), 600, now)).toBe('fresh')
    expect(freshnessOf(ago(1_201), 600, now)).toBe('late')
    expect(freshnessOf(ago(3_000), 600, now)).toBe('late')
    expect(freshnessOf(ago(3_001), 600, now)).toBe('silent')
    expect(freshnessOf(null, 600, now)).toBe('silent')
  })
})

describe('the pulse', () => {
  it('is full where five beats came in time, jitter allowed', () => {
    expect(pulseOf([ago(250), ago(188), ago(131), ago(70), ago(8)], 60, now)).toEqual([true, true, true, true, true])
  })
  it('is hollow where a beat in the middle did not come', () => {
    expect(pulseOf([ago(305), ago(245), ago(185), ago(65), ago(5)], 60, now)).toEqual([true, true, false, true, true])
  })
  it('is full where beats come faster than expected, as in a replay', () => {
    expect(pulseOf([ago(9), ago(7), ago(5), ago(3), ago(1)], 60, now)).toEqual([true, true, true, true, true])
  })
  it('runs empty from the right while a source stays silent', () => {
    expect(pulseOf([ago(420), ago(360), ago(300), ago(240), ago(180)], 60, now)).toEqual([
      true,
      true,
      true,
      false,
      false,
    ])
    expect(pulseOf([ago(4_000)], 60, now)).toEqual([false, false, false, false, false])
  })
})
