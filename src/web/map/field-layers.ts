import type { ExpressionSpecification, LayerSpecification, SourceSpecification } from 'maplibre-gl'
import { tokenValue } from '../kit/theme.ts'
import { mapFont, textSize } from './map-text.ts'
import { type Circle, ringOf } from './map-view.ts'
import type { PointSources } from './point-sources.ts'
import { markTiles } from './tile-source.ts'

/** The circle as the map's source takes it; nothing where there is none. */
export function circleData(circle: Circle | null) {
  const coordinates = circle ? [ringOf(circle)] : []
  return { type: 'Feature' as const, properties: {}, geometry: { type: 'Polygon' as const, coordinates } }
}

/** Radii of the disc of a group by how many it holds, px. */
const discs = [13, 30, 15, 100, 17, 1_000, 19, 10_000, 22] as const
const textPx = 12
/** From the edge of a disc to a count that stands beside it, px. */
const besidePx = 4

/** As the page's own styles call it a phone. */
const phone = '(max-width: 700px)'

/** What is drawn of the field: one asset or a group with nothing loud, by tiles or from points at hand; `count` is how many. */
function quietLayer(
  from: { id: string; source: string; 'source-layer'?: string },
  count: ExpressionSpecification,
  theme: string,
): LayerSpecification {
  const isNarrow = window.matchMedia(phone).matches
  const isGroup: ExpressionSpecification = ['>', count, 1]
  // Every other of the list is a radius.
  const byCount = (make: (radiusPx: number) => string | number) =>
    ['step', count, ...discs.map((each, i) => (i % 2 === 0 ? make(each) : each))] as ExpressionSpecification
  const size = byCount(String)
  const arcs: ExpressionSpecification = ['coalesce', ['get', 'arcs'], '']
  const alone: ExpressionSpecification = [
    'case',
    ['==', ['get', 'state'], 'mute'],
    ['concat', 'mark/mute/open/', theme],
    ['concat', 'disc/one/', theme],
  ]
  return {
    ...from,
    type: 'symbol',
    // On a phone a group with nothing wrong is left out: there is room for what matters.
    ...(isNarrow && from.source === 'marks' ? { filter: ['any', ['!', isGroup], ['!=', arcs, '']] } : {}),
    layout: {
      'icon-image': ['case', isGroup, ['concat', 'disc/group/', theme, '/', size, '/', arcs], alone],
      'icon-allow-overlap': true,
      'text-field': ['case', isGroup, ['number-format', count, { locale: document.documentElement.lang }], ''],
      'text-font': [mapFont],
      'text-size': textSize(textPx),
      // Never left out; where an alert lies over the disc the count stands beside it.
      'text-allow-overlap': true,
      'text-variable-anchor': ['center', 'top', 'bottom', 'left', 'right'],
      'text-radial-offset': byCount((radiusPx) => (radiusPx + besidePx) / textPx),
      'text-padding': 0,
      // Only the room that figures take.
      'text-line-height': 0.8,
      // Larger groups lie on top, in few classes: what has a place of its own in the order is drawn by a call of its own.
      'symbol-sort-key': ['step', count, 0, 30, 1, 1_000, 2],
    },
    paint: { 'text-color': tokenValue('ink'), 'text-halo-color': tokenValue('raised'), 'text-halo-width': 2 },
  }
}

/** The sources of what lies on the map. `hide`: modules whose assets the tiles leave out, as `a,b`. */
export const fieldSources = (
  points: PointSources,
  circle: Circle | null,
  hide: string | undefined,
): Record<string, SourceSpecification> => ({
  marks: markTiles(hide),
  calm: { type: 'geojson', data: points.calm, cluster: true, clusterRadius: 28, clusterMaxZoom: 12 },
  loud: { type: 'geojson', data: points.loud },
  chosen: { type: 'geojson', data: points.chosen },
  circle: { type: 'geojson', data: circleData(circle) },
})

/** What lies on the map: circle, what is well or silent, the chosen one, and alerts, drawn last and never hidden. */
export function fieldLayers(points: PointSources, theme: string): LayerSpecification[] {
  const tiles = quietLayer({ id: 'marks', source: 'marks', 'source-layer': 'marks' }, ['get', 'count'], theme)
  const given = quietLayer({ id: 'calm', source: 'calm' }, ['coalesce', ['get', 'point_count'], 1], theme)
  const shown = (isShown: boolean) => (isShown ? 'visible' : 'none') as 'visible' | 'none'
  return [
    {
      id: 'circle',
      type: 'fill',
      source: 'circle',
      paint: { 'fill-color': tokenValue('accent'), 'fill-opacity': 0.07 },
    },
    {
      id: 'circle-edge',
      type: 'line',
      source: 'circle',
      paint: { 'line-color': tokenValue('accent'), 'line-width': 2, 'line-dasharray': [3, 2] },
    },
    { ...tiles, layout: { ...tiles.layout, visibility: shown(!points.isWhole) } } as LayerSpecification,
    { ...given, layout: { ...given.layout, visibility: shown(points.isWhole) } } as LayerSpecification,
    {
      id: 'chosen',
      type: 'circle',
      source: 'chosen',
      paint: {
        'circle-radius': 19,
        'circle-color': tokenValue('accent'),
        'circle-opacity': 0.1,
        'circle-stroke-color': tokenValue('accent'),
        'circle-stroke-width': 2.5,
      },
    },
    {
      id: 'chosen-name',
      type: 'symbol',
      source: 'chosen',
      layout: {
        'text-field': ['get', 'name'],
        'text-font': [mapFont],
        'text-size': textSize(13),
        'text-variable-anchor': ['bottom', 'top', 'left', 'right'],
        'text-radial-offset': 1.8,
        'text-justify': 'auto',
        'text-max-width': 14,
      },
      paint: { 'text-color': tokenValue('ink'), 'text-halo-color': tokenValue('raised'), 'text-halo-width': 2.5 },
    },
    // Where somebody must act: a still ring, for many as for one.
    {
      id: 'urgent',
      type: 'circle',
      source: 'loud',
      filter: ['all', ['==', ['get', 'kind'], 'crit'], ['!', ['get', 'taken']]],
      paint: {
        'circle-radius': 17,
        'circle-opacity': 0,
        'circle-stroke-color': tokenValue('crit'),
        'circle-stroke-width': 2,
        'circle-stroke-opacity': 0.45,
      },
    },
    {
      id: 'loud',
      type: 'symbol',
      source: 'loud',
      layout: {
        'icon-image': ['concat', 'mark/', ['get', 'kind'], ['case', ['get', 'taken'], '/held/', '/open/'], theme],
        'icon-allow-overlap': true,
        // Counts and names give way to the shape, not to the halo around it.
        'icon-padding': -6,
        'symbol-sort-key': ['get', 'rank'],
        'symbol-z-order': 'source',
      },
    },
  ]
}
