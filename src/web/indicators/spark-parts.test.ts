import { expect, test } from 'vitest'
import { sparkParts } from './spark-parts.ts'

const box = { width: 96, height: 28, margin: 3 }

test('the lowest value lies at the bottom, the highest at the top, steps are even', () => {
  expect(sparkParts([0.5, 0.75, 1], box)).toEqual({ lines: ['3,25 48,14 93,3'], last: { x: 93, y: 3 }, targetY: null })
})

test('a gap is a gap: neither side is drawn to the other, and a value alone is no line', () => {
  const { lines, last } = sparkParts([0, 1, null, 1, null, 0, 1, null], { ...box, width: 76 })
  expect(lines).toEqual(['3,25 13,3', '53,25 63,3'])
  expect(last).toBeNull()
})

test('a course that does not move lies in the middle; one value is a dot; none is nothing', () => {
  expect(sparkParts([0.4, 0.4], box)).toEqual({ lines: ['3,14 93,14'], last: { x: 93, y: 14 }, targetY: null })
  expect(sparkParts([0.4], box)).toEqual({ lines: [], last: { x: 3, y: 14 }, targetY: null })
  expect(sparkParts([], box)).toEqual({ lines: [], last: null, targetY: null })
  expect(sparkParts([null], box)).toEqual({ lines: [], last: null, targetY: null })
})

test('the target lies where a value of its size would, also beyond all of them and where there is none', () => {
  expect(sparkParts([0.5, 1], box, 0.75).targetY).toBe(14)
  expect(sparkParts([0.5, 0.6], box, 1)).toMatchObject({ targetY: 3, last: { y: 20.6 } })
  expect(sparkParts([0.5, 0.6], box, 0.4)).toMatchObject({ targetY: 25, last: { y: 3 } })
  expect(sparkParts([null], box, 0.9)).toEqual({ lines: [], last: null, targetY: 14 })
})
