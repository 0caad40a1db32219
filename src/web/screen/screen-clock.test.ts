import { expect, it } from 'vitest'
import { tokenOf } from './open-screen.ts'
import { isNight, rootPx, shiftAt } from './screen-clock.ts'

it('the wall is dark from six in the evening until six in the morning, in Viet Nam', () => {
  const at = (time: string) => isNight(Date.parse(`2026-11-21T${time}+07:00`))
  expect(['05:59:59', '06:00:00', '17:59:59', '18:00:00'].map(at)).toEqual([true, false, false, true])
})

it('the frame moves two pixels each ten minutes and comes round', () => {
  const minutes = [0, 9, 10, 20, 30, 40].map((n) => shiftAt(n * 60_000))
  expect(minutes).toEqual([
    [0, 0],
    [0, 0],
    [2, 0],
    [2, 2],
    [0, 2],
    [0, 0],
  ])
})

it('text is 38 px high on a wall of 3840 by 2160 and in proportion elsewhere, by the tighter side', () => {
  expect(Math.round(rootPx(3840, 2160))).toBe(38)
  expect(Math.round(rootPx(1920, 1080))).toBe(19)
  expect(rootPx(1920, 600)).toBeLessThan(11 + 1.01)
  expect(rootPx(300, 200)).toBe(12)
})

it('only a whole token is one', () => {
  expect(tokenOf(`#${'a'.repeat(43)}`)).toBe('a'.repeat(43))
  for (const hash of ['', '#', '#a b', `#${'a'.repeat(43)}/x`]) expect(tokenOf(hash)).toBeNull()
})
