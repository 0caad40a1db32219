import { expect, test } from 'vitest'
import { faultText } from '../../core/import/fault-text.ts'
import { faultOfCheck } from './schema-faults.ts'

test.each([
  ['unknown_agency', {}, 'Đơn vị này không còn hoạt động. Ghi đơn vị khác.'],
  ['unknown_record', {}, 'Không thấy hồ sơ này trong những hồ sơ bạn được xem.'],
  ['too_few_points', { n: 3 }, 'Hình cần ít nhất 3 điểm khác nhau.'],
  ['too_long', { n: 40 }, 'Dài quá 40 ký tự. Rút gọn lại.'],
  ['too_small', { n: 5 }, 'Nhỏ hơn mức cho phép là 5.'],
  ['of a later version', {}, 'Giá trị này không nhận được. Xem lại ô này.'],
])('a check that says %s is told in its own words, never in the server’s sentence', (code, params, text) => {
  const fault = faultOfCheck({ path: 'values.x', message: 'in English', code, params })
  expect(faultText(fault, 'vi')).toBe(text)
  expect(faultText(fault, 'en')).not.toMatch(/in English|\{/)
})
