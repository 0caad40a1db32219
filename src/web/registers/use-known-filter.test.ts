import { expect, test } from 'vitest'
import type { Register } from '../api/records.ts'
import { knownFilter } from './use-known-filter.ts'

const name = { vi: 'x', en: 'x' }
// Only what is read of a register.
const register = {
  lifecycle: { initial: 'draft', states: { draft: { name }, done: { name } }, moves: {} },
} as unknown as Register

test.each([
  ['draft,done', 'draft,done', []],
  ['draft,nope,toString', 'draft', ['nope', 'toString']],
  ['nope', undefined, ['nope']],
  [undefined, undefined, []],
])('of the states «%s» those the register has are asked', (state, known, unknown) => {
  expect(knownFilter(register, { state, text: 'a' })).toEqual({ filter: { state: known, text: 'a' }, unknown })
})
