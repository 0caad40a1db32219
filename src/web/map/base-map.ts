import { addProtocol } from 'maplibre-gl'
import { FetchSource, PMTiles, Protocol } from 'pmtiles'
import type { Basemap, BasemapFacts } from '../../core/api/basemaps.ts'
import { get } from '../api/client.ts'

/** Where the tiles of the base map come from; an archive that cannot be read is null. */
export interface BaseMap {
  /** Vietnam and its neighbours, zoom 3 to 10. */
  readonly country: string | null
  /** The province's own streets and water, from zoom 11. */
  readonly detail: string | null
  /** Hoàng Sa and Trường Sa by themselves, for a map without the archive. */
  readonly islands: string
  /** The operator's own map, where one is shown. */
  readonly own: OwnMap | null
}

/** A map of the operator's own, as the centre passes it on. */
export interface OwnMap {
  readonly content: BasemapFacts['content']
  readonly layers: readonly string[]
  readonly minZoom: number
  readonly maxZoom: number
  /** With places for zoom, column and row where it has tiles. */
  readonly address: string
  readonly attribution: string
}

const here = (path: string) => new URL(path, window.location.href).href
const addressOf = (file: string) => here(`/api/basemap/${file}`)

/** The map as it is without any archive. */
export const noBase: BaseMap = { country: null, detail: null, islands: addressOf('islands.geojson'), own: null }

let protocol: Protocol | undefined

/** Reads the head of an archive; its address for a style, or null where it is missing or broken. */
async function openArchive(file: string): Promise<string | null> {
  if (!protocol) {
    protocol = new Protocol()
    addProtocol('pmtiles', protocol.tile)
  }
  const address = addressOf(file)
  try {
    const archive = protocol.get(address) ?? new PMTiles(new FetchSource(address, undefined, 'same-origin'))
    await archive.getHeader()
    protocol.add(archive)
    return `pmtiles://${address}`
  } catch {
    return null
  }
}

/** The operator's map by its number, else the one that the centre shows; null where there is none, or none can be learnt of. */
async function findOwn(chosen: number | undefined): Promise<OwnMap | null> {
  if (chosen === 0) return null
  try {
    const { items } = await get<{ items: Basemap[] }>('/api/basemaps')
    const shown = items.find((each) => each.id === chosen) ?? items.find((each) => each.shown)
    if (!shown) return null
    const { id, facts, attribution } = shown
    const path = facts.content === 'data' ? 'data' : 'tiles/{z}/{x}/{y}'
    // The braces are places for the map to fill in; an address would write them otherwise.
    return { ...facts, attribution, address: `${here('/')}api/basemaps/${id}/${path}` }
  } catch {
    return null
  }
}

let opened: Promise<[country: string | null, detail: string | null]> | undefined

/**
 * The shipped base map, read once for all maps of a page, asked again as long as the country is missing; and the operator's own.
 * Never fails.
 * @param chosen an own map by its number; 0 for none, undefined for what the centre shows
 */
export async function openBaseMap(chosen: number | undefined): Promise<BaseMap> {
  opened ??= Promise.all([openArchive('vietnam-z3-10.pmtiles'), openArchive('hue-z11-14.pmtiles')])
  const [[country, detail], own] = await Promise.all([opened, findOwn(chosen)])
  if (country === null) opened = undefined
  return { ...noBase, country, detail, own }
}
