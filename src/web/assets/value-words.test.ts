import { expect, it } from 'vitest'
import { valueWords } from './value-words.ts'

it('never rounds a value up to the level that it has not reached', () => {
  expect(valueWords({ words: null, unit: 'm' }, 4.46, 'vi')).toBe('4,46\u00a0m')
  expect(valueWords({ words: null, unit: 'm' }, 2.86, 'en')).toBe('2.86\u00a0m')
  expect(valueWords({ words: null, unit: '%' }, 12.8, 'vi')).toBe('12,8%')
})

it('says a state in words', () => {
  const words = { '0': { vi: 'Không truy cập được', en: 'Down' }, '1': { vi: 'Bình thường', en: 'Up' } }
  expect(valueWords({ words, unit: '' }, 0, 'vi')).toBe('Không truy cập được')
  expect(valueWords({ words, unit: '' }, 1, 'en')).toBe('Up')
})
