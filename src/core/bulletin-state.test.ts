import fc from 'fast-check'
import { expect, test } from 'vitest'
import { bulletinMoves, bulletinRules, bulletinStates, isBulletinOpen, refuseBulletinMove } from './bulletin-state.ts'

const all = new Set(['bulletins.write', 'bulletins.approve'])
const anyState = fc.constantFrom(...bulletinStates)
const anyMove = fc.constantFrom(...bulletinMoves)

test('from each state the moves of a second person, and none beside', () => {
  const other = { accountId: 9, permissions: all }
  const allowed = bulletinStates.map((state) => [
    state,
    bulletinMoves.filter((move) => refuseBulletinMove(move, { state, writers: [1] }, other, true) === null),
  ])
  expect(Object.fromEntries(allowed)).toEqual({
    draft: ['ask', 'drop'],
    asked: ['return', 'approve'],
    returned: ['ask', 'drop'],
    sent: [],
  })
})

test('where a second person is needed nothing is sent by who wrote it, whatever the state, the move and the rights', () => {
  fc.assert(
    fc.property(anyState, anyMove, fc.array(fc.nat(5)), fc.nat(5), (state, move, others, accountId) => {
      const bulletin = { state, writers: [...others, accountId] }
      const refusal = refuseBulletinMove(move, bulletin, { accountId, permissions: all }, true)
      if (bulletinRules[move].to === 'sent') expect(refusal).not.toBeNull()
    }),
  )
})

test('what was sent stays as it is', () => {
  fc.assert(
    fc.property(anyMove, fc.boolean(), (move, needsSecond) => {
      const refusal = refuseBulletinMove(
        move,
        { state: 'sent', writers: [] },
        { accountId: 1, permissions: all },
        needsSecond,
      )
      expect(refusal).toBe('wrong_state')
    }),
  )
})

test('every move needs its verb', () => {
  fc.assert(
    fc.property(anyMove, fc.boolean(), (move, needsSecond) => {
      const [state = 'draft'] = bulletinRules[move].from
      const permissions = new Set([...all].filter((verb) => verb !== bulletinRules[move].permission))
      expect(refuseBulletinMove(move, { state, writers: [1] }, { accountId: 1, permissions }, needsSecond)).toBe(
        'not_permitted',
      )
    }),
  )
})

test('only who wrote it takes it back, and alone one sends where the centre allows it', () => {
  const [writer, other] = [1, 9].map((accountId) => ({ accountId, permissions: all }))
  if (!writer || !other) throw new Error('two were named')
  expect(refuseBulletinMove('withdraw', { state: 'asked', writers: [1] }, writer, true)).toBeNull()
  expect(refuseBulletinMove('withdraw', { state: 'asked', writers: [1] }, other, true)).toBe('not_writer')
  expect(refuseBulletinMove('send', { state: 'draft', writers: [1] }, writer, true)).toBe('second_person')
  expect(refuseBulletinMove('send', { state: 'draft', writers: [1] }, writer, false)).toBeNull()
  expect(refuseBulletinMove('approve', { state: 'asked', writers: [1] }, writer, false)).toBeNull()
})

test('it is written in as a draft and when it was returned', () => {
  expect(bulletinStates.filter(isBulletinOpen)).toEqual(['draft', 'returned'])
})
