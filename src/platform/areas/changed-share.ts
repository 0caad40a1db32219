import { boxOf, type Surface } from '../../core/geo.ts'

/** Lines that are laid through both surfaces; 200 tell a share to about one in a hundred. */
const lineCount = 200

/** How much of a surface is another afterwards: what lies in one of the two only, as a share of the area before. */
export function changedShare(before: Surface, after: Surface): number {
  const [boxBefore, boxAfter] = [boxOf(before), boxOf(after)]
  const south = Math.min(boxBefore[1], boxAfter[1])
  const north = Math.max(boxBefore[3], boxAfter[3])
  let [whole, apart] = [0, 0]
  for (let line = 0; line < lineCount; line += 1) {
    const lat = south + ((line + 0.5) / lineCount) * (north - south)
    const borders = [
      ...crossings(before, lat).map((lon) => ({ lon, isBefore: true })),
      ...crossings(after, lat).map((lon) => ({ lon, isBefore: false })),
    ].sort((one, other) => one.lon - other.lon)
    let [inBefore, inAfter, from] = [false, false, 0]
    for (const { lon, isBefore } of borders) {
      if (inBefore) whole += lon - from
      if (inBefore !== inAfter) apart += lon - from
      if (isBefore) inBefore = !inBefore
      else inAfter = !inAfter
      from = lon
    }
  }
  return whole === 0 ? 1 : apart / whole
}

/** Where the border of a surface crosses a line from west to east. */
function crossings(surface: Surface, lat: number): number[] {
  const polygons = surface.type === 'Polygon' ? [surface.coordinates] : surface.coordinates
  const found: number[] = []
  for (const ring of polygons.flat()) {
    let [fromLon = 0, fromLat = 0] = ring.at(-1) ?? []
    for (const [lon = 0, toLat = 0] of ring) {
      if (fromLat > lat !== toLat > lat) found.push(fromLon + ((lon - fromLon) * (lat - fromLat)) / (toLat - fromLat))
      fromLon = lon
      fromLat = toLat
    }
  }
  return found
}
