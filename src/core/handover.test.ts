import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type HandoverAnswer, handoverEnds, mayAnswer } from './handover.ts'

const answers = Object.keys(handoverEnds) as HandoverAnswer[]
const allowedTo = (accountId: number, offer: { fromId: number; toId: number }) =>
  answers.filter((answer) => mayAnswer(answer, offer, accountId))

test('who was asked accepts or declines, who asked takes back, nobody else does anything', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.nat(), { minLength: 3, maxLength: 3 }), ([fromId = 0, toId = 0, third = 0]) => {
      expect(allowedTo(toId, { fromId, toId })).toEqual(['accept', 'decline'])
      expect(allowedTo(fromId, { fromId, toId })).toEqual(['withdraw'])
      expect(allowedTo(third, { fromId, toId })).toEqual([])
    }),
  )
})
