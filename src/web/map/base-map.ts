import { addProtocol } from 'maplibre-gl'
import { FetchSource, PMTiles, Protocol } from 'pmtiles'

/** Where the tiles of the base map come from; an archive that cannot be read is null. */
export interface BaseMap {
  /** Vietnam and its neighbours, zoom 3 to 10. */
  readonly country: string | null
  /** The province's own streets and water, from zoom 11. */
  readonly detail: string | null
  /** Hoàng Sa and Trường Sa by themselves, for a map without the archive. */
  readonly islands: string
}

const addressOf = (file: string) => new URL(`/api/basemap/${file}`, window.location.href).href

/** The map as it is without any archive. */
export const noBase: BaseMap = { country: null, detail: null, islands: addressOf('islands.geojson') }

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

let opened: Promise<BaseMap> | undefined

/** The shipped base map, read once for all maps of a page; asked again as long as the country is missing. Never fails. */
export function openBaseMap(): Promise<BaseMap> {
  opened ??= Promise.all([openArchive('vietnam-z3-10.pmtiles'), openArchive('hue-z11-14.pmtiles')]).then(
    ([country, detail]) => {
      if (country === null) opened = undefined
      return { ...noBase, country, detail }
    },
  )
  return opened
}
