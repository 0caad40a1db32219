import fc from 'fast-check'
import { expect, test } from 'vitest'
import { formatNumber, formatShare, writeSentence } from './sentence.ts'

const after = new Date('2026-12-02T00:00:00Z')
const alerts = { noun: 'cảnh báo', done: 'xử lý', dismissed: 'đã bác bỏ' }
const none = { fired: 0, inTime: 0, late: 0, notDue: 0, dismissed: 0, falseAlarm: 0 }

test.each([
  [
    { ...none, fired: 12, inTime: 9, late: 2, notDue: 1 },
    'Trong tháng 11 năm 2026, có 12 cảnh báo thuộc trách nhiệm; đã xử lý đúng hạn 9/11 cảnh báo đã xong hoặc đến hạn (81,8%), 2 cảnh báo trễ hạn; 1 cảnh báo còn trong hạn.',
    '81,8%',
  ],
  [
    { ...none, fired: 1, inTime: 1 },
    'Trong tháng 11 năm 2026, có 1 cảnh báo thuộc trách nhiệm; đã xử lý đúng hạn 1/1 cảnh báo đã xong hoặc đến hạn (100%).',
    '100%',
  ],
  [
    { ...none, fired: 3, late: 2, dismissed: 1 },
    'Trong tháng 11 năm 2026, có 3 cảnh báo thuộc trách nhiệm; đã xử lý đúng hạn 0/2 cảnh báo đã xong hoặc đến hạn (0%), 2 cảnh báo trễ hạn; 1 cảnh báo đã bác bỏ, không tính.',
    '0%',
  ],
  [
    { ...none, fired: 2, notDue: 2 },
    'Trong tháng 11 năm 2026, có 2 cảnh báo thuộc trách nhiệm; chưa có cảnh báo nào đến hạn; 2 cảnh báo còn trong hạn.',
    'chưa có cảnh báo nào đến hạn',
  ],
  [
    { ...none, fired: 1, dismissed: 1 },
    'Trong tháng 11 năm 2026, có 1 cảnh báo thuộc trách nhiệm; không có cảnh báo nào phải xử lý; 1 cảnh báo đã bác bỏ, không tính.',
    'không có cảnh báo nào phải xử lý',
  ],
  [
    { ...none, fired: 4, inTime: 2, dismissed: 1, falseAlarm: 1 },
    'Trong tháng 11 năm 2026, có 4 cảnh báo thuộc trách nhiệm; đã xử lý đúng hạn 2/2 cảnh báo đã xong hoặc đến hạn (100%); 1 cảnh báo đã bác bỏ, không tính; 1 cảnh báo là báo động giả, không tính.',
    '100%',
  ],
  [none, 'Trong tháng 11 năm 2026, không có cảnh báo nào thuộc trách nhiệm.', 'không có cảnh báo nào'],
])('%j reads as a sentence', (figure, text, figureText) => {
  expect(writeSentence(alerts, figure, { period: '2026-11', cutOffAt: after })).toMatchObject({ text, figureText })
})

test('other things than alerts are called by their own words', () => {
  const directives = { noun: 'ý kiến chỉ đạo', done: 'hoàn thành', dismissed: 'đã huỷ' }
  const figure = { ...none, fired: 5, inTime: 3, late: 1, dismissed: 1 }
  expect(writeSentence(directives, figure, { period: '2026-11', cutOffAt: after }).text).toBe(
    'Trong tháng 11 năm 2026, có 5 ý kiến chỉ đạo thuộc trách nhiệm; đã hoàn thành đúng hạn 3/4 ý kiến chỉ đạo đã xong hoặc đến hạn (75%), 1 ý kiến chỉ đạo trễ hạn; 1 ý kiến chỉ đạo đã huỷ, không tính.',
  )
})

test('a cut-off within the period is named in local time', () => {
  const { text } = writeSentence(alerts, none, { period: '2026-Q4', cutOffAt: new Date('2026-11-21T17:05:00Z') })
  expect(text).toBe('Trong quý IV năm 2026 (tính đến 00:05 ngày 22/11/2026), không có cảnh báo nào thuộc trách nhiệm.')
})

test.each([
  [9, 11, '81,8%'],
  [1, 3, '33,3%'],
  [0, 5, '0%'],
  [5, 5, '100%'],
  [9_999, 10_000, '99,9%'],
  [1, 10_000, '0,1%'],
])('%i of %i is %s', (part, of, expected) => {
  expect(formatShare(part, of)).toBe(expected)
})

test('a share of nothing is refused', () => {
  expect(() => formatShare(0, 0)).toThrow(RangeError)
})

test('numbers have points between thousands and a decimal comma', () => {
  expect(formatNumber(284917)).toBe('284.917')
  expect(formatNumber(4.96)).toBe('5')
  expect(formatNumber(81.8)).toBe('81,8')
})

const counts = fc.nat(2_000)
const figures = fc
  .record({ inTime: counts, late: counts, notDue: counts, dismissed: counts, falseAlarm: counts })
  .map((parts) => ({ ...parts, fired: parts.inTime + parts.late + parts.notDue + parts.dismissed + parts.falseAlarm }))

test('for any figure the parts make the text, one part is the value, and an empty share shows no per cent sign', () => {
  fc.assert(
    fc.property(figures, (figure) => {
      const { text, figureText, parts } = writeSentence(alerts, figure, { period: '2026-11', cutOffAt: after })
      expect(parts.map((part) => part.text).join('')).toBe(text)
      expect(parts.filter((part) => part.counts === 'value')).toEqual([{ text: figureText, counts: 'value' }])
      expect(text.split(figureText)).toHaveLength(2)
      expect(text.includes('%')).toBe(figure.inTime + figure.late > 0)
      expect(text.endsWith('.')).toBe(true)
    }),
  )
})
