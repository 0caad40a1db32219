import { expect, it } from 'vitest'
import { alertLevelsOf, standing } from './alert-levels.ts'

// Kim Long on the Hương river: báo động 1, 2, 3 at 1.0, 2.0 and 3.5 m (Quyết định 05/2020/QĐ-TTg).
const kimLong = alertLevelsOf({ alert_level_1_m: 1, alert_level_2_m: 2, alert_level_3_m: 3.5, river: 'Hương' })

it('says which level is reached and how far the next one is', () => {
  expect(standing(3.42, kimLong).reached).toBe(2)
  expect(standing(3.42, kimLong).next?.missing).toBeCloseTo(0.08)
  expect(standing(0.5, kimLong)).toEqual({ reached: 0, next: { level: 1, missing: 0.5 } })
})

it('a value exactly on a level has reached it, and above the last there is no next', () => {
  expect(standing(3.5, kimLong)).toEqual({ reached: 3, next: undefined })
})

it('an asset without levels has none', () => {
  expect(alertLevelsOf({ owner: 'x' })).toEqual([])
})
