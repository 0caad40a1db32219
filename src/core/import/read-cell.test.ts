import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Field } from '../field.ts'
import { guessMapping } from './guess-mapping.ts'
import type { ImportField } from './import-field.ts'
import { type Directory, readCell } from './read-cell.ts'
import { readDay, readInstant } from './read-date.ts'
import { findDecimalSign, readNumber } from './read-number.ts'

const label = { vi: 'Nhãn', en: 'Label' }
const names: Directory = {
  agency: (text) =>
    text === 'Sở A'
      ? [{ id: 1, name: 'Sở A' }]
      : text === 'Phòng'
        ? [
            { id: 2, name: 'Phòng (1)' },
            { id: 3, name: 'Phòng (2)' },
          ]
        : [],
  area: (text) => (text === '00123' ? [{ id: '00123', name: 'Xã' }] : []),
  record: () => [],
}
const cell = (field: ImportField['field'], text: string | number | boolean) => {
  const read = readCell(field, text, ',', names)
  return 'value' in read ? read.value : read.fault.code
}

test.for([
  ['1.234,5', 1234.5],
  ['1.234', 1234],
  ['1 234,5', 1234.5],
  ['-0,5', -0.5],
  ['1.234.567', 1_234_567],
  ['12,3,4', null],
  ['1.23', null],
  ['abc', null],
  ['', null],
] as const)('a column of Vietnamese numbers: %s is %s', ([text, number]) => {
  expect(readNumber(text, ',')).toBe(number)
})

test('a column tells how it writes decimals; one that does both is not guessed at', () => {
  expect(findDecimalSign(['1.234', '0.5'])).toBe('.')
  expect(findDecimalSign(['1.234', '2.000,5'])).toBe(',')
  expect(findDecimalSign(['1.234', '7'])).toBe(',')
  const mixed = findDecimalSign(['0,5', '0.5', '1.234'])
  expect(mixed).toBeNull()
  expect(readNumber('1.234', mixed)).toBe('unclear')
  expect(readNumber('0,5', mixed)).toBe(0.5)
})

test('every number written as Intl writes it, in either way, is read back', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: -1_000_000_000, max: 1_000_000_000 }),
      fc.integer({ min: 0, max: 3 }),
      (whole, digits) => {
        const number = whole / 10 ** digits
        const options = { minimumFractionDigits: digits, maximumFractionDigits: digits }
        expect(readNumber(number.toLocaleString('vi-VN', options), ',')).toBeCloseTo(number, digits + 1)
        expect(readNumber(number.toLocaleString('en-US', options), '.')).toBeCloseTo(number, digits + 1)
      },
    ),
  )
})

test.for([
  ['21/11/2026', '2026-11-21'],
  ['1-2-2027', '2027-02-01'],
  ['ngày 05.03.2026', '2026-03-05'],
  ['2026-11-21', '2026-11-21'],
  ['2026-11-21T00:00:00', '2026-11-21'],
  ['29/02/2024', '2024-02-29'],
  ['31/02/2026', 'no_such_day'],
  ['11/21/2026', 'no_such_day'],
  ['21/11/26', null],
  ['mai', null],
] as const)('the day %s is %s', ([text, day]) => {
  expect(readDay(text)).toBe(day)
})

test.for([
  ['21/11/2026 08:30', '2026-11-21T01:30:00.000Z'],
  ['8h30, 21/11/2026', '2026-11-21T01:30:00.000Z'],
  ['2026-11-21T08:30:00', '2026-11-21T01:30:00.000Z'],
  ['2026-11-21T08:30:00Z', '2026-11-21T08:30:00.000Z'],
  ['21/11/2026', '2026-11-20T17:00:00.000Z'],
  ['21/11/2026 25:00', null],
] as const)('the instant %s is %s', ([text, instant]) => {
  expect(readInstant(text)).toBe(instant)
})

const choice: Field = {
  kind: 'choices',
  label,
  options: [
    { key: 'wired', label: { vi: 'Có dây', en: 'Wired' } },
    { key: 'fm', label: { vi: 'Sóng FM', en: 'FM' } },
  ],
}

test.for([
  [{ kind: 'yes_no', label }, 'Có', true],
  [{ kind: 'yes_no', label }, 'KHÔNG', false],
  [{ kind: 'yes_no', label }, 'x', true],
  [{ kind: 'yes_no', label }, 'có lẽ', 'not_yes_or_no'],
  [{ kind: 'money', label }, '1.500.000 đồng', 1_500_000],
  [{ kind: 'money', label }, '1.500.000 VNĐ', 1_500_000],
  [{ kind: 'integer', label }, '1,5', 'not_whole'],
  [choice, 'có dây; FM', ['wired', 'fm']],
  [choice, 'song fm', ['fm']],
  [choice, 'vệ tinh', 'unknown_choice'],
  [{ kind: 'agency', label }, 'Sở A', 1],
  [{ kind: 'agency', label }, 'Phòng', 'several_agencies'],
  [{ kind: 'agencies', label }, 'Sở A; Sở A', [1]],
  [{ kind: 'area', label }, 123, '00123'],
  [{ kind: 'degrees' }, '107,123', 107.123],
  [{ kind: 'degrees' }, '107.123', 107.123],
  [{ kind: 'degrees' }, 'đông', 'not_degrees'],
  [{ kind: 'text', label, maxLength: 9 }, "'=1+1", '=1+1'],
] as const)('a cell of %j: %j is %j', ([field, text, value]) => {
  expect(cell(field as ImportField['field'], text)).toEqual(value)
})

test('columns are guessed from the words that clerks use, each field once', () => {
  const one = (key: string, vi: string, en: string): ImportField => ({
    key,
    label: { vi, en },
    required: false,
    personal: false,
    field: { kind: 'code' },
  })
  const fields = [
    one('code', 'Mã', 'Code'),
    one('name', 'Tên', 'Name'),
    one('agencyId', 'Đơn vị quản lý', 'Agency'),
    one('lon', 'Kinh độ', 'Longitude'),
    one('lat', 'Vĩ độ', 'Latitude'),
    one('values.due_on', 'Hạn hoàn thành', 'Due'),
  ]
  const headers = [
    'MÃ TRẠM (*)',
    'ten tram',
    'Co quan quan ly',
    'kinh do (độ)',
    'LATITUDE',
    'Hạn hoàn thành nhiệm vụ',
    'Ghi chú',
    'Tên',
  ]
  expect(guessMapping(headers, fields)).toEqual(['code', null, 'agencyId', 'lon', 'lat', 'values.due_on', null, 'name'])
  expect(guessMapping(['ten tram', 'X', 'Y'], fields)).toEqual(['name', null, null])
})
