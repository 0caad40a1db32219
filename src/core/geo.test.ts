import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fold } from './fold.ts'
import { boxOf, findArea, isInside, makeAreaShape, type Surface } from './geo.ts'
import { decodeTopology, Topology } from './topojson.ts'

const read = (path: string) => JSON.parse(readFileSync(new URL(path, import.meta.url), 'utf8'))
const surfaces = decodeTopology(Topology.parse(read('../../data/areas/communes.topojson')))
const listed: { code: string; communes: Record<string, string> }[] = read('../../data/areas/units.json').provinces
const features = Object.entries(listed.find(({ code }) => code === '46')?.communes ?? {}).map(([code, name]) => ({
  properties: { code, name },
  geometry: surfaces.get(code) ?? ({ type: 'Polygon', coordinates: [] } satisfies Surface),
}))
const checkpoints: { name: string; areaCode: string; position: [number, number] }[] = read(
  './fixtures/hue-checkpoints.json',
).points
const communes = features
const shapes = communes.map(({ properties, geometry }) => makeAreaShape(properties, geometry))

test.each(checkpoints)('the independent point of $name lies in it', ({ name, areaCode, position: [lon, lat] }) => {
  const area = findArea(shapes, lon, lat)
  expect(area?.code).toBe(areaCode)
  // The two sources put the tone mark in different places: Thủy, Thuỷ.
  expect(fold(area?.name ?? '')).toBe(fold(name))
})

test('the point of every commune is among the checkpoints', () => {
  const codes = (list: string[]) => [...list].sort()
  expect(codes(checkpoints.map(({ areaCode }) => areaCode))).toEqual(
    codes(communes.map(({ properties }) => properties.code)),
  )
})

const [west, south, east, north] = boxOf({
  type: 'Polygon',
  coordinates: communes.flatMap(({ geometry }) => ringsOf(geometry)),
})
const degrees = (min: number, max: number) => fc.double({ min, max, noNaN: true })

test('for any point it finds what adding up angles finds', () => {
  fc.assert(
    fc.property(degrees(west - 0.05, east + 0.05), degrees(south - 0.05, north + 0.05), (lon, lat) => {
      fc.pre(features.every(({ geometry }) => distanceToBorder(geometry, lon, lat) > 1e-7))
      const holding = communes.filter(({ geometry }) => turnsAround(geometry, lon, lat))
      expect(findArea(shapes, lon, lat)?.code ?? null).toBe(holding[0]?.properties.code ?? null)
      expect(holding.length).toBeLessThan(2)
    }),
    { numRuns: 300 },
  )
})

test('no border point belongs to two communes', () => {
  for (const [lon = 0, lat = 0] of communes.flatMap(({ geometry }) => ringsOf(geometry).flat())) {
    expect(communes.filter(({ geometry }) => isInside(geometry, lon, lat)).length).toBeLessThan(2)
  }
})

test('a hole is outside, an island in it inside', () => {
  const square = (from: number, to: number) => [
    [from, from],
    [to, from],
    [to, to],
    [from, to],
    [from, from],
  ]
  const surface: Surface = { type: 'MultiPolygon', coordinates: [[square(0, 9), square(2, 7)], [square(4, 5)]] }
  expect([1, 3, 4.5, 8, 10].map((place) => isInside(surface, place, place))).toEqual([true, false, true, true, false])
  expect(boxOf(surface)).toEqual([0, 0, 9, 9])
})

function ringsOf(surface: Surface) {
  return surface.type === 'Polygon' ? [...surface.coordinates] : surface.coordinates.flat()
}

function linesOf(surface: Surface) {
  return ringsOf(surface).flatMap((ring) =>
    ring.slice(1).map(([bx = 0, by = 0], i) => {
      const [ax = 0, ay = 0] = ring[i] ?? []
      return { ax, ay, bx, by }
    }),
  )
}

/** Slow and obvious: seen from inside, the border turns around once; from outside, not at all. */
function turnsAround(surface: Surface, lon: number, lat: number): boolean {
  let angle = 0
  for (const { ax, ay, bx, by } of linesOf(surface)) {
    const turn = Math.atan2(by - lat, bx - lon) - Math.atan2(ay - lat, ax - lon)
    angle += Math.atan2(Math.sin(turn), Math.cos(turn))
  }
  return Math.abs(angle) > Math.PI
}

function distanceToBorder(surface: Surface, lon: number, lat: number): number {
  const distances = linesOf(surface).map(({ ax, ay, bx, by }) => {
    const length = (bx - ax) ** 2 + (by - ay) ** 2
    const along =
      length === 0 ? 0 : Math.min(1, Math.max(0, ((lon - ax) * (bx - ax) + (lat - ay) * (by - ay)) / length))
    return Math.hypot(lon - ax - along * (bx - ax), lat - ay - along * (by - ay))
  })
  return Math.min(...distances)
}
