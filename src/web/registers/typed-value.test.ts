import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { Field } from '../../core/field.ts'
import { faultOf, readNumber, writeNumber } from './typed-value.ts'

const label = { vi: 'x', en: 'x' }

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
