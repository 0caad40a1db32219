import fc from 'fast-check'
import { expect, test } from 'vitest'
import { countedAs, countKeys, numberOfKey, tallyFigure, tallyOf } from './counted-as.ts'

const part = fc.nat(500)
const tallies = fc.record({ inTime: part, late: part, notDue: part, dismissed: part, falseAlarm: part })

test('false alarms arose, and are neither in time nor late', () => {
  const figure = tallyFigure({ inTime: 3, late: 1, notDue: 0, dismissed: 0, falseAlarm: 4 })
  expect(figure).toMatchObject({ value: 0.75, fired: 8, falseAlarm: 4 })
})

test('of false alarms alone there is no share', () => {
  expect(tallyFigure({ inTime: 0, late: 0, notDue: 0, dismissed: 0, falseAlarm: 2 })).toMatchObject({
    value: null,
    fired: 2,
  })
})

test('what is counted is counted once: all that arose is the sum of its kinds', () => {
  fc.assert(
    fc.property(tallies, (tally) => {
      const sum = Object.values(tally).reduce((total, each) => total + each, 0)
      expect(tallyFigure(tally).fired).toBe(sum)
      expect(tallyOf(new Map(countedAs.map((count) => [count, tally[countKeys[count]]])))).toEqual(tally)
    }),
  )
})

test('a number opens the rows that it counts; the whole and the share open all', () => {
  expect(countedAs.map((count) => numberOfKey(countKeys[count]))).toEqual(countedAs)
  expect([numberOfKey('fired'), numberOfKey('value')]).toEqual(['all', undefined])
})
