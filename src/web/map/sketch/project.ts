import type { MapView } from '../map-view.ts'
import type { Room, Size } from '../room.ts'

/** Pixels of the world's side at zoom 0, as the map counts zoom. */
const worldPx = 512

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

/** The view that shows these degrees whole, with so much left around them. */
export function fitView(
  [west, south, east, north]: readonly [number, number, number, number],
  { width, height }: Size,
  { top, right, bottom, left }: Room,
): MapView {
  const across = Math.max(worldX(east) - worldX(west), 1e-9)
  const down = Math.max(worldY(south) - worldY(north), 1e-9)
  const scale = Math.min(Math.max(width - left - right, 1) / across, Math.max(height - top - bottom, 1) / down)
  // The middle of what is left free is not that of the drawing.
  const middleX = (worldX(west) + worldX(east)) / 2 - (left - right) / 2 / scale
  const middleY = (worldY(south) + worldY(north)) / 2 - (top - bottom) / 2 / scale
  const lat = (Math.atan(Math.sinh(Math.PI * (1 - 2 * middleY))) * 180) / Math.PI
  return { zoom: Math.log2(scale / worldPx), lat, lon: middleX * 360 - 180 }
}
