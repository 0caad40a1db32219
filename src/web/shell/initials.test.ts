import { expect, it } from 'vitest'
import { initialsOf } from './initials.ts'

it('takes the last two words, where a Vietnamese given name stands', () => {
  expect(initialsOf('Nguyễn Thị Lan Anh')).toBe('LA')
  expect(initialsOf('Đỗ Ánh')).toBe('ĐÁ')
  expect(initialsOf('Admin')).toBe('A')
  expect(initialsOf('  ')).toBe('')
})
