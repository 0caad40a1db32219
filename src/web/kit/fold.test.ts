import { expect, it } from 'vitest'
import { foldText, matchesSearch } from './fold.ts'

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
