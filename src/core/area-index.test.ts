import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { indexAreas } from './area-index.ts'
import { makeAreaShape, type Position, type Surface } from './geo.ts'
import { decodeTopology, Topology } from './topojson.ts'

const read = (path: string) => JSON.parse(readFileSync(new URL(path, import.meta.url), 'utf8'))
const surfaces = decodeTopology(Topology.parse(read('../../data/areas/communes.topojson')))
const shapes = [...surfaces].map(([code, surface]) => makeAreaShape(code, surface))
const index = indexAreas(shapes)

/** Repeatable numbers in [0, 1). */
function* numbers(seed: number) {
  for (let state = seed; ; ) {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    yield ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/** How often the ring goes around the point: the angles under which its lines are seen, added up. */
function turnsOf(ring: readonly Position[], lon: number, lat: number): number {
  let angle = 0
  let [x, y] = [(ring[0]?.[0] ?? 0) - lon, (ring[0]?.[1] ?? 0) - lat]
  for (const [nextLon = 0, nextLat = 0] of ring) {
    const [nextX, nextY] = [nextLon - lon, nextLat - lat]
    angle += Math.atan2(x * nextY - y * nextX, x * nextX + y * nextY)
    x = nextX
    y = nextY
  }
  return Math.round(angle / (2 * Math.PI))
}

/** Slow and obvious: every area is looked at, in order. Where a ring crosses itself, an odd number of turns is inside. */
function holds(surface: Surface, lon: number, lat: number): boolean {
  const polygons = surface.type === 'Polygon' ? [surface.coordinates] : surface.coordinates
  return polygons.some((rings) => rings.reduce((sum, ring) => sum + turnsOf(ring, lon, lat), 0) % 2 !== 0)
}

const points = (seed: number, count: number) => {
  const next = numbers(seed)
  const draw = () => next.next().value ?? 0
  return Array.from({ length: count }, () => {
    // Every tenth anywhere in the box of the country, the others near the border of some commune.
    if (draw() < 0.1) return [102 + draw() * 16, 7 + draw() * 17] as const
    const { box } = shapes[Math.floor(draw() * shapes.length)] ?? { box: [0, 0, 0, 0] }
    const stretch = () => draw() * 1.2 - 0.1
    return [box[0] + stretch() * (box[2] - box[0]), box[1] + stretch() * (box[3] - box[1])] as const
  })
}

test('all 3,321 communes are drawn', () => {
  expect(surfaces.size).toBe(3321)
})

test('for 100,000 points it finds what looking at every commune finds', { timeout: 60_000 }, () => {
  let outside = 0
  const wrong = points(20_260_725, 100_000).filter(([lon, lat]) => {
    const held = shapes.find(
      ({ box, surface }) =>
        lon >= box[0] && lat >= box[1] && lon <= box[2] && lat <= box[3] && holds(surface, lon, lat),
    )
    if (!held) outside += 1
    return index.find(lon, lat) !== (held?.item ?? null)
  })
  expect(wrong).toEqual([])
  // The points tried both answers.
  expect(outside).toBeGreaterThan(10_000)
  expect(outside).toBeLessThan(60_000)
})

test('a point is found in far less than a tenth of a millisecond', () => {
  const tried = points(7, 100_000)
  for (const [lon, lat] of tried.slice(0, 20_000)) index.find(lon, lat)
  const startMs = performance.now()
  for (const [lon, lat] of tried) index.find(lon, lat)
  const microseconds = ((performance.now() - startMs) * 1_000) / tried.length
  process.stdout.write(`point to commune: ${microseconds.toFixed(2)} µs a point\n`)
  expect(microseconds).toBeLessThan(100)
})

test('the independent points of the 40 communes of Huế lie in theirs', () => {
  for (const { areaCode, position } of read('./fixtures/hue-checkpoints.json').points) {
    expect(index.find(position[0], position[1])).toBe(areaCode)
  }
})

test.each([
  [Number.NaN, 16],
  [0, 0],
  [-107, -16],
  [180, 90],
  [Number.POSITIVE_INFINITY, 16],
])('%d, %d lies in no commune', (lon, lat) => {
  expect(index.find(lon, lat)).toBeNull()
})
