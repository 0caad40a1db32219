import { expect, it } from 'vitest'
import { keyFrom, readOptions, writeOptions } from './option-lines.ts'

it('a key is drawn from a label', () => {
  expect(['Rất khẩn', '  Đường bộ – cầu ', '24 giờ', '', '…'].map(keyFrom)).toEqual([
    'rat_khan',
    'duong_bo_cau',
    'o_24_gio',
    '',
    '',
  ])
})

it('options that stand keep their keys, also when they are renamed; new ones come after', () => {
  const standing = readOptions('Khẩn | Urgent\nThường') ?? []
  expect(standing.map(({ key, label }) => [key, label.en])).toEqual([
    ['khan', 'Urgent'],
    ['thuong', 'Thường'],
  ])
  expect(writeOptions(standing)).toBe('Khẩn | Urgent\nThường')
  expect(readOptions('Hoả tốc\nThường\n\nChậm', standing)?.map(({ key }) => key)).toEqual(['khan', 'thuong', 'cham'])
  for (const text of ['', ' \n ', 'a\na', '| x']) expect(readOptions(text), text).toBeNull()
})
