import fc from 'fast-check'
import { expect, test } from 'vitest'
import { makeAreaShape, type Position } from './geo.ts'
import { anyhowPoints, formFault, pathsOf, placeFault, shapeOf } from './geo-shape.ts'

const corner = fc.tuple(fc.integer({ min: 0, max: 6 }), fc.integer({ min: 0, max: 6 }))
const ring = fc.uniqueArray(corner, { minLength: 3, maxLength: 7, selector: String })
const polygon = (...paths: Position[][]) => ({
  type: 'Polygon' as const,
  coordinates: paths.map((path) => [...path, ...path.slice(0, 1)]),
})

/** Every pair of sides, met by solving for where they meet, in whole numbers. */
function crossesSlowly(path: readonly Position[]): boolean {
  const sides = path.map((from, index) => [from, path[(index + 1) % path.length] ?? from] as const)
  const shared = (i: number, j: number) => Math.abs(i - j) === 1 || Math.abs(i - j) === sides.length - 1
  const pointsOf = ([[ax = 0, ay = 0], [bx = 0, by = 0]]: readonly [Position, Position], parts: number) =>
    Array.from({ length: parts + 1 }, (_, k) => [ax * parts + k * (bx - ax), ay * parts + k * (by - ay)].join())
  return sides.some((one, i) =>
    sides.slice(i + 1).some((other, offset) => {
      const j = i + 1 + offset
      const [[ax = 0, ay = 0], [bx = 0, by = 0]] = one
      const [[cx = 0, cy = 0], [dx = 0, dy = 0]] = other
      const cross = (bx - ax) * (dy - cy) - (by - ay) * (dx - cx)
      if (cross === 0) {
        // Side by side: they overlap where they share a point of a grid so fine that it has every corner.
        const common = new Set(pointsOf(one, 6 * 60)).intersection(new Set(pointsOf(other, 6 * 60)))
        return common.size > (shared(i, j) ? 1 : 0) && (bx - ax) * (cy - ay) === (by - ay) * (cx - ax)
      }
      const s = ((cx - ax) * (dy - cy) - (cy - ay) * (dx - cx)) / cross
      const t = ((cx - ax) * (by - ay) - (cy - ay) * (bx - ax)) / cross
      return s >= 0 && s <= 1 && t >= 0 && t <= 1 && !shared(i, j)
    }),
  )
}

test('a ring is refused exactly where two of its sides meet outside a common corner', () => {
  fc.assert(
    fc.property(ring, (path) => {
      const fault = formFault('polygon', polygon(path))
      expect(fault?.code === 'crosses_itself', JSON.stringify(path)).toBe(crossesSlowly(path))
    }),
    { numRuns: 3_000 },
  )
})

test.each([
  [
    'a bow tie',
    [
      [0, 0],
      [2, 2],
      [2, 0],
      [0, 2],
    ],
  ],
  [
    'a spike that goes back on itself',
    [
      [0, 0],
      [4, 0],
      [2, 0],
      [2, 2],
    ],
  ],
  [
    'a corner on another side',
    [
      [0, 0],
      [4, 0],
      [4, 4],
      [2, 0],
      [0, 4],
    ],
  ],
])('%s crosses itself', (_, path) => {
  expect(formFault('polygon', polygon(path))).toMatchObject({ code: 'crosses_itself' })
})

test('a hole within is fine, one that cuts the border is not', () => {
  const outer = [
    [0, 0],
    [9, 0],
    [9, 9],
    [0, 9],
  ]
  expect(
    formFault(
      'polygon',
      polygon(outer, [
        [2, 2],
        [4, 2],
        [4, 4],
      ]),
    ),
  ).toBeNull()
  expect(
    formFault(
      'polygon',
      polygon(outer, [
        [2, 2],
        [12, 2],
        [4, 4],
      ]),
    ),
  ).toMatchObject({ code: 'crosses_itself' })
})

test('too few points are told with how many are needed, an open ring as such', () => {
  expect(
    formFault('line', {
      type: 'LineString',
      coordinates: [
        [1, 1],
        [1, 1],
      ],
    }),
  ).toEqual({ code: 'too_few_points', n: 2 })
  expect(
    formFault(
      'polygon',
      polygon([
        [0, 0],
        [1, 1],
        [0, 0],
      ]),
    ),
  ).toEqual({ code: 'too_few_points', n: 3 })
  const open = {
    type: 'Polygon',
    coordinates: [
      [
        [0, 0],
        [1, 0],
        [1, 1],
        [0, 1],
      ],
    ],
  } as const
  expect(formFault('polygon', open)).toEqual({ code: 'ring_open' })
  expect(
    formFault('line', {
      type: 'LineString',
      coordinates: [
        [0, 0],
        [2, 2],
        [2, 0],
        [0, 2],
      ],
    }),
  ).toBeNull()
})

test('a point is outside where it is farther than a kilometre from every area', () => {
  const areas = [
    makeAreaShape(
      'x',
      polygon([
        [107, 16],
        [108, 16],
        [108, 17],
        [107, 17],
      ]),
    ),
  ]
  const at = (lon: number, lat: number) => placeFault(areas, { type: 'Point', coordinates: [lon, lat] })
  expect(at(107.5, 16.5)).toBeNull()
  expect(at(108.009, 16.5), '960 m east').toBeNull()
  expect(at(108.01, 16.5), '1,067 m east').toEqual({ code: 'outside_province', at: [108.01, 16.5] })
  expect(at(107.5, 15.9911), '990 m south').toBeNull()
  expect(at(107.5, 15.9909), '1,013 m south').toMatchObject({ code: 'outside_province' })
  expect(at(16.5, 107.5), 'latitude and longitude the wrong way round').toMatchObject({ code: 'outside_province' })
})

test('paths give the shape back that they were taken from', () => {
  fc.assert(
    fc.property(fc.array(ring, { minLength: 1, maxLength: 3 }), (paths) => {
      const shape = polygon(...paths)
      expect(shapeOf('polygon', pathsOf(shape))).toEqual(shape)
    }),
  )
  expect(shapeOf('line', [[]])).toBeNull()
})

test('eight times the corners do not take sixty-four times as long', () => {
  const circle = (corners: number) =>
    polygon(
      Array.from({ length: corners }, (_, k) => {
        const angle = (k / corners) * 2 * Math.PI
        return [107.5 + 0.1 * Math.cos(angle), 16.4 + 0.1 * Math.sin(angle)]
      }),
    )
  const spentUs = () => {
    const { user, system } = process.threadCpuUsage()
    return user + system
  }
  // Of the processor's time, which others on the machine do not take, the best of some runs.
  const bestUs = (corners: number) => {
    const shape = circle(corners)
    const runs = Array.from({ length: 5 }, () => {
      const start = spentUs()
      expect(formFault('polygon', shape)).toBeNull()
      return spentUs() - start
    })
    return Math.min(...runs)
  }
  bestUs(2_000)
  expect(bestUs(40_000)).toBeLessThan(24 * bestUs(5_000))
})

test('a comb of many points is looked through within seconds, one of many more is refused as soon', () => {
  // Teeth as wide as the whole: each lies beside all others, which no order from west to east tells apart.
  const comb = (teeth: number): Position[] => [
    [107, 15.9],
    ...Array.from({ length: teeth }, (_, n): Position[] => {
      const lat = 16 + n * 4e-6
      return [
        [107.1, lat],
        [107.5, lat + 1e-6],
        [107.5, lat + 2e-6],
        [107.1, lat + 3e-6],
      ]
    }).flat(),
    [107, 16.1],
  ]
  const startedAt = performance.now()
  expect(formFault('polygon', polygon(comb(anyhowPoints / 4 - 1)))).toBeNull()
  expect(formFault('polygon', polygon(comb(10_000)))).toEqual({ code: 'too_many', n: anyhowPoints })
  expect(performance.now() - startedAt).toBeLessThan(5_000)
})
