/**
 * Makes the areas file of one province (its outline and its communes) from a TopoJSON drawing of the whole country.
 *
 *   node scripts/data/make-areas.ts <drawing.topojson> <province code> <province full name> <out.geojson>
 *
 * The drawing holds one object whose polygons carry `code`, `name` (full name, "Phường Kim Long") and `province_code`.
 * The outline is drawn from the arcs that only one commune of the province uses, so both share every border point.
 * Coordinates leave as WGS84 with five decimals (about 1 m), outer rings counter-clockwise (RFC 7946).
 */
import { readFileSync, writeFileSync } from 'node:fs'

type Position = [number, number]
type Ring = Position[]

interface Shape {
  type: string
  arcs: number[][] | number[][][]
  properties: { code: string; name: string; province_code: string }
}

interface Drawing {
  arcs: Position[][]
  transform: { scale: Position; translate: Position }
  objects: Record<string, { geometries: Shape[] }>
}

const kinds = new Map([
  ['Xã', 'commune'],
  ['Phường', 'ward'],
  ['Đặc khu', 'special_zone'],
  ['Tỉnh', 'province'],
  ['Thành phố', 'city'],
])

function kindOf(fullName: string): string {
  for (const [word, kind] of kinds) if (fullName.startsWith(`${word} `)) return kind
  throw new Error(`"${fullName}" does not start with the word of its kind (${[...kinds.keys()].join(', ')})`)
}

function signedArea(ring: Ring): number {
  return ring.reduce((sum, [x, y], i) => {
    const [nextX, nextY] = ring[(i + 1) % ring.length] ?? [x, y]
    return sum + x * nextY - nextX * y
  }, 0)
}

function contains(ring: Ring, [x, y]: Position): boolean {
  let inside = false
  ring.forEach(([ax, ay], i) => {
    const [bx, by] = ring.at(i - 1) ?? [ax, ay]
    if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) inside = !inside
  })
  return inside
}

/** Rings to polygons: those of the larger sign of area are outer, the others are holes of the outer ring around them. */
function toPolygons(rings: Ring[]): Ring[][] {
  const largest = rings.reduce((a, b) => (Math.abs(signedArea(a)) >= Math.abs(signedArea(b)) ? a : b))
  const turn = (ring: Ring, positive: boolean) => (signedArea(ring) > 0 === positive ? ring : [...ring].reverse())
  const isOuter = (ring: Ring) => signedArea(ring) > 0 === signedArea(largest) > 0
  const polygons = rings.filter(isOuter).map((ring) => [turn(ring, true)])
  for (const hole of rings.filter((ring) => !isOuter(ring))) {
    const around = polygons.find(([outer]) => outer && hole[0] && contains(outer, hole[0]))
    if (!around) throw new Error('a hole lies in no outer ring: the drawing is broken')
    around.push(turn(hole, false))
  }
  return polygons
}

function toGeometry(polygons: Ring[][]) {
  const [first] = polygons
  return polygons.length === 1 && first
    ? { type: 'Polygon', coordinates: first }
    : { type: 'MultiPolygon', coordinates: polygons }
}

const [drawingPath, provinceCode, provinceName, outPath] = process.argv.slice(2)
if (!drawingPath || !provinceCode || !provinceName || !outPath) {
  throw new Error('usage: make-areas.ts <drawing.topojson> <province code> <province full name> <out.geojson>')
}
const drawing: Drawing = JSON.parse(readFileSync(drawingPath, 'utf8'))
const { scale, translate } = drawing.transform
const round = (value: number) => Math.round(value * 1e5) / 1e5
const arcs: Ring[] = drawing.arcs.map((arc) => {
  let [x, y] = [0, 0]
  return arc.map(([dx, dy]) => {
    x += dx
    y += dy
    return [round(x * scale[0] + translate[0]), round(y * scale[1] + translate[1])]
  })
})
const points = (arc: number): Ring => (arc < 0 ? [...(arcs[~arc] ?? [])].reverse() : (arcs[arc] ?? []))
const stitch = (list: number[]): Ring => list.flatMap((arc, i) => (i === 0 ? points(arc) : points(arc).slice(1)))

const shapes = Object.values(drawing.objects)
  .flatMap((object) => object.geometries)
  .filter((shape) => shape.properties.province_code === provinceCode)
  .sort((a, b) => (a.properties.code < b.properties.code ? -1 : 1))
if (shapes.length === 0) throw new Error(`${drawingPath} has no commune of province ${provinceCode}`)
const polygonsOf = (shape: Shape): number[][][] =>
  // The type field says which of the two nestings TopoJSON used.
  shape.type === 'Polygon' ? [shape.arcs as number[][]] : (shape.arcs as number[][][])

const uses = new Map<number, number>()
const directed = shapes.flatMap((shape) => polygonsOf(shape).flat(2))
for (const arc of directed) uses.set(arc < 0 ? ~arc : arc, (uses.get(arc < 0 ? ~arc : arc) ?? 0) + 1)
const border = directed.filter((arc) => uses.get(arc < 0 ? ~arc : arc) === 1)

const outline: Ring[] = []
while (border.length > 0) {
  let ring = points(border.shift() ?? 0)
  while (String(ring[0]) !== String(ring.at(-1))) {
    const next = border.findIndex((arc) => String(points(arc)[0]) === String(ring.at(-1)))
    if (next < 0) throw new Error(`the border of province ${provinceCode} has a gap at ${ring.at(-1)}`)
    ring = [...ring, ...border.splice(next, 1).flatMap(points).slice(1)]
  }
  outline.push(ring)
}

const feature = (code: string, name: string, polygons: Ring[][], rest: object) => ({
  type: 'Feature',
  id: code,
  properties: { code, name, kind: kindOf(name), ...rest },
  geometry: toGeometry(polygons),
})
const features = [
  feature(provinceCode, provinceName, toPolygons(outline), { provinceCode: null, validFrom: '2025-07-01' }),
  ...shapes.map((shape) => {
    const polygons = polygonsOf(shape).flatMap((polygon) => toPolygons(polygon.map(stitch)))
    const { code, name } = shape.properties
    return feature(code, name, polygons, { provinceCode, validFrom: '2025-07-01' })
  }),
]
const lines = features.map((one) => JSON.stringify(one)).join(',\n')
writeFileSync(outPath, `{"type":"FeatureCollection","features":[\n${lines}\n]}\n`)
process.stdout.write(`${outPath}: the outline and ${shapes.length} communes\n`)
