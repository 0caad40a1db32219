import { expect, test } from 'vitest'
import { type LineAlert, lineAlerts } from './alert-lines.ts'

const settings = { causeMinutes: 10, effectHours: 6, areaMinutes: 10, areaAtLeast: 5 }
const at = (minute: number) => new Date(Date.UTC(2026, 10, 21, 7, 0) + minute * 60_000)
const alert = (id: string, asset: string, minute: number, area: string | null = null, rule = 1): LineAlert => ({
  ...{ id, asset, rule, area, measure: null, rank: 2 },
  firedAt: at(minute),
  raisedAt: at(minute),
})
/** A level of what is judged on an asset; 1 is the worst. */
const level = (id: string, asset: string, minute: number, rank: number, area: string | null = null): LineAlert => ({
  ...alert(id, asset, minute, area, rank),
  ...{ measure: 'water>', rank },
})
const depends = (...pairs: [string, string][]) => {
  const map = new Map<string, string[]>()
  for (const [from, to] of pairs) map.set(from, [...(map.get(from) ?? []), to])
  return map
}

test('what depends on a dead power station is part of its line, also through what does not report itself', () => {
  const links = depends(['pump', 'box'], ['box', 'station'], ['camera', 'station'])
  const alerts = [alert('p', 'pump', 0), alert('s', 'station', 2), alert('c', 'camera', 9), alert('x', 'other', 2)]
  expect([...lineAlerts(alerts, links, settings)].sort()).toEqual([
    ['c', { head: 's', by: 'cause' }],
    ['p', { head: 's', by: 'cause' }],
  ])
})

test('an alert eleven minutes before has another cause, one six hours after it has not', () => {
  const links = depends(['pump', 'station'])
  const apart = (cause: number, effect: number) =>
    lineAlerts([alert('s', 'station', cause), alert('p', 'pump', effect)], links, settings).size
  expect([apart(10, 0), apart(10.1, 0)]).toEqual([1, 0])
  expect([apart(0, 360), apart(0, 360.1)]).toEqual([1, 0])
})

test('of hastened values the centre knows at one time what they tell of days: that joins as well', () => {
  const power = { ...alert('s', 'station', -2_000), raisedAt: at(0) }
  const site = alert('w', 'site', 5)
  expect(lineAlerts([power, site], depends(['site', 'station']), settings).get('w')).toEqual({ head: 's', by: 'cause' })
  const known = { ...power, raisedAt: at(-2_000) }
  expect(lineAlerts([known, site], depends(['site', 'station']), settings).size).toBe(0)
})

test('a chain of causes is one line under the first cause, a ring one under its earliest alert', () => {
  const chain = depends(['c', 'b'], ['b', 'a'])
  const alerts = [alert('3', 'c', 0), alert('2', 'b', 1), alert('1', 'a', 2)]
  expect(lineAlerts(alerts, chain, settings).get('3')).toEqual({ head: '1', by: 'cause' })
  const ring = depends(['c', 'b'], ['b', 'a'], ['a', 'c'])
  const places = lineAlerts(alerts, ring, settings)
  expect([...places.keys()].sort()).toEqual(['1', '2'])
  expect(places.get('1')).toEqual({ head: '3', by: 'cause' })
})

test('when the cause is gone a part stands on its own', () => {
  expect(lineAlerts([alert('p', 'pump', 0)], depends(['pump', 'station']), settings).size).toBe(0)
})

test('five of one rule in one commune within ten minutes are a line, four are not', () => {
  const five = [0, 2, 4, 6, 10].map((minute, index) => alert(`${index}`, `a${index}`, minute, 'W1'))
  expect([...lineAlerts(five, new Map(), settings).values()]).toEqual(Array(4).fill({ head: '0', by: 'area' }))
  expect(lineAlerts(five.slice(1), new Map(), settings).size).toBe(0)
  const late = [...five.slice(0, 4), alert('9', 'a9', 10.5, 'W1')]
  expect(lineAlerts(late, new Map(), settings).size).toBe(0)
  expect(lineAlerts([...five.slice(0, 4), alert('9', 'a9', 5, 'W1', 2)], new Map(), settings).size).toBe(0)
})

test('levels of one danger are one line under the worst that fires, however far apart they fired', () => {
  const rising = [level('bd1', 'river', 0, 3), level('bd2', 'river', 300, 2), level('bd3', 'river', 900, 1)]
  expect([...lineAlerts(rising, new Map(), settings)].sort()).toEqual([
    ['bd1', { head: 'bd3', by: 'above' }],
    ['bd2', { head: 'bd3', by: 'above' }],
  ])
  expect([...lineAlerts(rising.slice(0, 2), new Map(), settings)]).toEqual([['bd1', { head: 'bd2', by: 'above' }]])
  const apart = [
    level('a', 'river', 0, 3),
    level('b', 'other', 0, 2),
    { ...level('c', 'river', 0, 1), measure: 'water<' },
  ]
  expect(lineAlerts(apart, new Map(), settings).size).toBe(0)
})

test('of levels as severe as each other the later stands for all', () => {
  const same = [level('low', 'battery', 0, 2), level('lower', 'battery', 60, 2)]
  expect([...lineAlerts(same, new Map(), settings)]).toEqual([['low', { head: 'lower', by: 'above' }]])
})

test('a lesser level goes where the worst one goes: to its cause, or into the line of its commune', () => {
  const cut = [alert('p', 'station', 900), level('l1', 'river', 0, 3), level('l2', 'river', 905, 1)]
  const byCause = lineAlerts(cut, depends(['river', 'station']), settings)
  expect(byCause.get('l2')).toEqual({ head: 'p', by: 'cause' })
  expect(byCause.get('l1')).toEqual({ head: 'p', by: 'above' })
  const five = [0, 2, 4, 6, 10].map((minute, index) => level(`${index}`, `a${index}`, minute, 1, 'W1'))
  const byArea = lineAlerts([...five, level('low', 'a3', 1, 3, 'W1')], new Map(), settings)
  expect(byArea.get('3')).toEqual({ head: '0', by: 'area' })
  expect(byArea.get('low')).toEqual({ head: '0', by: 'above' })
})

/** A generator of random numbers that gives the same ones every time (mulberry32). */
function dice(seed: number) {
  let state = seed
  return (sides: number) => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) % sides
  }
}

test('whatever fires and depends on whatever, every alert is in exactly one line, in whatever order it came', () => {
  for (let seed = 1; seed <= 2_000; seed++) {
    const roll = dice(seed)
    const assets = Array.from({ length: 2 + roll(12) }, (_, index) => `a${index}`)
    const some = () => assets[roll(assets.length)] ?? 'a0'
    const links = depends(...Array.from({ length: roll(20) }, (): [string, string] => [some(), some()]))
    const alerts = Array.from({ length: roll(40) }, (_, index) => ({
      ...alert(`${index}`, some(), roll(40), roll(3) === 0 ? null : `W${roll(2)}`, roll(2)),
      ...{ measure: roll(2) === 0 ? null : `m${roll(2)}`, rank: 1 + roll(4) },
    }))
    const places = lineAlerts(alerts, links, settings)
    const known = new Map(alerts.map((each) => [each.id, each]))
    const lines = new Map<string, string[]>()
    for (const { id } of alerts) {
      const head = places.get(id)?.head ?? id
      expect(known.has(head), `seed ${seed}: the head of ${id} fires`).toBe(true)
      expect(places.has(head), `seed ${seed}: the head of ${id} heads its own line`).toBe(false)
      expect(head !== id || !places.has(id)).toBe(true)
      lines.set(head, [...(lines.get(head) ?? []), id])
    }
    expect([...lines.values()].flat().length).toBe(alerts.length)
    for (const a of alerts) {
      for (const b of alerts.filter(
        ({ asset, measure }) => measure !== null && asset === a.asset && measure === a.measure,
      )) {
        const [of, ofOther] = [a.id, b.id].map((id) => places.get(id)?.head ?? id)
        expect(of, `seed ${seed}: levels ${a.id} and ${b.id} are in one line`).toBe(ofOther)
        if (of === b.id && a !== b)
          expect(b.rank, `seed ${seed}: ${b.id} stands for ${a.id}`).toBeLessThanOrEqual(a.rank)
      }
    }
    for (const [head, ids] of lines) {
      const byArea = ids.filter((id) => places.get(id)?.by === 'area')
      if (byArea.length > 0) expect(ids.length, `seed ${seed}: ${head}`).toBeGreaterThanOrEqual(settings.areaAtLeast)
      for (const id of byArea)
        expect(known.get(id)).toMatchObject({ area: known.get(head)?.area, rule: known.get(head)?.rule })
    }
    expect([...lineAlerts(alerts.toReversed(), links, settings)].sort()).toEqual([...places].sort())
  }
})
