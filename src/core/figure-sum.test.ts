import fc from 'fast-check'
import { expect, test } from 'vitest'
import { figureSum } from './figure-sum.ts'

const part = fc.nat(3)
const figures = fc
  .record({ inTime: part, late: part, notDue: part, dismissed: part, falseAlarm: part })
  .map((parts) => ({ ...parts, fired: parts.inTime + parts.late + parts.notDue + parts.dismissed + parts.falseAlarm }))

test('whatever the figure and the number of it, the sum adds up', () => {
  const counts = fc.constantFrom(undefined, 'in_time', 'late', 'not_due', 'dismissed', 'false_alarm')
  fc.assert(
    fc.property(figures, counts, (figure, count) => {
      const { first, steps, result } = figureSum(figure, count)
      const total = steps.reduce((sum, { sign, key }) => sum + (sign === '+' ? 1 : -1) * figure[key], figure[first])
      expect(total).toBe(figure[result])
    }),
  )
})

test('what is overdue is what was given without what was done in time and what still has time', () => {
  expect(figureSum({ fired: 203, inTime: 187, late: 5, notDue: 11, dismissed: 0, falseAlarm: 0 }, 'late')).toEqual({
    first: 'fired',
    steps: [
      { sign: '-', key: 'inTime' },
      { sign: '-', key: 'notDue' },
    ],
    result: 'late',
  })
})
