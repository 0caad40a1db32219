import type { AreaShape, Position } from './geo.ts'
import { findArea } from './geo.ts'

/** What a record may be drawn as. */
export type ShapeKind = 'point' | 'line' | 'polygon'

/** A GeoJSON geometry (RFC 7946) as records have it: longitude first, WGS 84. */
export type Shape =
  | { readonly type: 'Point'; readonly coordinates: Position }
  | { readonly type: 'LineString'; readonly coordinates: readonly Position[] }
  | { readonly type: 'Polygon'; readonly coordinates: readonly (readonly Position[])[] }

export const shapeTypes = { point: 'Point', line: 'LineString', polygon: 'Polygon' } as const

/** How many different points a drawing of a kind has at least. */
export const fewestPoints: Readonly<Record<ShapeKind, number>> = { point: 1, line: 2, polygon: 3 }

/**
 * So many points may lie however they like. Looking for where a border crosses itself takes the square of their number at worst, a comb
 * with teeth as wide as the whole; one of more points is looked through for as long as that takes, which all but such combs are within.
 */
export const anyhowPoints = 5_000
const mostLooks = anyhowPoints ** 2 / 2

/** Why a drawing is refused; `n` is how many points are needed or allowed, `at` the place where it is wrong. */
export type ShapeFault =
  | { readonly code: 'too_few_points'; readonly n: number }
  | { readonly code: 'too_many'; readonly n: number }
  | { readonly code: 'ring_open' }
  | { readonly code: 'crosses_itself'; readonly at: Position }
  | { readonly code: 'outside_province'; readonly at: Position }

/** A fault as the API tells it, with what its words need. */
export function toldFault(fault: ShapeFault): {
  readonly message: string
  readonly code: string
  readonly params?: Readonly<Record<string, number>>
} {
  const { code } = fault
  switch (code) {
    case 'too_few_points':
      return { code, message: `draw at least ${fault.n} different points`, params: { n: fault.n } }
    case 'too_many':
      return { code, message: `simplify it to ${fault.n} points at most`, params: { n: fault.n } }
    case 'ring_open':
      return { code, message: 'the last point of each ring must be its first' }
    case 'crosses_itself':
      return { code, ...toldPlace(fault.at, 'the border crosses or touches itself near') }
    case 'outside_province':
      return { code, ...toldPlace(fault.at, 'this point lies outside the province:') }
  }
}

function toldPlace([lon = 0, lat = 0]: Position, message: string) {
  const params = { lat: roundDegrees(lat), lon: roundDegrees(lon) }
  return { message: `${message} ${params.lat}, ${params.lon}`, params }
}

/** Degrees to a tenth of a metre; what arithmetic left behind that is nobody's. */
export const roundDegrees = (degrees: number): number => Math.round(degrees * 1_000_000) / 1_000_000

/** The points of a shape in lines of their own; a ring has its first point once. */
export function pathsOf(shape: Shape): readonly (readonly Position[])[] {
  if (shape.type === 'Point') return [[shape.coordinates]]
  return shape.type === 'LineString' ? [shape.coordinates] : shape.coordinates.map((ring) => ring.slice(0, -1))
}

/** The shape that paths draw, each ring closed; null where they have no point at all. */
export function shapeOf(kind: ShapeKind, paths: readonly (readonly Position[])[]): Shape | null {
  const drawn = paths.filter((path) => path.length > 0)
  const [first] = drawn
  if (!first?.[0]) return null
  if (kind === 'point') return { type: 'Point', coordinates: first[0] }
  if (kind === 'line') return { type: 'LineString', coordinates: first }
  return { type: 'Polygon', coordinates: drawn.map((path) => [...path, ...path.slice(0, 1)]) }
}

/** What is wrong with the form of a shape, wherever it lies; null when nothing is. A line may cross itself, as a road does. */
export function formFault(kind: ShapeKind, shape: Shape): ShapeFault | null {
  if (shape.type === 'Polygon' && shape.coordinates.some((ring) => String(ring[0]) !== String(ring.at(-1))))
    return { code: 'ring_open' }
  const paths = pathsOf(shape)
  const n = fewestPoints[kind]
  if (paths.length === 0 || paths.some((path) => new Set(path.map(String)).size < n))
    return { code: 'too_few_points', n }
  const at = shape.type === 'Polygon' ? findCrossing(shape.coordinates) : null
  return at === 'too_many' ? { code: at, n: anyhowPoints } : at && { code: 'crosses_itself', at }
}

/**
 * How far outside its drawing a province still reaches, in kilometres: shores and quays are drawn more roughly than they are, and the
 * shipped drawing is simplified.
 */
export const marginKm = 1

/** The first point of a shape that lies outside of all these areas, farther than {@link marginKm} from each; null when none does. */
export function placeFault(areas: readonly AreaShape<unknown>[], shape: Shape): ShapeFault | null {
  const at = pathsOf(shape)
    .flat()
    .find(([lon = 0, lat = 0]) => findArea(areas, lon, lat) === null && !isNear(areas, lon, lat))
  return at ? { code: 'outside_province', at } : null
}

const kmOfDegree = 111.32

function isNear(areas: readonly AreaShape<unknown>[], lon: number, lat: number): boolean {
  const width = kmOfDegree * Math.cos((lat * Math.PI) / 180)
  const margin = marginKm / Math.max(width, 1)
  return areas.some(({ box: [west, south, east, north], surface }) => {
    if (lon < west - margin || lon > east + margin || lat < south - margin || lat > north + margin) return false
    const rings = surface.type === 'Polygon' ? surface.coordinates : surface.coordinates.flat()
    return rings.some((ring) =>
      ring.some((from, index) => {
        const [aLon = 0, aLat = 0] = from
        const [bLon = 0, bLat = 0] = ring[index + 1] ?? from
        const [ax, ay] = [(aLon - lon) * width, (aLat - lat) * kmOfDegree]
        const [dx, dy] = [(bLon - aLon) * width, (bLat - aLat) * kmOfDegree]
        const length = dx * dx + dy * dy
        const along = length === 0 ? 0 : Math.min(1, Math.max(0, -(ax * dx + ay * dy) / length))
        return Math.hypot(ax + along * dx, ay + along * dy) <= marginKm
      }),
    )
  })
}

interface Side {
  readonly from: Position
  readonly to: Position
  readonly west: number
  readonly east: number
  readonly south: number
  readonly north: number
  /** The ring it belongs to, its place there, and how many sides that ring has. */
  readonly ring: number
  readonly index: number
  readonly count: number
}

/** A place where the border of rings touches or crosses itself, other than where one side follows the other; null without one. */
function findCrossing(rings: readonly (readonly Position[])[]): Position | 'too_many' | null {
  const sides = rings.flatMap((ring, number) => sidesOf(ring, number)).toSorted((a, b) => a.west - b.west)
  let open: Side[] = []
  let looks = 0
  for (const side of sides) {
    looks += open.length
    if (looks > mostLooks) return 'too_many'
    open = open.filter(({ east }) => east >= side.west)
    const other = open.find((each) => each.south <= side.north && side.south <= each.north && doMeet(each, side))
    if (other) return meetingOf(other, side)
    open.push(side)
  }
  return null
}

function sidesOf(ring: readonly Position[], number: number): Side[] {
  // A point that is given twice in a row is one corner.
  const corners = ring.filter((corner, index) => index === 0 || String(corner) !== String(ring[index - 1]))
  const count = corners.length - 1
  return corners.slice(1).map((to, index) => {
    const from = corners[index] ?? to
    const [a = 0, south = 0] = from
    const [b = 0, north = 0] = to
    const [west, east] = [Math.min(a, b), Math.max(a, b)]
    return {
      from,
      to,
      west,
      east,
      south: Math.min(south, north),
      north: Math.max(south, north),
      ring: number,
      index,
      count,
    }
  })
}

/** On which side of the line from `a` to `b` a point lies: above 0 left, below 0 right, 0 on it. */
const turn = (a: Position, b: Position, c: Position) =>
  Math.sign(
    ((b[0] ?? 0) - (a[0] ?? 0)) * ((c[1] ?? 0) - (a[1] ?? 0)) -
      ((b[1] ?? 0) - (a[1] ?? 0)) * ((c[0] ?? 0) - (a[0] ?? 0)),
  )

const isBetween = (a: Position, b: Position, c: Position) =>
  [0, 1].every(
    (axis) =>
      Math.min(a[axis] ?? 0, b[axis] ?? 0) <= (c[axis] ?? 0) && (c[axis] ?? 0) <= Math.max(a[axis] ?? 0, b[axis] ?? 0),
  )

/** Sides that follow each other share a corner and may share no more. */
function doMeet(one: Side, other: Side): boolean {
  const step = Math.abs(one.index - other.index)
  if (one.ring === other.ring && (step === 1 || step === one.count - 1)) {
    const [first, second] = String(one.to) === String(other.from) ? [one, other] : [other, one]
    return (
      turn(first.from, first.to, second.to) === 0 &&
      (isBetween(first.from, first.to, second.to) || isBetween(second.from, second.to, first.from))
    )
  }
  const [a, b] = [turn(one.from, one.to, other.from), turn(one.from, one.to, other.to)]
  const [c, d] = [turn(other.from, other.to, one.from), turn(other.from, other.to, one.to)]
  if (a !== b && c !== d) return true
  return (
    (a === 0 && isBetween(one.from, one.to, other.from)) ||
    (b === 0 && isBetween(one.from, one.to, other.to)) ||
    (c === 0 && isBetween(other.from, other.to, one.from)) ||
    (d === 0 && isBetween(other.from, other.to, one.to))
  )
}

/** About where two sides meet, for a person to look there. */
function meetingOf(one: Side, other: Side): Position {
  const [ax = 0, ay = 0] = one.from
  const [bx = 0, by = 0] = one.to
  const [cx = 0, cy = 0] = other.from
  const [dx = 0, dy = 0] = other.to
  const along = (bx - ax) * (dy - cy) - (by - ay) * (dx - cx)
  if (along === 0) return other.from
  const share = ((cx - ax) * (dy - cy) - (cy - ay) * (dx - cx)) / along
  return [ax + share * (bx - ax), ay + share * (by - ay)]
}
