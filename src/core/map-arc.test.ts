import fc from 'fast-check'
import { expect, test } from 'vitest'
import { arcParts, arcStates, arcsOf } from './map-arc.ts'

const counts = fc.record({
  crit: fc.nat(400),
  major: fc.nat(400),
  minor: fc.nat(400),
  mute: fc.nat(400),
  well: fc.nat(2_000),
})

test('arcs never make more than the disc, what is there is seen as long as there is room, what is not there is not drawn', () => {
  fc.assert(
    fc.property(counts, ({ well, ...states }) => {
      const count = well + states.crit + states.major + states.minor + states.mute
      fc.pre(count > 0)
      const arcs = arcsOf(count, states)
      const sum = arcs.reduce((a, b) => a + b, 0)
      expect(sum).toBeLessThanOrEqual(arcParts)
      for (const [i, state] of arcStates.entries()) {
        if (states[state] === 0) expect(arcs[i]).toBe(0)
        // The worst come first, so that these are never squeezed out.
        else if (state !== 'mute') expect(arcs[i]).toBeGreaterThanOrEqual(1)
      }
      if (states.crit > 0) expect(Math.abs((arcs[0] ?? 0) / arcParts - states.crit / count)).toBeLessThanOrEqual(0.085)
    }),
  )
})

test('half of a group in trouble is half its disc, a single one of a thousand is still seen, a group that is well has no arc', () => {
  expect(arcsOf(40, { crit: 10, mute: 10 })).toEqual([6, 0, 0, 6])
  expect(arcsOf(1_000, { minor: 1 })).toEqual([0, 0, 2, 0])
  expect(arcsOf(28, {})).toEqual([0, 0, 0, 0])
  expect(arcsOf(48, { major: 47, minor: 1 })).toEqual([0, 23, 1, 0])
})
