import type { ExpressionSpecification, LayerSpecification, SourceSpecification } from 'maplibre-gl'
import { tokenValue } from '../kit/theme.ts'
import type { BaseMap } from './base-map.ts'
import { countryName, provinceName, seaNames } from './map-names.ts'
import { mapFont, textSize } from './map-text.ts'
import { isReplaced, ownLayers } from './own-layers.ts'

/** The layers below and above the areas of the province, and what they read. */
export interface BaseLayers {
  readonly sources: Record<string, SourceSpecification>
  /** Sea, land and neighbours. */
  readonly ground: LayerSpecification[]
  /** Water, roads and borders, drawn over the areas. */
  readonly lines: LayerSpecification[]
  readonly names: LayerSpecification[]
}

/** Streets and what goes with them appear here, and the province's own tiles take over. */
const streetZoom = 11
/** Widths at zoom 11 and 16, px. */
const roadWidths: Record<string, [number, number]> = {
  motorway: [2.4, 12],
  trunk: [2.2, 11],
  primary: [1.8, 9],
  secondary: [1.3, 7],
  tertiary: [0.9, 6],
}
const otherRoad: [number, number] = [0.5, 4]

const roadWidth = (morePx: number): ExpressionSpecification => {
  const at = (which: 0 | 1) =>
    [
      'match',
      ['get', 'c'],
      ...Object.entries(roadWidths).flatMap(([kind, widths]) => [kind, widths[which] + morePx]),
      otherRoad[which] + morePx,
    ] as unknown as ExpressionSpecification // A list of pairs is more than the type of `match` can say.
  return ['interpolate', ['exponential', 1.4], ['zoom'], streetZoom, at(0), 16, at(1)]
}

const round = { 'line-cap': 'round', 'line-join': 'round' } as const
const isRail: ExpressionSpecification = ['==', ['get', 'c'], 'rail']

/** Water, streets and rails of one archive. `only` leaves out what the other archive draws finer. */
function linesOf(source: 'country' | 'detail', only: ExpressionSpecification): LayerSpecification[] {
  const isDetail = source === 'detail'
  const from = { source, ...(isDetail ? { minzoom: streetZoom } : {}) }
  const streets = { source, minzoom: streetZoom }
  return [
    {
      id: `${source}-water`,
      type: 'fill',
      ...from,
      'source-layer': 'water',
      filter: only,
      paint: { 'fill-color': tokenValue('sea') },
    },
    {
      id: `${source}-river`,
      type: 'line',
      ...from,
      'source-layer': 'waterway',
      filter: only,
      layout: round,
      paint: {
        'line-color': tokenValue('sea'),
        'line-width': [
          'interpolate',
          ['linear'],
          ['zoom'],
          6,
          0.4,
          10,
          1.2,
          14,
          ['match', ['get', 'c'], 'river', 3, 1.4],
        ],
      },
    },
    {
      id: `${source}-road-case`,
      type: 'line',
      ...streets,
      'source-layer': 'road',
      filter: ['all', only, ['!', isRail]],
      layout: round,
      paint: { 'line-color': tokenValue('road-case'), 'line-width': roadWidth(1.2) },
    },
    {
      id: `${source}-road`,
      type: 'line',
      ...streets,
      'source-layer': 'road',
      filter: ['all', only, ['!', isRail]],
      layout: round,
      paint: { 'line-color': tokenValue('road'), 'line-width': roadWidth(0) },
    },
    {
      id: `${source}-rail`,
      type: 'line',
      ...streets,
      'source-layer': 'road',
      filter: ['all', only, isRail],
      paint: { 'line-color': tokenValue('land-edge'), 'line-width': 1, 'line-dasharray': [4, 2] },
    },
  ]
}

const halo = (token: string) => ({ 'text-halo-color': tokenValue(token), 'text-halo-width': 1.5 })
const text = { 'text-font': [mapFont], 'text-size': textSize(12), 'text-max-width': 9 }

/** Names of the tiles' own places and streets: grey, below every name of the province. */
function tileNames(base: BaseMap, homeCode: string | null): LayerSpecification[] {
  const grey = { 'text-color': tokenValue('ink-3'), ...halo('land-far') }
  const names: LayerSpecification[] = []
  if (base.detail) {
    names.push(
      {
        id: 'street-names',
        type: 'symbol',
        source: 'detail',
        'source-layer': 'road',
        minzoom: 13,
        filter: ['has', 'n'],
        layout: { ...text, 'text-field': ['get', 'n'], 'symbol-placement': 'line', 'text-max-angle': 30 },
        paint: { 'text-color': tokenValue('ink-3'), ...halo('halo') },
      },
      {
        id: 'river-names',
        type: 'symbol',
        source: 'detail',
        'source-layer': 'waterway',
        minzoom: streetZoom,
        filter: ['all', ['has', 'n'], ['==', ['get', 'c'], 'river']],
        layout: { ...text, 'text-field': ['get', 'n'], 'symbol-placement': 'line', 'symbol-spacing': 350 },
        paint: { 'text-color': tokenValue('label-water'), ...halo('halo') },
      },
      {
        id: 'quarter-names',
        type: 'symbol',
        source: 'detail',
        'source-layer': 'place',
        minzoom: 13,
        filter: ['in', ['get', 'k'], ['literal', ['suburb', 'village', 'quarter', 'hamlet', 'neighbourhood']]],
        layout: { ...text, 'text-field': ['get', 'n'] },
        paint: { 'text-color': tokenValue('ink-3'), ...halo('halo') },
      },
    )
  }
  names.push(
    {
      id: 'neighbour-names',
      type: 'symbol',
      source: 'country',
      'source-layer': 'land',
      minzoom: 7.5,
      maxzoom: streetZoom,
      filter: ['all', ['==', ['get', 'k'], 'vn'], ['!=', ['get', 'c'], homeCode ?? '']],
      layout: { ...text, 'text-field': provinceName, 'text-padding': 90 },
      paint: grey,
    },
    {
      id: 'province-names',
      type: 'symbol',
      source: 'country',
      'source-layer': 'place',
      minzoom: 5.2,
      maxzoom: 7.5,
      filter: ['==', ['get', 'k'], 'prov'],
      layout: { ...text, 'text-field': ['get', 'n'] },
      paint: grey,
    },
    {
      id: 'island-names',
      type: 'symbol',
      source: 'country',
      'source-layer': 'place',
      minzoom: 6,
      filter: ['==', ['get', 'k'], 'isl'],
      layout: { ...text, 'text-field': ['get', 'n'], 'text-anchor': 'top', 'text-offset': [0, 0.6] },
      paint: { 'text-color': tokenValue('label-water'), ...halo('sea') },
    },
    {
      id: 'country-names',
      type: 'symbol',
      source: 'country',
      'source-layer': 'place',
      maxzoom: 9,
      filter: ['==', ['get', 'k'], 'country'],
      layout: { ...text, 'text-field': countryName, 'text-letter-spacing': 0.08 },
      paint: grey,
    },
  )
  return names
}

/** The names that stand on every map, whatever it lies on. Hoàng Sa and Trường Sa are never left out for want of room. */
function sovereignNames(): LayerSpecification[] {
  const water = { 'text-color': tokenValue('label-water'), ...halo('sea') }
  const kind = (which: string): ExpressionSpecification => ['==', ['get', 'kind'], which]
  const sea = { ...text, 'text-field': ['get', 'name'] as ExpressionSpecification, 'text-letter-spacing': 0.12 }
  return [
    {
      id: 'coast-names',
      type: 'symbol',
      source: 'sea-names',
      minzoom: 6.5,
      filter: kind('coast'),
      layout: { ...sea, 'text-size': textSize(13) },
      paint: water,
    },
    {
      id: 'sea-name',
      type: 'symbol',
      source: 'sea-names',
      maxzoom: 8,
      filter: kind('sea'),
      layout: { ...sea, 'text-size': textSize(15), 'text-allow-overlap': true },
      paint: water,
    },
    {
      id: 'archipelago-names',
      type: 'symbol',
      source: 'sea-names',
      filter: kind('archipelago'),
      layout: {
        ...text,
        'text-field': ['step', ['zoom'], ['get', 'name'], 5, ['concat', ['get', 'name'], '\n(', ['get', 'under'], ')']],
        'text-max-width': 16,
        'text-line-height': 1.35,
        'text-allow-overlap': true,
      },
      paint: { 'text-color': tokenValue('label'), ...halo('sea') },
    },
  ]
}

const vector = (url: string): SourceSpecification => ({ type: 'vector', url })

/** The quiet base of a map from our own archives, or as much of it as there is. `homeCode` is the province whose communes are drawn. */
export function baseLayers(base: BaseMap, homeCode: string | null): BaseLayers {
  const sources: Record<string, SourceSpecification> = { 'sea-names': { type: 'geojson', data: seaNames } }
  const ground: LayerSpecification[] = [
    { id: 'sea', type: 'background', paint: { 'background-color': tokenValue('sea') } },
  ]
  const far = { 'fill-color': tokenValue('land-far') }
  const edge = tokenValue('land-edge')
  const own = base.own && ownLayers(base.own)
  if (own) sources.own = own.source
  if (base.country === null || isReplaced(base.own)) {
    if (own && isReplaced(base.own)) ground.push(...own.layers)
    sources.islands = { type: 'geojson', data: base.islands }
    ground.push(
      { id: 'islands', type: 'fill', source: 'islands', paint: { 'fill-color': tokenValue('r0') } },
      { id: 'island-edges', type: 'line', source: 'islands', paint: { 'line-color': edge, 'line-width': 1 } },
    )
    return { sources, ground, lines: own && !isReplaced(base.own) ? own.layers : [], names: sovereignNames() }
  }
  sources.country = vector(base.country)
  const land = { source: 'country', 'source-layer': 'land' }
  const isOurs: ExpressionSpecification = ['==', ['get', 'k'], 'vn']
  const isArchipelago: ExpressionSpecification = ['all', isOurs, ['in', ['get', 'c'], ['literal', ['48', '56']]]]
  ground.push(
    { id: 'land-abroad', type: 'fill', ...land, filter: ['!', isOurs], paint: { ...far, 'fill-opacity': 0.6 } },
    { id: 'land', type: 'fill', ...land, filter: isOurs, paint: far },
    // Reefs are a pixel or two on a map of the country: an edge keeps them in sight.
    {
      id: 'land-shore',
      type: 'line',
      ...land,
      filter: isArchipelago,
      paint: { 'line-color': edge, 'line-width': 1 },
    },
  )
  const lines: LayerSpecification[] = [
    ...(base.detail
      ? [
          ...linesOf('country', ['any', ['!=', ['get', 'h'], 1], ['<', ['zoom'], streetZoom]]),
          ...linesOf('detail', ['literal', true]),
        ]
      : linesOf('country', ['literal', true])),
    {
      id: 'province-edges',
      type: 'line',
      source: 'country',
      'source-layer': 'boundary',
      filter: ['==', ['get', 'k'], 'prov'],
      paint: { 'line-color': edge, 'line-width': ['interpolate', ['linear'], ['zoom'], 4, 0.4, 10, 1] },
    },
    {
      id: 'country-edges',
      type: 'line',
      source: 'country',
      'source-layer': 'boundary',
      filter: ['==', ['get', 'k'], 'nat'],
      paint: {
        'line-color': tokenValue('outline'),
        'line-width': ['interpolate', ['linear'], ['zoom'], 3, 0.6, 10, 1.25],
      },
    },
  ]
  if (base.detail) sources.detail = vector(base.detail)
  if (own) lines.push(...own.layers)
  return { sources, ground, lines, names: [...tileNames(base, homeCode), ...sovereignNames()] }
}
