import { z } from 'zod'
import type { Position, Surface } from './geo.ts'

const pair = z.tuple([z.number(), z.number()])
const ring = z.array(z.int())

/** A quantised TopoJSON drawing of surfaces, each known by its `id`. */
export const Topology = z.object({
  type: z.literal('Topology'),
  transform: z.object({ scale: pair, translate: pair }),
  arcs: z.array(z.array(pair)),
  objects: z.record(
    z.string(),
    z.object({
      geometries: z.array(
        z.discriminatedUnion('type', [
          z.object({ type: z.literal('Polygon'), id: z.string(), arcs: z.array(ring) }),
          z.object({ type: z.literal('MultiPolygon'), id: z.string(), arcs: z.array(z.array(ring)) }),
        ]),
      ),
    }),
  ),
})
export type Topology = z.infer<typeof Topology>

/** About one metre: enough for a drawing, and neighbours still share every point. */
const round = (degrees: number) => Math.round(degrees * 1e5) / 1e5

/**
 * The surfaces of a drawing by their id, in its order. Neighbours share the very points of their common border.
 * @throws {RangeError} naming an arc that the drawing does not have
 */
export function decodeTopology({ transform, arcs, objects }: Topology): Map<string, Surface> {
  const [scaleLon, scaleLat] = transform.scale
  const [west, south] = transform.translate
  const lines = arcs.map((arc) => {
    let [x, y] = [0, 0]
    return arc.map(([stepX, stepY]): Position => {
      x += stepX
      y += stepY
      return [round(x * scaleLon + west), round(y * scaleLat + south)]
    })
  })
  const lineOf = (index: number): readonly Position[] => {
    // `~index` is an arc drawn backwards.
    const line = lines[index < 0 ? ~index : index]
    if (!line) throw new RangeError(`the drawing has no arc ${index}`)
    return index < 0 ? line.toReversed() : line
  }
  const stitch = (indices: readonly number[]): readonly Position[] =>
    indices.flatMap((index, place) => (place === 0 ? lineOf(index) : lineOf(index).slice(1)))
  return new Map(
    Object.values(objects)
      .flatMap(({ geometries }) => geometries)
      .map((shape): [string, Surface] => [
        shape.id,
        shape.type === 'Polygon'
          ? { type: 'Polygon', coordinates: shape.arcs.map(stitch) }
          : { type: 'MultiPolygon', coordinates: shape.arcs.map((polygon) => polygon.map(stitch)) },
      ]),
  )
}
