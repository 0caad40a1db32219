import { describe, expect, it } from 'vitest'
import type { Severity } from '../../core/severity.ts'
import { groupAlerts } from './group-alerts.ts'

type Handling = 'new' | 'taken' | 'in_work' | 'done' | 'dismissed'
const alert = (id: string, severity: Severity, minute: number, handling: Handling = 'new', resolved = false) => ({
  id,
  severity,
  handling,
  condition: resolved ? ('resolved' as const) : ('firing' as const),
  firedAt: `2026-11-21T07:${String(minute).padStart(2, '0')}:00Z`,
})
const shape = (groups: ReturnType<typeof groupAlerts>) => groups.map((g) => [g.group, g.items.map((a) => a.id).join()])

describe('the order of the inbox', () => {
  it('is not taken, taken, calmed; inside by severity, then newest', () => {
    const groups = groupAlerts([
      alert('a', 'minor', 9),
      alert('b', 'crit', 1),
      alert('c', 'crit', 5),
      alert('d', 'major', 8, 'in_work'),
      alert('e', 'crit', 2, 'taken'),
      alert('f', 'info', 9, 'taken', true),
    ])
    expect(shape(groups)).toEqual([
      ['fresh', 'c,b,a'],
      ['taken', 'e,d'],
      ['calmed', 'f'],
    ])
  })
  it('leaves out groups in which there is nothing', () => {
    expect(groupAlerts([])).toEqual([])
  })
  it('keeps a line where it was while a hand is on it', () => {
    const alerts = [alert('a', 'crit', 1, 'taken'), alert('b', 'crit', 2)]
    expect(shape(groupAlerts(alerts, { id: 'a', group: 'fresh' }))).toEqual([['fresh', 'b,a']])
    expect(shape(groupAlerts(alerts, null))).toEqual([
      ['fresh', 'b'],
      ['taken', 'a'],
    ])
  })
})
