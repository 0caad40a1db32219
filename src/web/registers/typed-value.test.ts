import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { Field } from '../../core/field.ts'
import { faultOf, readDate, readInstant, readNumber, writeDate, writeInstant, writeNumber } from './typed-value.ts'

const label = { vi: 'x', en: 'x' }

it('a day is read as clerks type it, and what is no day of the calendar is none', () => {
  expect(['21/11/2026', '1/2/26', ' 01.02.2026 ', '29-02-2028'].map(readDate)).toEqual([
    '2026-11-21',
    '2026-02-01',
    '2026-02-01',
    '2028-02-29',
  ])
  for (const typed of ['', '31/02/2026', '29/02/2026', '2026-11-21', '21/13/2026', 'mai', '1/1']) {
    expect(readDate(typed), typed).toBeNull()
  }
})

it('an instant is of Asia/Ho_Chi_Minh, written and read back the same', () => {
  expect(readInstant('21/11/2026 7:05')).toBe('2026-11-21T07:05:00+07:00')
  expect(writeInstant('2026-11-21T00:05:00.000Z')).toBe('21/11/2026 07:05')
  expect(readInstant('21/11/2026 24:00')).toBeNull()
  expect(writeInstant('21/11')).toBe('21/11')
})

it('figures are written and read back in both languages, and half-typed ones are not guessed', () => {
  expect(readNumber('1.250.000,5', 'vi')).toBe(1_250_000.5)
  expect(readNumber('1,250,000.5', 'en')).toBe(1_250_000.5)
  expect(readNumber('\u221212 đ', 'vi')).toBe(-12)
  for (const typed of ['1.25.000', '12,', 'mười', '1.5', '--1', '']) expect(readNumber(typed, 'vi'), typed).toBeNull()
  fc.assert(
    fc.property(fc.integer(), fc.constantFrom('vi' as const, 'en' as const), (value, language) => {
      expect(readNumber(writeNumber(value, language), language)).toBe(value)
    }),
  )
})

it('every day is written and read back the same', () => {
  fc.assert(
    fc.property(fc.date({ min: new Date('2000-01-01'), max: new Date('2099-12-31'), noInvalidDate: true }), (date) => {
      const day = date.toISOString().slice(0, 10)
      expect(readDate(writeDate(day))).toBe(day)
    }),
  )
})

it('a fault says what is wrong with the kind of value', () => {
  const money: Field = { kind: 'money', label }
  const count: Field = { kind: 'integer', label, min: 2, max: 9 }
  expect(faultOf(money, -1, false)).toEqual({ key: 'least', n: 0 })
  expect(faultOf(money, 'nhiều', false)).toEqual({ key: 'number' })
  expect(faultOf(count, 2.5, false)).toEqual({ key: 'whole' })
  expect(faultOf(count, 10, false)).toEqual({ key: 'most', n: 9 })
  expect(faultOf({ kind: 'date', label }, '31/02/2026', false)).toEqual({ key: 'date' })
  expect(faultOf({ kind: 'link', label }, 'hue.gov.vn', false)).toEqual({ key: 'link' })
  expect(faultOf({ kind: 'text', label, maxLength: 9 }, '  ', true)).toEqual({ key: 'required' })
  expect(faultOf({ kind: 'agencies', label }, [], true)).toEqual({ key: 'required' })
  expect(faultOf({ kind: 'yes_no', label }, false, true)).toBeNull()
  expect(faultOf(count, null, false)).toBeNull()
})
