import type { Box } from './geo.ts'

/** A square of the map in the common scheme: web mercator, `x` from the west, `y` from the north, 2^z of each (OGC 17-083r4, annex D.1). */
export interface TilePlace {
  readonly z: number
  readonly x: number
  readonly y: number
}

/** The deepest zoom that tiles are made for; a browser shows its tiles larger beyond. */
export const deepestZoom = 18

const latitudeOf = (y: number, z: number) => (Math.atan(Math.sinh(Math.PI * (1 - (2 * y) / 2 ** z))) * 180) / Math.PI

/** What a tile covers, in degrees. */
export function boxOfTile({ z, x, y }: TilePlace): Box {
  const longitudeOf = (at: number) => (at / 2 ** z) * 360 - 180
  return [longitudeOf(x), latitudeOf(y + 1, z), longitudeOf(x + 1), latitudeOf(y, z)]
}

/** Where in a tile a point lies, in widths of the tile from its north-western corner; outside it below 0 or from 1 on. */
export function pointInTile({ z, x, y }: TilePlace, lon: number, lat: number): { x: number; y: number } {
  const across = 2 ** z
  const north = 0.5 - Math.asinh(Math.tan((lat * Math.PI) / 180)) / (2 * Math.PI)
  return { x: ((lon + 180) / 360) * across - x, y: north * across - y }
}

/** Whether there is such a tile. */
export const isTile = ({ z, x, y }: TilePlace): boolean =>
  [z, x, y].every(Number.isInteger) && z >= 0 && z <= deepestZoom && x >= 0 && y >= 0 && x < 2 ** z && y < 2 ** z
