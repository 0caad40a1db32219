import { expect, test } from 'vitest'
import { readShape, writeShape } from './shape-text.ts'

const square = [
  [107.5, 16.4],
  [107.6, 16.4],
  [107.6, 16.5],
]

test('a point is read as maps and phones give it', () => {
  const point = { type: 'Point', coordinates: [107.5909, 16.4637] }
  expect(readShape('point', '16.4637, 107.5909')).toEqual({ shape: point, wrongLine: null })
  expect(readShape('point', '  ')).toEqual({ shape: null, wrongLine: null })
  expect(readShape('point', '16.4, 107.5\n16.5, 107.6').wrongLine).toBe(2)
})

test('lines of coordinates become a line, columns of a sheet too', () => {
  const { shape, wrongLine } = readShape('line', '16.4\t107.5\r\n16.4\t107.6\r\n16.5\t107.6\r\n')
  expect(shape).toEqual({ type: 'LineString', coordinates: square })
  expect(wrongLine).toBeNull()
})

test('the line that cannot be read is named, the others are drawn', () => {
  expect(readShape('line', '16.4, 107.5\nHuế\n16.5, 107.6')).toEqual({
    shape: { type: 'LineString', coordinates: [square[0], square[2]] },
    wrongLine: 2,
  })
})

test('a polygon is closed, whether the first point is repeated or not, and is written the way it is read', () => {
  const ring = [...square, square[0]]
  const text = '16.4, 107.5\n16.4, 107.6\n16.5, 107.6'
  const polygon = { type: 'Polygon' as const, coordinates: [ring.map((at) => at ?? [])] }
  expect(readShape('polygon', text).shape).toEqual(polygon)
  expect(readShape('polygon', `${text}\n16.4, 107.5`).shape).toEqual(polygon)
  const holed = { type: 'Polygon' as const, coordinates: [...polygon.coordinates, ...polygon.coordinates] }
  expect(readShape('polygon', writeShape(holed)).shape).toEqual(holed)
})
