import fc from 'fast-check'
import { expect, test } from 'vitest'
import { openPlaces } from './places.ts'

test('never more than the places at once, all are served, in order of asking, and a failure gives its place back', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 5 }),
      fc.array(fc.boolean(), { maxLength: 30 }),
      async (count, fails) => {
        const places = openPlaces(count)
        const order: number[] = []
        let now = 0
        let most = 0
        const outcomes = await Promise.allSettled(
          fails.map((isFailing, index) =>
            places(async () => {
              order.push(index)
              most = Math.max(most, ++now)
              await Promise.resolve()
              now--
              if (isFailing) throw new Error('no')
              return index
            }),
          ),
        )
        expect(most).toBeLessThanOrEqual(count)
        expect(order).toEqual(fails.map((_, index) => index))
        expect(outcomes.map(({ status }) => status === 'rejected')).toEqual(fails)
      },
    ),
  )
})
