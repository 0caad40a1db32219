import { expect, it } from 'vitest'
import { changesOf, findClashes, mergeOver } from './clashes.ts'

const base = { title: 'a', lead: 1, co: [1], due: null }

it('what nobody touched is not sent; null, missing and an empty list are the same nothing', () => {
  expect(changesOf(base, { ...base, title: 'b', due: undefined })).toEqual({ title: 'b' })
  expect(changesOf({ co: null }, { co: [] })).toEqual({})
})

it('a person chooses only where both wrote, and wrote different things', () => {
  const theirs = { ...base, title: 'b', lead: 2, co: [1, 2] }
  const mine = { ...base, title: 'c', co: [1, 2], due: '2026-12-31' }
  expect(findClashes(base, theirs, mine).map(({ key, isBoth }) => [key, isBoth])).toEqual([
    ['title', true],
    ['lead', false],
    ['co', false],
  ])
  const merged = { ...theirs, due: '2026-12-31' }
  expect(mergeOver(base, theirs, mine, new Set())).toEqual(merged)
  expect(mergeOver(base, theirs, mine, new Set(['title']))).toEqual({ ...merged, title: 'c' })
})
