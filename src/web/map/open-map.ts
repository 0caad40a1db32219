import 'maplibre-gl/dist/maplibre-gl.css'
import './map-font.css'
import {
  type GeoJSONSource,
  Map as GlMap,
  Marker,
  ScaleControl,
  setWorkerUrl,
  type VectorTileSource,
} from 'maplibre-gl'
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url'
import type { AreasGeoJson } from '../../core/api/geojson.ts'
import type { AreaShade } from './area-classes.ts'
import { areaColour, areaOpacity, edgeColour, isUnknown } from './area-shade.ts'
import { type BaseMap, openBaseMap } from './base-map.ts'
import { circleData, fieldLayers, fieldSources } from './field-layers.ts'
import { boundsOf } from './geometry.ts'
import { type Ground, mapStyle } from './map-style.ts'
import { mapFont } from './map-text.ts'
import type { Circle, MapView } from './map-view.ts'
import { drawMapImage } from './mark-image.ts'
import { isReplaced } from './own-layers.ts'
import type { PointSources } from './point-sources.ts'
import type { MapPoints } from './points.ts'
import { roomIn } from './room.ts'
import { steadyHand } from './steady-hand.ts'
import { tileAddresses } from './tile-source.ts'

// Without its own worker file no layer is ever drawn.
setWorkerUrl(workerUrl)

const roomOf = (box: HTMLElement) => roomIn({ width: box.clientWidth, height: box.clientHeight })
/** Marks a movement as somebody's own wish. */
const own = { isOwn: true }
/** So many rings move at most: where all is urgent, movement tells nothing and costs every frame. */
const mostPulses = 12
const pressable = ['loud', 'marks', 'calm']
/** Nearer than this what stands together does not come apart. */
const nearestZoom = 18

/** Waits for the shipped face, so that names are drawn with all their Vietnamese marks from the first frame. */
export async function loadFace(): Promise<void> {
  await Promise.all(['Hu', 'ếắỄỬ'].map((text) => document.fonts.load(`500 24px "${mapFont}"`, text)))
}

/** How much of the base map is there; `broken`: it opened, but a part of it cannot be read. */
export type BaseState = 'whole' | 'missing' | 'broken'

/** What a map asks and tells of the page around it. */
export interface MapEvents {
  onChoose: (code: string) => void
  /** `source`: whom an operator's own map names. */
  onBase: (state: BaseState, source: string | null) => void
  /** Somebody moved the map, by hand or by a control. */
  onMoved: (view: MapView) => void
  /** A group was pressed that does not come apart however near one goes: one pole with many devices. */
  onGroup: (at: { lon: number; lat: number }) => void
  /** The map was pressed where no mark is. */
  onPress: (at: { lon: number; lat: number }) => void
  /** Areas, names and what is wrong are drawn for the first time. */
  onDrawn: () => void
}

/** What a map begins with. Without a view it shows all areas. */
export interface FirstMap {
  areas: AreasGeoJson
  points: PointSources
  theme: string
  /** What it is called to those who do not see it. */
  title: string
  homeCode: string | null
  view: MapView | undefined
  /** Modules whose assets are left out, as `a,b`. */
  hide: string | undefined
  /** Which base map: an operator's own by its number, 0 for the shipped one, undefined for what the centre shows. */
  baseId: number | undefined
  /** How much larger than drawn it is shown. */
  scale: number
  /** What it shows without a view, where that is less than all areas: corners, the south-west first. */
  focus?: [[number, number], [number, number]] | null
  /** It is a picture beside other things: nothing on it is moved or pressed. */
  isStill?: boolean
}

export interface OpenMap {
  /** Draws the map anew, e.g. after the theme changed. */
  draw: (areas: AreasGeoJson, points: PointSources, theme: string) => void
  /** Moves only the points: what a live change does. */
  update: (points: PointSources) => void
  /** Asks anew for the tiles in sight; what is drawn stays until they are there. */
  refresh: () => void
  /** Leaves out the assets of these modules. */
  hide: (modules: string | undefined) => void
  zoom: (step: 1 | -1) => void
  showAll: () => void
  /** Tints the communes; null leaves them plain. */
  shade: (shade: AreaShade | null) => void
  circle: (circle: Circle | null) => void
  view: () => MapView
  /** What is drawn now as a picture, for paper. */
  picture: () => string
  /** Brings a point into sight where it is out of it. */
  reveal: (at: [number, number]) => void
  close: () => void
}

/** Opens a map in `box` on the extent of `areas`. Throws where the browser has no WebGL. */
export async function openMap(
  box: HTMLElement,
  first: FirstMap,
  { onChoose, onBase, onMoved, onGroup, onPress, onDrawn }: MapEvents,
): Promise<OpenMap> {
  const [base] = await Promise.all([openBaseMap(first.baseId), loadFace()])
  const ground: Ground = { base, homeCode: first.homeCode }
  let shownCircle: Circle | null = null
  let hidden = first.hide
  const styleOf = (areas: AreasGeoJson, points: PointSources, theme: string) => {
    const style = mapStyle(areas, theme, ground)
    return {
      ...style,
      sources: { ...style.sources, ...fieldSources(points, shownCircle, hidden) },
      layers: [...style.layers, ...fieldLayers(points, theme)],
    }
  }
  const start = first.view
  const bounds = first.focus ?? boundsOf(first.areas)
  const isStill = first.isStill ?? false
  const map = new GlMap({
    container: box,
    style: styleOf(first.areas, first.points, first.theme),
    attributionControl: false,
    interactive: !isStill,
    locale: { 'Map.Title': first.title },
    dragRotate: false,
    pitchWithRotate: false,
    maxZoom: nearestZoom,
    trackResize: false,
    // Every frame in which names fade is a whole frame: a change of the field costs half of what it does with the usual 300 ms.
    fadeDuration: 100,
    pixelRatio: window.devicePixelRatio * first.scale,
    ...(start
      ? { center: [start.lon, start.lat] as [number, number], zoom: start.zoom }
      : bounds
        ? { bounds, fitBoundsOptions: { padding: { ...roomOf(box) } } }
        : {}),
  })
  map.touchZoomRotate.disableRotation()
  if (!isStill) map.addControl(new ScaleControl({ maxWidth: 110 }), 'bottom-right')
  tellBase(map, base, onBase)
  const view = () => ({ zoom: map.getZoom(), lat: map.getCenter().lat, lon: map.getCenter().lng })
  // Tests and whoever looks for a fault ask the map itself what it has drawn.
  Object.assign(box, { map })
  map.on('moveend', (event) => {
    // What a hand or a control did carries one of these; the types only know events at large.
    const { originalEvent, isOwn } = event as { originalEvent?: Event; isOwn?: boolean }
    if (!originalEvent && !isOwn) return
    onMoved(view())
  })
  tellDrawn(map, onDrawn)
  map.setMissingStyleImageResolver((id) => {
    const mark = drawMapImage(id)
    if (mark && !map.hasImage(id)) map.addImage(id, mark.image, { pixelRatio: mark.pixelRatio })
  })

  let drawn = { areas: first.areas, theme: first.theme }
  const rings = new Map<string, Marker>()
  function showRings(points: PointSources): void {
    const urgent = points.urgent.length > mostPulses ? [] : points.urgent
    const wanted = new Set(urgent.map(({ code }) => code))
    for (const [code, ring] of rings) {
      if (wanted.has(code)) continue
      ring.remove()
      rings.delete(code)
    }
    for (const { code, at } of urgent) {
      const known = rings.get(code)
      if (known) known.setLngLat(at)
      else {
        const element = document.createElement('div')
        element.className = 'map-ring'
        element.setAttribute('aria-hidden', 'true')
        rings.set(code, new Marker({ element }).setLngLat(at).addTo(map))
      }
    }
  }
  showRings(first.points)

  map.on('mousemove', ({ point }) => {
    // While the map is moved it is not looked for what lies below: that would cost every frame.
    if (map.isMoving()) return
    const layers = pressable.filter((layer) => map.getLayer(layer))
    map.getCanvas().style.cursor = map.queryRenderedFeatures(point, { layers }).length > 0 ? 'pointer' : ''
  })

  const hand = steadyHand(map, box, ({ point, lngLat }) => {
    const around = 6
    const corner = (d: number): [number, number] => [point.x + d, point.y + d]
    const hit = map.queryRenderedFeatures([corner(-around), corner(around)], { layers: pressable }).at(0)
    if (!hit) {
      onPress({ lon: lngLat.lng, lat: lngLat.lat })
      return
    }
    const { code, count, point_count: counted } = hit.properties
    if (Number(count ?? counted ?? 1) === 1) onChoose(String(code))
    else if (map.getZoom() > nearestZoom - 1) onGroup({ lon: lngLat.lng, lat: lngLat.lat })
    else map.easeTo({ center: lngLat, zoom: map.getZoom() + 1.5 }, own)
  })
  const setData = (id: string, data: MapPoints) => {
    // The sources of our own style are GeoJSON sources.
    const source = map.getSource(id) as GeoJSONSource | undefined
    void source?.setData(data)
  }
  function update(points: PointSources): void {
    setData('calm', points.calm)
    map.setLayoutProperty('calm', 'visibility', points.isWhole ? 'visible' : 'none')
    map.setLayoutProperty('marks', 'visibility', points.isWhole ? 'none' : 'visible')
    setData('loud', points.loud)
    setData('chosen', points.chosen)
    showRings(points)
  }
  /** Before the first style is in there are no layers yet. */
  function whenDrawn(work: () => void): void {
    if (map.isStyleLoaded() || map.getSource('loud')) work()
    else map.once('styledata', work)
  }
  return {
    draw: (areas, points, theme) => {
      if (areas === drawn.areas && theme === drawn.theme) return
      drawn = { areas, theme }
      map.setStyle(styleOf(areas, points, theme))
      showRings(points)
    },
    update: (points) => hand.wait('points', () => whenDrawn(() => update(points))),
    refresh: () => hand.wait('tiles', () => whenDrawn(() => map.refreshTiles('marks'))),
    hide: (modules) => {
      if (modules === hidden) return
      hidden = modules
      // As in `setData`.
      whenDrawn(() => void (map.getSource('marks') as VectorTileSource | undefined)?.setTiles(tileAddresses(modules)))
    },
    zoom: (step) => map.easeTo({ zoom: map.getZoom() + step, duration: 200 }, own),
    showAll: () => {
      if (bounds) map.fitBounds(bounds, { padding: { ...roomOf(box) }, duration: 200 }, own)
    },
    reveal: (at) => {
      if (!map.getBounds().contains(at)) map.easeTo({ center: at, duration: 200 })
    },
    shade: (shade) => {
      ground.shade = shade
      whenDrawn(() => {
        map.setPaintProperty('areas', 'fill-color', areaColour(shade))
        map.setPaintProperty('areas', 'fill-opacity', areaOpacity(shade, isReplaced(base.own)))
        map.setFilter('areas-unknown', isUnknown(shade))
        map.setPaintProperty('area-edges', 'line-color', edgeColour(shade, drawn.theme))
      })
    },
    circle: (circle) => {
      shownCircle = circle
      // As in `setData`.
      whenDrawn(() => void (map.getSource('circle') as GeoJSONSource | undefined)?.setData(circleData(circle)))
    },
    view,
    picture: () => {
      map.redraw()
      return map.getCanvas().toDataURL('image/png')
    },
    close: () => {
      hand.stop()
      map.remove()
    },
  }
}

const firstDrawn = ['areas', 'labels', 'loud']

/** Tells once when the first picture stands that is worth to be looked at. */
function tellDrawn(map: GlMap, tell: () => void): void {
  const look = () => {
    if (!firstDrawn.every((source) => map.getSource(source) && map.isSourceLoaded(source))) return
    map.off('render', look)
    tell()
  }
  map.on('render', look)
}

/** Tells how much of the base is there, now and when a part of it turns out not to be readable. */
function tellBase(map: GlMap, base: BaseMap, tellOf: MapEvents['onBase']): void {
  const tell = (state: BaseState) => tellOf(state, base.own?.attribution ?? null)
  tell(base.country === null ? 'missing' : base.detail === null ? 'broken' : 'whole')
  map.on('error', (event) => {
    // Errors of a source carry its name; the types only know errors at large.
    const { sourceId } = event as { sourceId?: string }
    // That the line to the centre is cut is said by the page; marks are asked for again.
    if (sourceId === 'marks') return
    if (sourceId === 'country' || sourceId === 'detail' || sourceId === 'own') tell('broken')
    else console.error(event.error)
  })
}
