import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isRaised } from './condition.ts'
import { type Limit, sampleValue } from './sample-value.ts'

describe('a value to try a device with', () => {
  it('lies below the first of its upper limits, halfway from what is usual', () => {
    const levels: Limit[] = [1, 2, 3.5].map((threshold) => ({ op: '>=', threshold }))
    expect(sampleValue(levels, null, null)).toBe(0.5)
    expect(sampleValue(levels, 0.6, null)).toBe(0.8)
    // Already past a limit: that is not usual.
    expect(sampleValue(levels, 4.7, null)).toBe(0.5)
  })
  it('lies above a lower limit, and between two', () => {
    expect(sampleValue([{ op: '<', threshold: 11.5 }], null, null)).toBe(13.8)
    expect(sampleValue([{ op: '<', threshold: 11.5 }], 12.7, null)).toBe(12.1)
    const both: Limit[] = [
      { op: '<', threshold: 200 },
      { op: '>', threshold: 240 },
    ]
    expect(sampleValue(both, null, null)).toBe(220)
  })
  it('is the word that no limit minds', () => {
    expect(sampleValue([{ op: '<', threshold: 1 }], 0, { 0: 'off', 1: 'on' })).toBe(1)
    expect(sampleValue([{ op: '>=', threshold: 1 }], null, { 0: 'dry', 1: 'wet' })).toBe(0)
  })
  it('is the last one where there is no limit', () => {
    expect(sampleValue([], 44.25, null)).toBe(44.3)
    expect(sampleValue([], null, null)).toBe(1)
  })
  it('never raises an alert where a single limit leaves room', () => {
    fc.assert(
      fc.property(
        fc.constantFrom<Limit['op']>('>', '>=', '<', '<='),
        fc.integer({ min: -5_000, max: 5_000 }).map((tenths) => tenths / 10),
        fc.option(fc.integer({ min: -5_000, max: 5_000 }).map((tenths) => tenths / 10)),
        (op, threshold, last) => {
          const value = sampleValue([{ op, threshold }], last, null)
          expect(isRaised({ op, threshold, forS: 0 }, value)).toBe(false)
        },
      ),
    )
  })
})
