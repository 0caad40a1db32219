import { expect, test } from 'vitest'
import { readPosition, writePosition } from './position.ts'

test.each([
  ['16.4637, 107.5909', [107.5909, 16.4637]],
  ['16.4637 107.5909', [107.5909, 16.4637]],
  ['16,4637; 107,5909', [107.5909, 16.4637]],
  [' 16,107 ', [107, 16]],
  ['', null],
  ['16.4637', undefined],
  ['Huế', undefined],
  ['91, 107', undefined],
  ['16.4, 181', undefined],
])('«%s» is read as latitude and longitude', (text, at) => {
  expect(readPosition(text)).toEqual(at)
})

test('a place is written the way it is read', () => {
  expect(readPosition(writePosition([107.5909, 16.4637]))).toEqual([107.5909, 16.4637])
  expect(writePosition([107.5, 16.439999999999998])).toBe('16.44, 107.5')
  expect(writePosition(null)).toBe('')
})
