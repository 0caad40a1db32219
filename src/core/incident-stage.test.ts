import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  type IncidentStage,
  incidentStages,
  isBackward,
  type OpenStage,
  openStages,
  refuseStageMove,
  stageAfter,
  wayOf,
} from './incident-stage.ts'

const open = fc.constantFrom(...openStages)
const words = fc.string({ minLength: 1 }).filter((text) => text.trim() !== '')
const blank = fc.stringMatching(/^\s*$/)
const place = (stage: IncidentStage) => incidentStages.indexOf(stage)

describe('a move', () => {
  test('forward is allowed by any number of stages, with or without a word', () => {
    fc.assert(
      fc.property(open, open, fc.string(), (from, to, comment) => {
        fc.pre(place(from) < place(to))
        expect(refuseStageMove(from, to, comment)).toBeNull()
      }),
    )
  })

  test('back is allowed with a word why, and refused with none', () => {
    fc.assert(
      fc.property(open, open, words, blank, (from, to, why, none) => {
        fc.pre(place(to) < place(from))
        expect(isBackward(from, to)).toBe(true)
        expect(refuseStageMove(from, to, why)).toBeNull()
        expect(refuseStageMove(from, to, none)).toBe('comment_missing')
      }),
    )
  })

  test('from the end there is none, and to where it stands there is none', () => {
    fc.assert(
      fc.property(open, fc.string(), (to, comment) => {
        expect(refuseStageMove('closed', to, comment)).toBe('closed')
        expect(refuseStageMove(to, to, comment)).toBe('same_stage')
      }),
    )
  })
})

test('by the proposed step alone the whole way is gone, once each, and ends', () => {
  const gone: IncidentStage[] = []
  for (let stage: IncidentStage | null = 'detected'; stage !== null; stage = stageAfter(stage)) gone.push(stage)
  expect(gone).toEqual([...incidentStages])
})

const minute = (n: number) => new Date(Date.UTC(2026, 10, 23, 1, n)).toISOString()
/** Moves that the rule allows, from the beginning. */
const walk = fc.array(open).map((wanted) => {
  const entered: { stage: OpenStage; at: string }[] = [{ stage: 'detected', at: minute(0) }]
  for (const stage of wanted) {
    const from = entered.at(-1)?.stage ?? 'detected'
    if (refuseStageMove(from, stage, 'vì thế') === null) entered.push({ stage, at: minute(entered.length) })
  }
  return entered
})

describe('the way', () => {
  test('has every stage once, in order, and stands at exactly one', () => {
    fc.assert(
      fc.property(walk, (entered) => {
        const now = entered.at(-1)?.stage ?? 'detected'
        const way = wayOf(now, entered)
        expect(way.map(({ stage }) => stage)).toEqual([...incidentStages])
        expect(way.filter(({ standing }) => standing === 'now').map(({ stage }) => stage)).toEqual([now])
      }),
    )
  })

  test('before where it stands a stage is reached if it was entered and not gone back from, else skipped; behind it all lie ahead', () => {
    fc.assert(
      fc.property(walk, (entered) => {
        const now = entered.at(-1)?.stage ?? 'detected'
        for (const { stage, standing, at } of wayOf(now, entered)) {
          const before = entered.findLastIndex((each) => isBackward(stage, each.stage))
          const since = entered.slice(before + 1).find((each) => each.stage === stage)?.at ?? null
          const isIn = since !== null
          expect(at).toBe(since)
          if (stage === now) continue
          expect(standing).toBe(place(stage) > place(now) ? 'ahead' : isIn ? 'reached' : 'skipped')
        }
      }),
    )
  })

  test('was never gone in less than no time: each stage was reached after those before it', () => {
    fc.assert(
      fc.property(walk, (entered) => {
        const times = wayOf(entered.at(-1)?.stage ?? 'detected', entered).flatMap(({ at }) => at ?? [])
        expect(times).toEqual(times.toSorted())
        expect(times[0]).toBeDefined()
      }),
    )
  })

  test('forgets a stage that was entered by mistake and taken back', () => {
    const way = wayOf('responding', [
      { stage: 'detected', at: minute(0) },
      { stage: 'activated', at: minute(1) },
      { stage: 'detected', at: minute(2) },
      { stage: 'responding', at: minute(3) },
    ])
    expect(way.slice(0, 4).map(({ standing, at }) => [standing, at])).toEqual([
      ['reached', minute(0)],
      ['skipped', null],
      ['skipped', null],
      ['now', minute(3)],
    ])
  })

  test('of one closed at once passes over all between', () => {
    const way = wayOf('closed', [
      { stage: 'detected', at: minute(0) },
      { stage: 'closed', at: minute(9) },
    ])
    expect(way.map(({ standing }) => standing)).toEqual(['reached', ...Array(5).fill('skipped'), 'now'])
  })
})
