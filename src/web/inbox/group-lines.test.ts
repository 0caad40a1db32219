import { expect, it } from 'vitest'
import type { LineGroup } from '../../core/api/alerts.ts'
import type { Severity } from '../../core/severity.ts'
import { groupLines } from './group-lines.ts'

const line = (id: string, group: LineGroup, severity: Severity) => ({ id, group, severity })
const shape = (groups: ReturnType<typeof groupLines>) => groups.map((g) => [g.group, g.items.map((a) => a.id).join()])

it('keeps the order in which lines come, by group, without groups in which there is nothing', () => {
  const lines = [
    line('c', 'fresh', 'crit'),
    line('b', 'fresh', 'crit'),
    line('a', 'fresh', 'minor'),
    line('f', 'calmed', 'info'),
  ]
  expect(shape(groupLines(lines))).toEqual([
    ['fresh', 'c,b,a'],
    ['calmed', 'f'],
  ])
  expect(groupLines([])).toEqual([])
})
it('keeps a line where it was while a hand is on it', () => {
  const lines = [line('b', 'fresh', 'major'), line('a', 'taken', 'crit')]
  expect(shape(groupLines(lines, { key: 'a', group: 'fresh' }))).toEqual([['fresh', 'a,b']])
})
