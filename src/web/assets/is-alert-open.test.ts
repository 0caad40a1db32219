import { expect, it } from 'vitest'
import { standOf } from './is-alert-open.ts'

it('tells what has calmed apart from what is still worked on', () => {
  expect(standOf({ condition: 'firing', handling: 'in_work' })).toBe('in_work')
  expect(standOf({ condition: 'resolved', handling: 'in_work' })).toBe('calmedHeld')
  expect(standOf({ condition: 'resolved', handling: 'taken' })).toBe('calmedHeld')
  expect(standOf({ condition: 'resolved', handling: 'new' })).toBe('calmed')
})

it('says of what is finished how it was finished', () => {
  expect(standOf({ condition: 'resolved', handling: 'done' })).toBe('done')
  expect(standOf({ condition: 'firing', handling: 'dismissed' })).toBe('dismissed')
})
