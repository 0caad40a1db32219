import fc from 'fast-check'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { LiveChange } from '../../core/api/situation.ts'
import { gatherChanges } from './gather-changes.ts'

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

const change = fc.record({
  afterMs: fc.nat({ max: 700 }),
  kind: fc.constantFrom('alert', 'task', 'reading', 'reset'),
  id: fc.stringMatching(/^[a-c]$/),
})

test('whatever comes when, it is passed on within a second, whole, and each kind at most once a second and once at first', () => {
  fc.assert(
    fc.property(fc.array(change, { maxLength: 30 }), (changes) => {
      const passed: { atMs: number; change: LiveChange }[] = []
      const came: { atMs: number; kind: string; id: string }[] = []
      const take = gatherChanges((change) => passed.push({ atMs: Date.now(), change }))
      for (const { afterMs, kind, id } of changes) {
        vi.advanceTimersByTime(afterMs)
        came.push({ atMs: Date.now(), kind, id })
        take({ kind, action: 'x', ids: [id] })
      }
      vi.advanceTimersByTime(2_000)
      for (const { atMs, kind, id } of came) {
        const after = passed.filter(({ change, ...at }) => at.atMs >= atMs && change.kind === kind)
        const first = after.find(({ change }) => change.ids.includes(id))
        expect(first?.atMs ?? Number.POSITIVE_INFINITY).toBeLessThanOrEqual(atMs + (kind === 'reset' ? 0 : 1_000))
      }
      for (const kind of ['alert', 'task', 'reading']) {
        const times = passed.flatMap(({ atMs, change }) => (change.kind === kind ? [atMs] : []))
        for (const [index, atMs] of times.entries())
          expect(atMs - (times[index - 1] ?? 0)).toBeGreaterThanOrEqual(1_000)
      }
      const told = new Set(passed.flatMap(({ change }) => change.ids.map((id) => `${change.kind} ${id}`)))
      expect(told).toEqual(new Set(came.map(({ kind, id }) => `${kind} ${id}`)))
    }),
  )
})

test('the first alert after a quiet time is passed on at once, a reading with others at the end of its second', () => {
  const passed: string[] = []
  const take = gatherChanges(({ kind, ids }) => passed.push(`${kind} ${ids}`))
  take({ kind: 'alert', action: 'firing', ids: ['1'] })
  take({ kind: 'reading', action: 'batch', ids: ['a'] })
  take({ kind: 'reading', action: 'batch', ids: ['b'] })
  expect(passed).toEqual(['alert 1'])
  vi.advanceTimersByTime(1_000)
  expect(passed).toEqual(['alert 1', 'reading a,b'])
  vi.advanceTimersByTime(1_000)
  take({ kind: 'alert', action: 'firing', ids: ['2'] })
  expect(passed.at(-1)).toBe('alert 2')
})
