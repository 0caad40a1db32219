import fc from 'fast-check'
import { expect, it } from 'vitest'
import { readDate, readInstant, withDay, writeDate, writeInstant } from './typed-date.ts'

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

it('every day is written and read back the same', () => {
  fc.assert(
    fc.property(fc.date({ min: new Date('2000-01-01'), max: new Date('2099-12-31'), noInvalidDate: true }), (date) => {
      const day = date.toISOString().slice(0, 10)
      expect(readDate(writeDate(day))).toBe(day)
    }),
  )
})

it('a day that is chosen keeps the time that was typed, and invents none', () => {
  expect(withDay('21/11/2026 07:05', '2026-12-01')).toBe('01/12/2026 07:05')
  expect(withDay('21/11 7h05', '2026-12-01')).toBe('01/12/2026 7h05')
  for (const typed of ['', '21/11/2026', 'mai']) expect(withDay(typed, '2026-12-01'), typed).toBe('01/12/2026 ')
})
