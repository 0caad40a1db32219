import { expect, test } from 'vitest'
import type { Lifecycle } from '../../core/record.ts'
import { movesThatNeed } from './moves-that-need.ts'

const text = (vi: string) => ({ vi, en: vi })
const lifecycle: Lifecycle = {
  initial: 'draft',
  states: { draft: { name: text('Nháp') }, signed: { name: text('Đã ký') }, closed: { name: text('Đóng') } },
  moves: {
    sign: {
      name: text('Ký'),
      from: ['draft'],
      to: 'signed',
      permission: 'a.b',
      requires: ['signer', 'due'],
      issuesNumber: true,
    },
    close: { name: text('Đóng'), from: ['signed'], to: 'closed', permission: 'a.b', requires: ['result', 'due'] },
  },
}
const names = (field: string, state: string) => movesThatNeed(lifecycle, field, state).map(({ name }) => name.vi)

test('a step ahead that wants a field is named, also one that is not the next', () => {
  expect(names('signer', 'draft')).toEqual(['Ký'])
  expect(names('result', 'draft')).toEqual(['Đóng'])
})

test('where the step that gives the number wants it, that one alone is named', () => {
  expect(names('due', 'draft')).toEqual(['Ký'])
})

test('a step that lies behind is not named, nor one for a field that none wants', () => {
  expect(names('signer', 'signed')).toEqual([])
  expect(names('due', 'signed')).toEqual(['Đóng'])
  expect(names('note', 'draft')).toEqual([])
})
