import type { AreasGeoJson } from '../../core/api/geojson.ts'
import { ringsOf } from './geometry.ts'

type Position = number[]
type Edge = readonly [Position, Position]
export type Line = Position[]

/** The borders of areas, each once: `outer` those of one area only, `inner` those that two share. */
export interface Borders {
  readonly outer: Line[]
  readonly inner: Line[]
}

const keyOf = (edge: Edge): string =>
  edge
    .map((corner) => corner.join())
    .sort()
    .join(' ')

function edgesOf(areas: AreasGeoJson): { edge: Edge; owners: number }[] {
  const found = new Map<string, { edge: Edge; owners: number }>()
  for (const ring of areas.features.flatMap(({ geometry }) => ringsOf(geometry))) {
    for (const [i, to] of ring.entries()) {
      const from = ring[i - 1]
      if (!from || from.join() === to.join()) continue
      const edge: Edge = [from, to]
      const known = found.get(keyOf(edge))
      if (known) known.owners++
      else found.set(keyOf(edge), { edge, owners: 1 })
    }
  }
  return [...found.values()]
}

/** Puts edges end to end, so that a dash runs on over the corners and few lines are drawn; a line ends where three meet. */
function joined(edges: readonly Edge[]): Line[] {
  const left = new Set(edges)
  const at = Map.groupBy(
    edges.flatMap((edge) => edge.map((corner) => ({ corner: corner.join(), edge }))),
    ({ corner }) => corner,
  )
  const follow = (line: Line): Line => {
    for (;;) {
      const here = line.at(-1)?.join() ?? ''
      const around = at.get(here) ?? []
      const next = around.find(({ edge }) => left.has(edge))?.edge
      if (!next || around.length !== 2) return line
      left.delete(next)
      line.push(next[0].join() === here ? next[1] : next[0])
    }
  }
  return edges.flatMap((edge) => {
    if (!left.delete(edge)) return []
    const forth = follow([...edge])
    // A ring has come back to where it began.
    return [follow(forth.reverse())]
  })
}

/** Works where neighbours share their corners exactly, as areas cut from one drawing do; others keep a border each. */
export function bordersOf(areas: AreasGeoJson): Borders {
  const found = edgesOf(areas)
  const of = (isShared: boolean) => found.filter(({ owners }) => owners > 1 === isShared).map(({ edge }) => edge)
  return { outer: joined(of(false)), inner: joined(of(true)) }
}
