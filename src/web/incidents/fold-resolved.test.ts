import { expect, test } from 'vitest'
import type { TimelineEntry } from '../../core/api/work.ts'
import { foldResolved } from './fold-resolved.ts'

const entry = (id: string, kind: TimelineEntry['kind'], at = '2026-11-23T02:00:00.000Z'): TimelineEntry => ({
  id,
  kind,
  at,
  by: null,
  text: id,
  subject: null,
  comment: null,
})
const shape = (...entries: TimelineEntry[]) => foldResolved(entries).map(({ entry: { id }, more }) => [id, more])

test('alerts that calm with nothing between them are told by the first of them, and how many followed', () => {
  const calmed = ['c', 'b', 'a'].map((id) => entry(id, 'alert.resolved'))
  expect(shape(entry('end', 'incident.closed'), ...calmed, entry('note', 'note'))).toEqual([
    ['end', 0],
    ['a', 2],
    ['note', 0],
  ])
})

test('one that calms hours later is told by itself', () => {
  const late = entry('late', 'alert.resolved', '2026-11-23T06:00:00.000Z')
  expect(shape(late, entry('b', 'alert.resolved'), entry('a', 'alert.resolved'))).toEqual([
    ['late', 0],
    ['a', 1],
  ])
})

test('what is written between them, and other kinds that repeat, stay as they are', () => {
  expect(
    shape(entry('b', 'alert.resolved'), entry('n2', 'note'), entry('n1', 'note'), entry('a', 'alert.resolved')),
  ).toEqual([
    ['b', 0],
    ['n2', 0],
    ['n1', 0],
    ['a', 0],
  ])
})
