import { expect, it } from 'vitest'
import { worstFirst } from './worst-first.ts'

const alert = (condition: 'firing' | 'resolved', severity: 'crit' | 'major' | 'minor', hour: number) => ({
  condition,
  severity,
  firedAt: new Date(Date.UTC(2026, 10, 22, hour)).toISOString(),
})

it('puts what fires before what has calmed, the worst first, the earlier of two alike first', () => {
  const [level1, level2, level3] = [
    alert('firing', 'minor', 1),
    alert('firing', 'major', 2),
    alert('firing', 'crit', 3),
  ]
  expect(worstFirst([level1, level2, level3])).toEqual([level3, level2, level1])
  const calmed = { ...level3, condition: 'resolved' as const }
  const later = alert('firing', 'minor', 4)
  expect(worstFirst([calmed, later, level1])).toEqual([level1, later, calmed])
})
