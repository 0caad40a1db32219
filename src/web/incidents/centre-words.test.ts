import { expect, test } from 'vitest'
import { centreWords } from './centre-words.ts'

const title = { vi: 'Sông Bồ vượt báo động III', en: 'Bo river above alert level III' }
const alerts = [
  { id: 'a', title: { vi: 'Mất điện', en: 'Power cut' } },
  { id: 'b', title },
]

test('what the centre wrote of an alert is told in either language, with how many of its line came along', () => {
  expect(centreWords({ kind: 'alert.joined', text: title.vi, subject: 'b' }, alerts)).toEqual({ title, more: 0 })
  expect(centreWords({ kind: 'alert.resolved', text: title.vi, subject: 'b' }, alerts)).toEqual({ title, more: 0 })
  const line = `${title.vi} (và 12 cảnh báo cùng dòng)`
  expect(centreWords({ kind: 'alert.joined', text: line, subject: 'b' }, alerts)).toEqual({ title, more: 12 })
  expect(centreWords({ kind: 'incident.opened', text: title.vi, subject: null }, alerts)).toEqual({ title, more: 0 })
})

test('what a person typed, and what is of an alert that is not there, stays as it was written', () => {
  expect(centreWords({ kind: 'incident.opened', text: 'Lũ sông Bồ', subject: null }, alerts)).toBeNull()
  expect(centreWords({ kind: 'note', text: title.vi, subject: 'b' }, alerts)).toBeNull()
  expect(centreWords({ kind: 'alert.joined', text: title.vi, subject: 'c' }, alerts)).toBeNull()
  expect(centreWords({ kind: 'alert.joined', text: `${title.vi} ở Quảng Điền`, subject: 'b' }, alerts)).toBeNull()
})
