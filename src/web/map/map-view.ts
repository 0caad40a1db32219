/** What part of the world a map shows; degrees of WGS84. */
export interface MapView {
  readonly zoom: number
  readonly lat: number
  readonly lon: number
}

/** A place and how far around it. */
export interface Circle {
  readonly lon: number
  readonly lat: number
  readonly radiusM: number
}

/** How far around a point one can look, metres. */
export const radii = [500, 1_000, 2_000, 5_000, 10_000] as const
export const usualRadiusM = 2_000

const numbers = (value: unknown): [number, number, number] | undefined => {
  if (typeof value !== 'string' || !/^-?\d+(\.\d+)?(,-?\d+(\.\d+)?){2}$/.test(value)) return undefined
  const [a = 0, b = 0, c = 0] = value.split(',').map(Number)
  return [a, b, c]
}
const isOnEarth = (lat: number, lon: number) => Math.abs(lat) <= 85 && Math.abs(lon) <= 180
/** To about a metre: nobody aims more exactly. */
const short = (degrees: number) => String(Math.round(degrees * 1e5) / 1e5)

/** A view as an address carries it: `9.35,16.4123,107.5123` (zoom, latitude, longitude). */
export const viewText = ({ zoom, lat, lon }: MapView) => `${Math.round(zoom * 100) / 100},${short(lat)},${short(lon)}`

/** Reads what `viewText` wrote; undefined for anything that is no view. */
export function parseView(value: unknown): MapView | undefined {
  const [zoom, lat, lon] = numbers(value) ?? []
  if (zoom === undefined || lat === undefined || lon === undefined) return undefined
  return zoom >= 0 && zoom <= 22 && isOnEarth(lat, lon) ? { zoom, lat, lon } : undefined
}

/** A circle as an address carries it: `107.5123,16.4123,2000` (longitude, latitude, metres). */
export const circleText = ({ lon, lat, radiusM }: Circle) => `${short(lon)},${short(lat)},${radiusM}`

/** Reads what `circleText` wrote; undefined for anything else, and for a radius that is not offered. */
export function parseCircle(value: unknown): Circle | undefined {
  const [lon, lat, radiusM] = numbers(value) ?? []
  if (lon === undefined || lat === undefined || radiusM === undefined) return undefined
  return radii.some((each) => each === radiusM) && isOnEarth(lat, lon) ? { lon, lat, radiusM } : undefined
}

const metresPerDegree = 111_195

/** The circle as a closed ring of points, for drawing. */
export function ringOf({ lon, lat, radiusM }: Circle): [number, number][] {
  const high = radiusM / metresPerDegree
  const wide = high / Math.max(Math.cos((lat * Math.PI) / 180), 0.01)
  return Array.from({ length: 97 }, (_, i) => {
    const turn = (i / 96) * 2 * Math.PI
    return [lon + wide * Math.cos(turn), lat + high * Math.sin(turn)]
  })
}

/** What an address names where the communes are not to be tinted; without a word the map tints them by what there is. */
export const noLayer = 'none'

/** Whether an address names a tint of the communes so: `alerts`, `none`, or a layer of a module as `<module>.<layer>`. */
export const isLayer = (value: string): boolean =>
  /^(alerts|none|[a-z][a-z0-9-]{0,40}\.[a-z][a-z0-9_]{0,40})$/.test(value)
