import { expect, test } from 'vitest'
import demo from '../../../data/demo-hue/agencies.json' with { type: 'json' }
import { agencySign, breakName, placeAndDate, signerLines } from './agency-words.ts'

test.each([
  ['Sở Khoa học và Công nghệ', 'SKHCN'],
  ['Sở Nông nghiệp và Môi trường', 'SNNMT'],
  ['Ủy ban nhân dân phường Phú Xuân', 'UBND'],
  ['Uỷ ban nhân dân xã Lộc An', 'UBND'],
  ['Văn phòng Ủy ban nhân dân thành phố', 'VPUBND'],
  ['Đài Khí tượng Thủy văn thành phố Huế', 'ĐKTTVTPH'],
])('%s signs as %s', (name, sign) => {
  expect(agencySign(name)).toBe(sign)
})

test.each([
  ['Sở Khoa học và Công nghệ', ['SỞ KHOA HỌC', 'VÀ CÔNG NGHỆ']],
  ['Ủy ban nhân dân phường Phú Xuân', ['ỦY BAN NHÂN DÂN', 'PHƯỜNG PHÚ XUÂN']],
  ['Sở Y tế', ['SỞ Y TẾ']],
  ['Sở Nông nghiệp và Môi trường', ['SỞ NÔNG NGHIỆP', 'VÀ MÔI TRƯỜNG']],
])('%s is broken by word groups', (name, lines) => {
  expect(breakName(name, 23)).toEqual(lines)
})

test('no name of the demonstration province runs over its column, and none loses a word', () => {
  for (const { name } of demo.agencies) {
    const lines = breakName(name, 23)
    expect(lines.every((line) => line.length <= 23)).toBe(true)
    expect(lines.join(' ')).toBe(name.normalize('NFC').toUpperCase())
  }
})

test.each([
  ['2026-02-05', 'Huế, ngày 05 tháng 02 năm 2026'],
  ['2026-01-21', 'Huế, ngày 21 tháng 01 năm 2026'],
  ['2026-03-09', 'Huế, ngày 09 tháng 3 năm 2026'],
  ['2026-11-21', 'Huế, ngày 21 tháng 11 năm 2026'],
])('%s is written «%s»', (date, text) => {
  expect(placeAndDate('Huế', date)).toBe(text)
})

test('the signer of a committee signs on its behalf', () => {
  expect(signerLines('Ủy ban nhân dân phường Kim Long')).toEqual(['TM. ỦY BAN NHÂN DÂN', 'CHỦ TỊCH'])
  expect(signerLines('Sở Y tế')).toEqual(['GIÁM ĐỐC'])
})
