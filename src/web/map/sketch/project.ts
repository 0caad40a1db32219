import type { MapView } from '../map-view.ts'

/** Pixels of the world's side at zoom 0, as the map counts zoom. */
const worldPx = 512

export interface Size {
  readonly width: number
  readonly height: number
}

/** From degrees of WGS84 to pixels of a drawing, left and down. */
export type Project = (lon: number, lat: number) => [x: number, y: number]

const worldX = (lon: number) => (lon + 180) / 360
const worldY = (lat: number) => (1 - Math.log(Math.tan(Math.PI / 4 + (lat * Math.PI) / 360)) / Math.PI) / 2

/** Where things lie on a drawing of that size that shows this view: Web Mercator (EPSG:3857), as the map has it. */
export function projectOf({ zoom, lat, lon }: MapView, { width, height }: Size): Project {
  const scale = worldPx * 2 ** zoom
  const [middleX, middleY] = [worldX(lon), worldY(lat)]
  return (lon, lat) => [(worldX(lon) - middleX) * scale + width / 2, (worldY(lat) - middleY) * scale + height / 2]
}

/** The view that shows these degrees whole, with so many pixels left around them. */
export function fitView(
  [west, south, east, north]: readonly [number, number, number, number],
  { width, height }: Size,
  paddingPx: number,
): MapView {
  const room = (side: number) => Math.max(side - 2 * paddingPx, 1)
  const across = Math.max(worldX(east) - worldX(west), 1e-9)
  const down = Math.max(worldY(south) - worldY(north), 1e-9)
  const scale = Math.min(room(width) / across, room(height) / down)
  const middleY = (worldY(south) + worldY(north)) / 2
  const lat = (Math.atan(Math.sinh(Math.PI * (1 - 2 * middleY))) * 180) / Math.PI
  return { zoom: Math.log2(scale / worldPx), lat, lon: (west + east) / 2 }
}
