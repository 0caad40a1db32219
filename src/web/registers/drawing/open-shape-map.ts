import { type GeoJSONSource, Map as GlMap, Marker } from 'maplibre-gl'
import type { AreasGeoJson } from '../../../core/api/geojson.ts'
import type { Position } from '../../../core/geo.ts'
import { pathsOf, roundDegrees, type Shape } from '../../../core/geo-shape.ts'
import { tokenValue } from '../../kit/theme.ts'
import { boundsOf } from '../../map/geometry.ts'
import { mapStyle } from '../../map/map-style.ts'
// Opening it also names the map's worker file.
import { loadFace } from '../../map/open-map.ts'

/** A shape on the map; one with an id can be pressed. */
export interface DrawnShape {
  readonly id?: string
  readonly shape: Shape
  readonly isChosen?: boolean
}

/** A point that can be taken hold of. `isMiddle`: of a side, becomes a corner once pressed or pulled. */
export interface Handle {
  readonly key: string
  readonly at: Position
  readonly isMiddle: boolean
  readonly isChosen: boolean
}

export interface ShapeMapEvents {
  /** The map was pressed where no handle is. */
  onPress?: (at: Position) => void
  /** A shape with an id was pressed. */
  onChoose?: (id: string) => void
  onHandle?: (key: string) => void
  onMove?: (key: string, at: Position) => void
  /** Delete or Backspace while the map has the focus. */
  onDelete?: () => void
}

export interface ShapeMap {
  show: (shapes: readonly DrawnShape[]) => void
  hold: (handles: readonly Handle[]) => void
  /** Brings shapes into sight, the whole province where there are none. */
  fit: (shapes: readonly DrawnShape[]) => void
  zoom: (step: 1 | -1) => void
  draw: (theme: string) => void
  close: () => void
}

type MapGeometry =
  | { type: 'Point'; coordinates: number[] }
  | { type: 'LineString'; coordinates: number[][] }
  | { type: 'Polygon'; coordinates: number[][][] }

const nearZoom = 14
const pressable = ['drawn-points', 'drawn-lines', 'drawn-fills']

const collect = (shapes: readonly DrawnShape[]) => ({
  type: 'FeatureCollection' as const,
  features: shapes.map(({ id, shape, isChosen = false }) => ({
    type: 'Feature' as const,
    properties: { id: id ?? null, isChosen },
    // The same GeoJSON; the map's own types have no readonly lists.
    geometry: shape as MapGeometry,
  })),
})

function styleOf(areas: AreasGeoJson, shapes: readonly DrawnShape[], theme: string) {
  const base = mapStyle(areas, theme)
  const accent = tokenValue('accent')
  const width = ['case', ['get', 'isChosen'], 4.5, 2.5] as const
  return {
    ...base,
    sources: { ...base.sources, drawn: { type: 'geojson' as const, data: collect(shapes) } },
    layers: [
      ...base.layers,
      {
        id: 'drawn-fills',
        type: 'fill' as const,
        source: 'drawn',
        filter: ['==', ['geometry-type'], 'Polygon'] as ['==', ['geometry-type'], string],
        paint: { 'fill-color': accent, 'fill-opacity': 0.16 },
      },
      {
        id: 'drawn-lines',
        type: 'line' as const,
        source: 'drawn',
        layout: { 'line-join': 'round' as const, 'line-cap': 'round' as const },
        paint: { 'line-color': accent, 'line-width': [...width] as ['case', ['get', string], number, number] },
      },
      {
        id: 'drawn-points',
        type: 'circle' as const,
        source: 'drawn',
        filter: ['==', ['geometry-type'], 'Point'] as ['==', ['geometry-type'], string],
        paint: {
          'circle-radius': ['case', ['get', 'isChosen'], 9, 6] as ['case', ['get', string], number, number],
          'circle-color': accent,
          'circle-stroke-color': tokenValue('raised'),
          'circle-stroke-width': 2,
        },
      },
    ],
  }
}

function boundsOfShapes(shapes: readonly DrawnShape[]): [number, number, number, number] | null {
  const points = shapes.flatMap(({ shape }) => pathsOf(shape).flat())
  if (points.length === 0) return null
  let [west, south, east, north] = [180, 90, -180, -90]
  for (const [lon = 0, lat = 0] of points) {
    west = Math.min(west, lon)
    south = Math.min(south, lat)
    east = Math.max(east, lon)
    north = Math.max(north, lat)
  }
  return [west, south, east, north]
}

/** Opens a map of shapes over the communes. Throws where the browser has no WebGL. */
export async function openShapeMap(
  box: HTMLElement,
  first: { areas: AreasGeoJson; shapes: readonly DrawnShape[]; theme: string; title: string },
  events: ShapeMapEvents,
): Promise<ShapeMap> {
  await loadFace()
  const { areas, theme, title } = first
  const province = boundsOf(areas)
  const start = boundsOfShapes(first.shapes) ?? province
  let shown = first.shapes
  const map = new GlMap({
    container: box,
    style: styleOf(areas, shown, theme),
    attributionControl: false,
    locale: { 'Map.Title': title },
    dragRotate: false,
    pitchWithRotate: false,
    doubleClickZoom: !events.onPress,
    maxZoom: 18,
    ...(start ? { bounds: start, fitBoundsOptions: { padding: 32, maxZoom: nearZoom } } : {}),
  })
  map.touchZoomRotate.disableRotation()
  if (events.onPress) map.getCanvas().style.cursor = 'crosshair'
  map.on('click', ({ point, lngLat }) => {
    if (events.onPress) events.onPress([roundDegrees(lngLat.lng), roundDegrees(lngLat.lat)])
    if (!events.onChoose) return
    const around = 5
    const corner = (d: number): [number, number] => [point.x + d, point.y + d]
    const [hit] = map.queryRenderedFeatures([corner(-around), corner(around)], { layers: pressable })
    if (hit?.properties.id) events.onChoose(String(hit.properties.id))
  })
  if (events.onChoose) {
    for (const layer of pressable) {
      map.on('mouseenter', layer, () => {
        map.getCanvas().style.cursor = 'pointer'
      })
      map.on('mouseleave', layer, () => {
        map.getCanvas().style.cursor = ''
      })
    }
  }
  map.getCanvas().addEventListener('keydown', (event) => {
    if (event.key !== 'Delete' && event.key !== 'Backspace') return
    event.preventDefault()
    events.onDelete?.()
  })

  let held = new Map<string, Marker>()
  function hold(handles: readonly Handle[]): void {
    const wanted = new Map<string, Marker>()
    for (const { key, at, isMiddle, isChosen } of handles) {
      const marker = held.get(key) ?? makeHandle(key)
      marker.getElement().className = `maplibregl-marker draw-handle${isMiddle ? ' draw-middle' : ''}${isChosen ? ' draw-chosen' : ''}`
      marker.setLngLat([at[0] ?? 0, at[1] ?? 0]).addTo(map)
      wanted.set(key, marker)
    }
    for (const [key, marker] of held) if (!wanted.has(key)) marker.remove()
    held = wanted
  }
  function makeHandle(key: string): Marker {
    const element = document.createElement('div')
    // The table of coordinates beside the map is what a keyboard and a screen reader work with.
    element.setAttribute('aria-hidden', 'true')
    const marker = new Marker({ element, draggable: true })
    element.addEventListener('click', (event) => {
      event.stopPropagation()
      map.getCanvas().focus()
      events.onHandle?.(key)
    })
    marker.on('dragend', () => {
      const { lng, lat } = marker.getLngLat()
      events.onMove?.(key, [roundDegrees(lng), roundDegrees(lat)])
    })
    return marker
  }

  return {
    show: (shapes) => {
      shown = shapes
      // The source of our own style is a GeoJSON source.
      const source = map.getSource('drawn') as GeoJSONSource | undefined
      void source?.setData(collect(shapes))
    },
    hold,
    fit: (shapes) => {
      const bounds = boundsOfShapes(shapes) ?? province
      if (bounds) map.fitBounds(bounds, { padding: 32, maxZoom: nearZoom, animate: false })
    },
    zoom: (step) => map.easeTo({ zoom: map.getZoom() + step, duration: 150 }),
    draw: (next) => map.setStyle(styleOf(areas, shown, next)),
    close: () => map.remove(),
  }
}
