import { expect, test } from 'vitest'
import { compareSpelling, hasMarks, squeeze } from './spelling.ts'

test.each([
  ['Hương Vân', 'Hương Vân', 'exact'],
  ['hƣơng vân', 'Hương Vân', 'exact'],
  ['thuỷ xuân', 'Thủy Xuân', 'exact'],
  ['Thủy Xuân'.normalize('NFD'), 'Thuỷ Xuân', 'exact'],
  ['huong van', 'Hương Vân', 'possible'],
  ['Hương Van', 'Hương Vân', 'possible'],
  ['Hương Văn', 'Hương Vân', 'different'],
  ['Phú Hoa', 'Phú Hòa', 'possible'],
  ['Phú Hóa', 'Phú Hòa', 'different'],
  ['Chân Mây Lăng Cô', 'Chân Mây - Lăng Cô', 'exact'],
  ['da nang', 'Đà Nẵng', 'possible'],
  ['Kim', 'Kim Long', 'different'],
] as const)('%s for %s is %s', (typed, real, expected) => {
  expect(compareSpelling(typed, real)).toBe(expected)
})

test('what is looked up is letters and digits only', () => {
  expect(['Phường 01', 'P. 10', 'Bà Rịa - Vũng Tàu', '01', '0'].map(squeeze)).toEqual([
    'phuong01',
    'p10',
    'bariavungtau',
    '1',
    '0',
  ])
  expect(['huong', 'hương', 'Đa', 'hƣ', 'Huế'].map(hasMarks)).toEqual([false, true, true, true, true])
})
