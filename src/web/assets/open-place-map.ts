import { Map as GlMap, Marker } from 'maplibre-gl'
import type { AreasGeoJson } from '../../core/api/geojson.ts'
import { boundsOf } from '../map/geometry.ts'
import { mapStyle } from '../map/map-style.ts'
// Opening it also names the map's worker file.
import { loadFace } from '../map/open-map.ts'

type At = readonly [lon: number, lat: number]

const nearZoom = 10.5

export interface PlaceMap {
  /** Moves the mark; null takes it away. Brings it into sight where it is out of it. */
  put: (at: At | null) => void
  draw: (theme: string) => void
  /** Calls back once, when all that is in sight is drawn; never after it was closed. */
  onDrawn: (tell: () => void) => void
  close: () => void
}

/** Opens a small map with at most one mark. With `onPick` a press puts it. Throws where the browser has no WebGL. */
export async function openPlaceMap(
  box: HTMLElement,
  first: { areas: AreasGeoJson; at: At | null; theme: string; title: string },
  onPick?: (at: At) => void,
): Promise<PlaceMap> {
  await loadFace()
  const { areas, at, theme, title } = first
  const bounds = boundsOf(areas)
  const map = new GlMap({
    container: box,
    style: mapStyle(areas, theme),
    attributionControl: false,
    locale: { 'Map.Title': title },
    dragRotate: false,
    pitchWithRotate: false,
    maxZoom: 17,
    ...(at ? { center: [...at], zoom: nearZoom } : bounds ? { bounds, fitBoundsOptions: { padding: 12 } } : {}),
  })
  map.touchZoomRotate.disableRotation()
  const element = document.createElement('div')
  element.className = 'asset-pin'
  element.setAttribute('aria-hidden', 'true')
  const marker = new Marker({ element, anchor: 'bottom' })
  const put = (place: At | null) => {
    if (!place) {
      marker.remove()
      return
    }
    marker.setLngLat([...place]).addTo(map)
    if (!map.getBounds().contains([...place])) map.jumpTo({ center: [...place], zoom: nearZoom })
  }
  put(at)
  if (onPick) {
    map.getCanvas().style.cursor = 'crosshair'
    map.on('click', ({ lngLat }) => onPick([round(lngLat.lng), round(lngLat.lat)]))
  }
  return {
    put,
    draw: (next) => map.setStyle(mapStyle(areas, next)),
    onDrawn: (tell) => void map.once('idle', tell),
    close: () => map.remove(),
  }
}

/** About a metre: nobody presses more exactly. */
const round = (degrees: number) => Math.round(degrees * 100_000) / 100_000
