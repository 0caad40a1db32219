import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { AreasGeoJson } from '../../core/api/geojson.ts'
import { decodeTopology, Topology } from '../../core/topojson.ts'
import { bordersOf, type Line } from './borders.ts'

const path = join(import.meta.dirname, '../../../data/areas/communes.topojson')
const topology = Topology.parse(JSON.parse(readFileSync(path, 'utf8')))
const surfaces = decodeTopology(topology)
const shapes = Object.values(topology.objects).flatMap(({ geometries }) => geometries)

function areasOf(ids: readonly string[]): AreasGeoJson {
  const features = ids.map((id) => ({
    type: 'Feature' as const,
    id,
    properties: { code: id, name: id, kind: 'commune' as const },
    geometry: structuredClone(surfaces.get(id)) as AreasGeoJson['features'][number]['geometry'],
  }))
  return { type: 'FeatureCollection', features }
}

const edges = (lines: readonly Line[]): string[] =>
  lines.flatMap((line) => line.slice(1).map((to, i) => [line[i]?.join(), to.join()].sort().join(' '))).sort()

/** The edges of an arc on the drawing's own grid; a step to the very place it is at is none. */
function edgesOfArc(arc: number): string[] {
  let at = [0, 0]
  return (topology.arcs[arc] ?? []).flatMap(([x, y], place) => {
    const from = at
    at = [(at[0] ?? 0) + x, (at[1] ?? 0) + y]
    return place > 0 && (x !== 0 || y !== 0) ? [[from.join(), at.join()].sort().join(' ')] : []
  })
}

/** The drawing keeps a border as arcs that the communes on its sides name; how many edges so many communes name. */
function countEdges(ids: ReadonlySet<string>): { inner: number; outer: number } {
  const named = shapes.filter(({ id }) => ids.has(id)).flatMap(({ arcs }) => (arcs as unknown[]).flat(2) as number[])
  const times = Map.groupBy(
    named.flatMap((arc) => edgesOfArc(arc < 0 ? ~arc : arc)),
    (edge) => edge,
  )
  const outer = [...times.values()].filter((each) => each.length === 1).length
  return { inner: times.size - outer, outer }
}

describe('borders of a hundred communes, all over the country', () => {
  const starts = Array.from({ length: Math.ceil(shapes.length / 100) }, (_, i) => i * 100)

  it.each(starts)('from the %d. on: each once, as the drawing has them', (start) => {
    const ids = shapes.slice(start, start + 100).map(({ id }) => id)
    const { inner, outer } = bordersOf(areasOf(ids))
    expect({ inner: edges(inner).length, outer: edges(outer).length }).toEqual(countEdges(new Set(ids)))
    const all = [...edges(inner), ...edges(outer)]
    expect(new Set(all).size).toBe(all.length)
  })

  it.each(starts)('from the %d. on: a line ends only where others meet, or is closed', (start) => {
    const { inner, outer } = bordersOf(areasOf(shapes.slice(start, start + 100).map(({ id }) => id)))
    for (const lines of [inner, outer]) {
      const meeting = Map.groupBy(
        edges(lines).flatMap((edge) => edge.split(' ')),
        (corner) => corner,
      )
      const loose = lines
        .filter((line) => line[0]?.join() !== line.at(-1)?.join())
        .flatMap((line) => [line[0], line.at(-1)])
        .filter((end) => meeting.get(end?.join() ?? '')?.length === 2)
      expect(loose).toEqual([])
    }
  })
})

it('no area, no border', () => {
  expect(bordersOf({ type: 'FeatureCollection', features: [] })).toEqual({ inner: [], outer: [] })
})
