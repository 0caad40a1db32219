import { expect, test } from 'vitest'
import { addCorner, insertCorner, middlesOf, moveCorner, removeCorner } from './edit-paths.ts'

const bent = [
  [
    [0, 0],
    [2, 0],
    [2, 2],
  ],
]

test('points are added, moved, put between others and taken away; what was there stays as it is', () => {
  const before = structuredClone(bent)
  expect(addCorner([], [1, 1])).toEqual([[[1, 1]]])
  expect(addCorner(bent, [3, 3])[0]).toHaveLength(4)
  expect(moveCorner(bent, { path: 0, index: 1 }, [9, 9])[0]?.[1]).toEqual([9, 9])
  expect(insertCorner(bent, { path: 0, index: 1 }, [1, 0])[0]?.[1]).toEqual([1, 0])
  expect(removeCorner(bent, { path: 0, index: 0 })[0]).toEqual(bent[0]?.slice(1))
  expect(removeCorner([[[1, 1]]], { path: 0, index: 0 })).toEqual([])
  expect(bent).toEqual(before)
})

test('each side has a middle, the side that closes a ring too', () => {
  expect(middlesOf(bent, false).map(({ at }) => at)).toEqual([
    [1, 0],
    [2, 1],
  ])
  const [, , last] = middlesOf(bent, true)
  expect(last).toEqual({ path: 0, index: 3, at: [1, 1] })
  expect(insertCorner(bent, last ?? { path: 9, index: 9 }, [1, 1])[0]?.[3]).toEqual([1, 1])
})
