import { fromGeojsonVt } from '@maplibre/vt-pbf'
import { type MapMark, tileExtent } from './read-marks.ts'

/** The layer that marks stand in. */
const markLayer = 'marks'

/** Marks as a vector tile (Mapbox Vector Tile 2.1); a tile without marks is empty. */
export function encodeTile(marks: readonly MapMark[]): Buffer {
  if (marks.length === 0) return Buffer.alloc(0)
  const features = marks.map(({ x, y, count, ...asset }) => ({
    type: 1 as const,
    geometry: [[x, y] as [number, number]],
    tags: asset.code === null ? { count } : { count, ...asset },
  }))
  return Buffer.from(fromGeojsonVt({ [markLayer]: { features } as never }, { version: 2, extent: tileExtent }))
}
