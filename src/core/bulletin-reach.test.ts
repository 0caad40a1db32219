import fc from 'fast-check'
import { expect, test } from 'vitest'
import { countReach, needsCall, reachedOf, reachState, reachStates, totalOf } from './bulletin-reach.ts'

const anyDelivery = fc.constantFrom('waiting', 'sent', 'delivered', 'failed')

test.each([
  [[], false, 'none'],
  [[], true, 'phoned'],
  [['failed'], false, 'failed'],
  [['failed'], true, 'phoned'],
  [['failed', 'waiting'], true, 'waiting'],
  [['failed', 'sent', 'waiting'], false, 'sent'],
  [['sent', 'delivered'], true, 'delivered'],
] as const)('deliveries %j, told by telephone %s: %s', (deliveries, isPhoned, state) => {
  expect(reachState(deliveries, isPhoned)).toBe(state)
})

test('another address never makes it worse, and its order says nothing', () => {
  const rank = (state: (typeof reachStates)[number]) => reachStates.indexOf(state)
  fc.assert(
    fc.property(fc.array(anyDelivery), anyDelivery, fc.boolean(), (deliveries, more, isPhoned) => {
      const before = reachState(deliveries, isPhoned)
      expect(rank(reachState([...deliveries, more], isPhoned))).toBeLessThanOrEqual(rank(before))
      expect(reachState(deliveries.toReversed(), isPhoned)).toBe(before)
    }),
  )
})

test('whoever is called was not reached, and the call is never counted as reached', () => {
  fc.assert(
    fc.property(fc.array(anyDelivery), (deliveries) => {
      const [without, called] = [reachState(deliveries, false), reachState(deliveries, true)]
      expect(called === 'phoned').toBe(needsCall(without))
      expect(reachedOf(countReach([called]))).toBe(reachedOf(countReach([without])))
    }),
  )
})

test('the counts add up to the agencies', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...reachStates)), (states) => {
      expect(totalOf(countReach(states))).toBe(states.length)
    }),
  )
})
