import { fromGeojsonVt } from '@maplibre/vt-pbf'
import { type ArcState, arcsOf } from '../../core/map-arc.ts'
import { pointInTile, type TilePlace } from '../../core/map-tile.ts'
import { type MapMark, marksAcross, tileExtent } from './read-marks.ts'
import type { FiringAsset, Spot } from './read-states.ts'

/** The layer that marks stand in. */
const markLayer = 'marks'

/**
 * Marks as a vector tile (Mapbox Vector Tile 2.1); a tile without marks is empty. One asset says with `state` if it is silent or its alert
 * fires, a group with `arcs` how large a part of it is: parts of 24 by `arcStates`.
 */
export function encodeTile(
  place: TilePlace,
  marks: readonly MapMark[],
  firing: readonly FiringAsset[],
  silent: readonly Spot[],
): Buffer {
  if (marks.length === 0) return Buffer.alloc(0)
  const states = statesOf(place, marks, firing, silent)
  const features = marks.map((mark) => {
    const { x, y, count, code, name, type } = mark
    const own = states.get(mark)
    const [state] = own?.keys() ?? []
    const group = { count, arcs: own ? arcsOf(count, Object.fromEntries(own)).join('-') : '' }
    const alone = { count, code, name, type, ...(state ? { state } : {}) }
    return { type: 1 as const, geometry: [[x, y] as [number, number]], tags: code === null ? group : alone }
  })
  return Buffer.from(fromGeojsonVt({ [markLayer]: { features } as never }, { version: 2, extent: tileExtent }))
}

/** How many of each state are in the marks that hold any. An asset whose alert fires counts as that, not as silent. */
function statesOf(
  place: TilePlace,
  marks: readonly MapMark[],
  firing: readonly FiringAsset[],
  silent: readonly Spot[],
): Map<MapMark, Map<ArcState, number>> {
  const across = marksAcross(place.z)
  const bySquare = new Map(marks.flatMap((mark) => mark.squares.map((square) => [square, mark] as const)))
  const states = new Map<MapMark, Map<ArcState, number>>()
  function add({ lon, lat, id }: Spot, state: ArcState): void {
    const { x, y } = pointInTile(place, lon, lat)
    if (x < 0 || x >= 1 || y < 0 || y >= 1) return
    const mark = bySquare.get(Math.floor(y * across) * across + Math.floor(x * across))
    // An asset may have moved since the marks were read.
    if (!mark || (mark.id !== null && mark.id !== id)) return
    const own = states.get(mark) ?? new Map<ArcState, number>()
    states.set(mark, own.set(state, (own.get(state) ?? 0) + 1))
  }
  for (const asset of firing) if (asset.severity !== 'info') add(asset, asset.severity)
  const fires = new Set(firing.map(({ id }) => id))
  for (const spot of silent) if (!fires.has(spot.id)) add(spot, 'mute')
  return states
}
