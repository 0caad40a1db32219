import type { ExpressionSpecification, LayerSpecification, SourceSpecification } from 'maplibre-gl'
import { tokenValue } from '../kit/theme.ts'
import type { OwnMap } from './base-map.ts'
import { mapFont, textSize } from './map-text.ts'

/** The Vietnamese name where there is one; the attributes that tiles of OpenStreetMap and of Vietnamese agencies have. */
const nameOf = [
  'to-string',
  [
    'coalesce',
    ...['name:vi', 'name_vi', 'name', 'Name', 'NAME', 'ten', 'Ten', 'TEN', 'n'].map((key) => ['get', key]),
    '',
  ],
] as unknown as ExpressionSpecification // A list of alternatives is more than the type of `coalesce` can say.

/** Vector tiles of unknown making, drawn quietly: surfaces as land, lines as edges. What has a name is named. */
function vectorLayers({ layers }: OwnMap): LayerSpecification[] {
  return layers.flatMap((name): LayerSpecification[] => [
    {
      id: `own-fill-${name}`,
      type: 'fill',
      source: 'own',
      'source-layer': name,
      filter: ['==', ['geometry-type'], 'Polygon'],
      paint: { 'fill-color': tokenValue('land-far'), 'fill-opacity': 0.6 },
    },
    {
      id: `own-line-${name}`,
      type: 'line',
      source: 'own',
      'source-layer': name,
      filter: ['!=', ['geometry-type'], 'Point'],
      paint: { 'line-color': tokenValue('land-edge'), 'line-width': 1 },
    },
    {
      id: `own-name-${name}`,
      type: 'symbol',
      source: 'own',
      'source-layer': name,
      filter: ['!=', nameOf, ''],
      layout: {
        'text-field': nameOf,
        'text-font': [mapFont],
        'text-size': textSize(12),
        'text-max-width': 9,
      },
      paint: {
        'text-color': tokenValue('ink-3'),
        'text-halo-color': tokenValue('halo'),
        'text-halo-width': 1.5,
      },
    },
  ])
}

const shapeLayers = (): LayerSpecification[] => [
  {
    id: 'own-fill',
    type: 'fill',
    source: 'own',
    filter: ['==', ['geometry-type'], 'Polygon'],
    paint: { 'fill-color': tokenValue('land-edge'), 'fill-opacity': 0.25 },
  },
  {
    id: 'own-line',
    type: 'line',
    source: 'own',
    filter: ['!=', ['geometry-type'], 'Point'],
    paint: { 'line-color': tokenValue('outline'), 'line-width': 1.25 },
  },
  {
    id: 'own-point',
    type: 'circle',
    source: 'own',
    filter: ['==', ['geometry-type'], 'Point'],
    paint: { 'circle-radius': 3, 'circle-color': tokenValue('outline') },
  },
]

/** How the operator's own map is drawn. Shapes lie over the shipped map, tiles take its place. */
export function ownLayers(own: OwnMap): { source: SourceSpecification; layers: LayerSpecification[] } {
  const { content, address, minZoom, maxZoom } = own
  if (content === 'data') return { source: { type: 'geojson', data: address }, layers: shapeLayers() }
  const tiles = { tiles: [address], minzoom: minZoom, maxzoom: maxZoom }
  return content === 'vector'
    ? { source: { type: 'vector', ...tiles }, layers: vectorLayers(own) }
    : { source: { type: 'raster', tileSize: 256, ...tiles }, layers: [{ id: 'own', type: 'raster', source: 'own' }] }
}

/** Whether the operator's tiles stand in for the shipped map; then the communes only tint them. */
export const isReplaced = (own: OwnMap | null | undefined): boolean => own != null && own.content !== 'data'
