import { addProtocol, type VectorSourceSpecification } from 'maplibre-gl'
import { deepestZoom } from '../../core/map-tile.ts'

const scheme = 'field'
/** More than a large screen shows at once. */
const mostKept = 128

const kept = new Map<string, { data: ArrayBuffer; etag: string }>()
let isKnown = false

/**
 * The tiles of the field as a source. A tile that cannot be had again stays as it was: a cut line must not empty the map.
 * @param hide modules that are left out, as `a,b`
 */
export function markTiles(hide: string | undefined): VectorSourceSpecification {
  if (!isKnown) addProtocol(scheme, ({ url }, { signal }) => readTile(url.replace(`${scheme}://`, ''), signal))
  isKnown = true
  return { type: 'vector', tiles: tileAddresses(hide), maxzoom: deepestZoom }
}

/** Where the tiles are that leave out the modules `hide`, given as `a,b`. */
export const tileAddresses = (hide: string | undefined): string[] => [
  `${scheme}:///api/map/tiles/{z}/{x}/{y}${hide ? `?hide=${hide}` : ''}`,
]

async function readTile(path: string, signal: AbortSignal): Promise<{ data: ArrayBuffer; etag: string }> {
  const before = kept.get(path)
  // What is handed on is given away with its memory.
  const copy = (tile: { data: ArrayBuffer; etag: string }) => ({ ...tile, data: tile.data.slice(0) })
  try {
    const answer = await fetch(path, { signal })
    if (!answer.ok) throw new Error(`${path}: ${answer.status}`)
    const tile = { data: await answer.arrayBuffer(), etag: answer.headers.get('etag') ?? '' }
    kept.delete(path)
    kept.set(path, tile)
    const [oldest] = kept.keys()
    if (kept.size > mostKept && oldest !== undefined) kept.delete(oldest)
    return copy(tile)
  } catch (error) {
    if (before && !signal.aborted) return copy(before)
    throw error
  }
}
