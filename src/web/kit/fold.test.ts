import { expect, it } from 'vitest'
import { findOptions, foldText, matchesSearch } from './fold.ts'

it('folds Vietnamese letters, đ included', () => {
  expect(foldText('Xã Chân Mây - Lăng Cô')).toBe('xa chan may - lang co')
  expect(foldText('ĐƯỜNG Đặng Thuỳ Trâm')).toBe('duong dang thuy tram')
})

it('finds an agency by words in any order, with or without marks', () => {
  const name = 'Trung tâm Giám sát, điều hành đô thị thông minh (HueIOC)'
  expect(matchesSearch(name, 'giam sat')).toBe(true)
  expect(matchesSearch(name, 'hueioc trung')).toBe(true)
  expect(matchesSearch(name, 'điều hành')).toBe(true)
  expect(matchesSearch(name, 'xây dựng')).toBe(false)
})

const found = (labels: readonly string[], search: string) =>
  findOptions(
    labels.map((label) => ({ label })),
    search,
  ).map(({ label }) => label)

it('offers first what Enter should take: the words as they were typed before the same words apart', () => {
  const agencies = ['Ủy ban nhân dân phường Kim Trà', 'Ủy ban nhân dân phường Hương Trà', 'Sở Công Thương']
  expect(found(agencies, 'huong tra')).toEqual([agencies[1], agencies[0]])
  expect(found(agencies, 'kim tra')).toEqual([agencies[0]])
  expect(found(['Sở Xây dựng', 'Ban Quản lý dự án xây dựng'], 'xay dung')).toEqual([
    'Sở Xây dựng',
    'Ban Quản lý dự án xây dựng',
  ])
})

it('offers the kind that bears the name before other kinds of a register that bears it', () => {
  const kinds = ['Buổi làm việc', 'Thông báo kết luận', 'Ý kiến chỉ đạo', 'Đề nghị gia hạn']
  const labels = kinds.map((kind) => `Ý kiến chỉ đạo, kết luận: ${kind}`)
  expect(found(labels, 'chi dao')[0]).toBe(labels[2])
  expect(found(labels, 'buoi')).toEqual([labels[0]])
})
