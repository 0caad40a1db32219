import { expect, test } from 'vitest'
import { gatherKeys, keyOf } from './keys.ts'

test('a letter is small without Shift and a capital with it, whatever Caps Lock makes of it', () => {
  expect(keyOf({ key: 'A', shiftKey: false })).toBe('a')
  expect(keyOf({ key: 'a', shiftKey: true })).toBe('A')
  expect(keyOf({ key: 'Đ', shiftKey: false })).toBe('đ')
  // On many keyboards a question mark needs Shift, on some it does not.
  expect(keyOf({ key: '?', shiftKey: true })).toBe('?')
  expect(keyOf({ key: 'Enter', shiftKey: false })).toBe('Enter')
})

test('two keys within a second and a half may be a pair, later ones stand alone', () => {
  const gather = gatherKeys()
  expect(gather('g', 0)).toEqual(['g'])
  expect(gather('t', 1_500)).toEqual(['g t', 't'])
  expect(gather('j', 3_001)).toEqual(['j'])
  expect(gather('j', 3_100)).toEqual(['j j', 'j'])
})
