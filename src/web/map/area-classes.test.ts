import { expect, it } from 'vitest'
import { roundLimits, shadeOf, shadeOfAmounts } from './area-classes.ts'

it('limits are round, and the highest class is in use', () => {
  expect(roundLimits(0)).toEqual([1, 2, 3, 4])
  expect(roundLimits(4)).toEqual([1, 2, 3, 4])
  expect(roundLimits(12)).toEqual([1, 2, 5, 10])
  expect(roundLimits(49)).toEqual([1, 5, 10, 20])
  expect(roundLimits(50_000)).toEqual([1, 200, 500, 1_000])
})

it('no alert is the palest class, and a commune without devices has none', () => {
  const shade = shadeOf({
    areas: [
      { code: 'a', assets: 3, alerts: 0 },
      { code: 'b', assets: 1, alerts: 1 },
      { code: 'c', assets: 9, alerts: 12 },
    ],
  })
  expect(shade.classes).toEqual(
    new Map([
      ['a', 0],
      ['b', 1],
      ['c', 4],
    ]),
  )
  expect(shade.classes.get('d')).toBeUndefined()
})

it('an amount is of the class whose limit it has reached, and too little known is none', () => {
  const layer = { key: 'a.b', name: { vi: 'x', en: 'x' }, unit: 'mm', hours: 6, limits: [65, 100, 150, 200] }
  const amounts = [0, 64.9, 65, 149.9, 200, 512].map((amount, i) => ({ code: String(i), amount, devices: 1 }))
  const { classes, limits } = shadeOfAmounts({ layer, areas: amounts })
  expect([...classes.values()]).toEqual([0, 0, 1, 2, 4, 4])
  expect(limits).toEqual([65, 100, 150, 200])
  expect(classes.get('9')).toBeUndefined()
})
