import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Surface } from '../../core/geo.ts'
import { changedShare } from './changed-share.ts'

/** A box by its corners. */
const box = (west: number, south: number, east: number, north: number): Surface => ({
  type: 'Polygon',
  coordinates: [
    [
      [west, south],
      [east, south],
      [east, north],
      [west, north],
      [west, south],
    ],
  ],
})

test('boxes change by what elementary geometry says', () => {
  const side = fc.double({ min: 0.1, max: 1, noNaN: true })
  fc.assert(
    fc.property(side, side, side, side, side, side, (x, y, width, height, otherWidth, otherHeight) => {
      const shared = (a: number, aSize: number, b: number, bSize: number) =>
        Math.max(0, Math.min(a + aSize, b + bSize) - Math.max(a, b))
      const both = shared(0, width, x, otherWidth) * shared(0, height, y, otherHeight)
      const expected = (width * height + otherWidth * otherHeight - 2 * both) / (width * height)
      const found = changedShare(box(0, 0, width, height), box(x, y, x + otherWidth, y + otherHeight))
      // 200 lines over both: each height may be off by the distance of two lines.
      const distance = Math.max(height, y + otherHeight) / 200
      const apart = distance * (width + otherWidth + 2 * shared(0, width, x, otherWidth))
      const slack = (apart / width + expected * distance) / (height - distance) + 1e-9
      expect(Math.abs(found - expected)).toBeLessThan(slack)
    }),
  )
})

test('the same surface does not change; a hole counts, and so does what lies elsewhere', () => {
  const whole = box(107, 16, 108, 17)
  expect(changedShare(whole, whole)).toBe(0)
  const holed: Surface = {
    type: 'Polygon',
    coordinates: [whole.coordinates[0] ?? [], box(107.25, 16.25, 107.75, 16.75).coordinates[0] ?? []] as never,
  }
  expect(changedShare(whole, holed)).toBeCloseTo(0.25, 2)
  expect(changedShare(whole, box(110, 16, 111, 17))).toBeCloseTo(2, 5)
})
