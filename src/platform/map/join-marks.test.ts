import fc from 'fast-check'
import { expect, test } from 'vitest'
import { joinMarks, nearestUnits } from './join-marks.ts'
import type { MapMark } from './read-marks.ts'

const across = 16
const side = 4_096 / across

/** A mark somewhere in each of some squares of a tile. */
const marks = fc
  .uniqueArray(
    fc.record({
      square: fc.nat({ max: across * across - 1 }),
      dx: fc.double({ min: 0, max: 1, noNaN: true }),
      dy: fc.double({ min: 0, max: 1, noNaN: true }),
      count: fc.integer({ min: 1, max: 400 }),
    }),
    { selector: ({ square }) => square, maxLength: 80 },
  )
  .map((given) =>
    given.map(({ square, dx, dy, count }): MapMark => {
      const own = count === 1 ? { id: square, code: `m${square}`, name: 'Một', type: 'x' } : null
      const x = Math.round(((square % across) + dx) * side)
      const y = Math.round((Math.floor(square / across) + dy) * side)
      return { x, y, count, squares: [square], ...(own ?? { id: null, code: null, name: null, type: null }) }
    }),
  )

test('no two marks lie over each other; every square and every asset is in one of them, where its assets are on average', () => {
  fc.assert(
    fc.property(marks, (given) => {
      const found = joinMarks(given)
      for (const [at, one] of found.entries())
        for (const other of found.slice(at + 1))
          expect(Math.hypot(one.x - other.x, one.y - other.y)).toBeGreaterThanOrEqual(nearestUnits)
      const squares = found.flatMap((mark) => mark.squares)
      expect(squares.toSorted((a, b) => a - b)).toEqual(given.flatMap((mark) => mark.squares).sort((a, b) => a - b))
      for (const { squares: own, x, y, count, code } of found) {
        const parts = given.filter((mark) => mark.squares.some((square) => own.includes(square)))
        const sum = parts.reduce((all, mark) => all + mark.count, 0)
        expect([count, code !== null]).toEqual([sum, sum === 1])
        // Rounded once for every mark that was joined.
        const mean = (of: 'x' | 'y') => parts.reduce((all, mark) => all + mark[of] * mark.count, 0) / sum
        expect(Math.max(Math.abs(mean('x') - x), Math.abs(mean('y') - y))).toBeLessThanOrEqual(parts.length)
      }
    }),
  )
})

test('what lies apart stays as it is', () => {
  const alone = (square: number, x: number): MapMark => ({
    x,
    y: 0,
    count: 1,
    squares: [square],
    id: square,
    code: `m${square}`,
    name: 'Một',
    type: 'x',
  })
  const apart = [alone(0, 0), alone(1, nearestUnits)]
  expect(joinMarks(apart)).toEqual(apart)
  expect(joinMarks([alone(0, 0), alone(1, nearestUnits - 1)])).toMatchObject([
    { count: 2, id: null, x: 104, squares: [0, 1] },
  ])
})
