import { expect, test } from 'vitest'
import type { Agency } from '../../core/api/places.ts'
import { outsideOf, treeOrder } from './tree-order.ts'

const agency = (id: number, name: string, parentId: number | null): Agency => ({
  id,
  code: `H${id}`,
  name,
  kind: 'centre',
  parentId,
  areaCode: null,
  demonstration: false,
  dutyPhone: null,
  closedAt: null,
})
const agencies = [agency(1, 'Ủy ban', null), agency(3, 'Đội hai', 2), agency(2, 'Sở Nội vụ', 1), agency(4, 'Lẻ', 9)]
const names = (search: string) => treeOrder(agencies, search).map(({ agency: { name }, depth }) => [name, depth])

test('each agency stands below its own, and one whose parent is not in sight at the top', () => {
  expect(names('')).toEqual([
    ['Ủy ban', 0],
    ['Sở Nội vụ', 1],
    ['Đội hai', 2],
    ['Lẻ', 0],
  ])
})

test('a search without diacritics keeps what the found one lies below', () => {
  expect(names('doi hai')).toEqual([
    ['Ủy ban', 0],
    ['Sở Nội vụ', 1],
    ['Đội hai', 2],
  ])
})

test('an agency can be put below any that does not lie below it', () => {
  expect(outsideOf(agencies, 2).map(({ name }) => name)).toEqual(['Ủy ban', 'Lẻ'])
  expect(outsideOf(agencies, 1).map(({ name }) => name)).toEqual(['Lẻ'])
})
