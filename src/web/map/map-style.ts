import type { ExpressionSpecification, StyleSpecification } from 'maplibre-gl'
import type { AreasGeoJson } from '../../core/api/geojson.ts'
import { tokenValue } from '../kit/theme.ts'
import type { AreaShade } from './area-classes.ts'
import { areaColour, areaOpacity, edgeColour, isUnknown } from './area-shade.ts'
import { baseLayers } from './base-layers.ts'
import { type BaseMap, noBase } from './base-map.ts'
import { labelPlaceOf, outlineOf, shortName } from './geometry.ts'
import { mapFont, textSize } from './map-text.ts'
import { type Circle, ringOf } from './map-view.ts'
import { isReplaced } from './own-layers.ts'
import type { PointSources } from './point-sources.ts'
import type { MapPoints } from './points.ts'

function labels(areas: AreasGeoJson): MapPoints {
  return {
    type: 'FeatureCollection',
    features: areas.features.map(({ geometry, properties }) => {
      const place = labelPlaceOf(geometry)
      return {
        type: 'Feature',
        geometry: { type: 'Point', coordinates: place.at },
        properties: { name: shortName(properties.name), size: place.size },
      }
    }),
  }
}

/** The circle as the map's source takes it; nothing where there is none. */
export function circleData(circle: Circle | null) {
  const coordinates = circle ? [ringOf(circle)] : []
  return { type: 'Feature' as const, properties: {}, geometry: { type: 'Polygon' as const, coordinates } }
}

const image = (theme: string): ExpressionSpecification => [
  'concat',
  'mark/',
  ['get', 'kind'],
  ['case', ['get', 'taken'], '/held/', '/open/'],
  theme,
]

/** What lies under and over the areas. `homeCode` is the province whose communes they are. */
export interface Ground {
  base?: BaseMap
  homeCode?: string | null
  shade?: AreaShade | null
  circle?: Circle | null
}

/** The map as the design draws it: a quiet base, then names, then what is well, then alerts, drawn last and never hidden. */
export function mapStyle(
  areas: AreasGeoJson,
  points: PointSources,
  theme: string,
  { base = noBase, homeCode = null, shade = null, circle = null }: Ground = {},
): StyleSpecification {
  const { sources, ground, lines, names } = baseLayers(base, homeCode)
  return {
    version: 8,
    sources: {
      ...sources,
      areas: { type: 'geojson', data: areas },
      outline: {
        type: 'geojson',
        data: { type: 'Feature', properties: {}, geometry: { type: 'MultiLineString', coordinates: outlineOf(areas) } },
      },
      labels: { type: 'geojson', data: labels(areas) },
      calm: { type: 'geojson', data: points.calm, cluster: true, clusterRadius: 28, clusterMaxZoom: 12 },
      loud: { type: 'geojson', data: points.loud },
      chosen: { type: 'geojson', data: points.chosen },
      circle: { type: 'geojson', data: circleData(circle) },
    },
    layers: [
      ...ground,
      {
        id: 'areas',
        type: 'fill',
        source: 'areas',
        paint: { 'fill-color': areaColour(shade), 'fill-opacity': areaOpacity(shade, isReplaced(base.own)) },
      },
      {
        id: 'areas-unknown',
        type: 'fill',
        source: 'areas',
        filter: isUnknown(shade),
        paint: { 'fill-pattern': `hatch/${theme}` },
      },
      ...lines,
      {
        id: 'area-edges',
        type: 'line',
        source: 'areas',
        minzoom: 7,
        layout: { 'line-join': 'round' },
        paint: {
          'line-color': edgeColour(shade, theme),
          'line-width': 1,
          // Among streets and streams a border must not pass for either.
          'line-dasharray': ['step', ['zoom'], ['literal', [1, 0]], 10.5, ['literal', [4, 3]]],
        },
      },
      {
        id: 'outline',
        type: 'line',
        source: 'outline',
        layout: { 'line-join': 'round', 'line-cap': 'round' },
        paint: { 'line-color': tokenValue('outline'), 'line-width': 1.5 },
      },
      ...names,
      {
        id: 'names',
        type: 'symbol',
        source: 'labels',
        minzoom: 7.5,
        layout: {
          'text-field': ['get', 'name'],
          'text-font': [mapFont],
          'text-size': textSize(12),
          'text-max-width': 9,
          'text-padding': 3,
          'text-variable-anchor': ['center', 'top', 'bottom', 'left', 'right'],
          'text-radial-offset': 0.9,
          'text-justify': 'auto',
          'symbol-sort-key': ['-', 0, ['get', 'size']],
        },
        paint: {
          'text-color': tokenValue('label'),
          'text-halo-color': tokenValue('halo'),
          'text-halo-width': 1.5,
        },
      },
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
      {
        id: 'calm',
        type: 'symbol',
        source: 'calm',
        layout: {
          'icon-image': ['concat', 'disc/', ['case', ['has', 'point_count'], 'group/', 'one/'], theme],
          'icon-allow-overlap': true,
          'text-field': ['case', ['has', 'point_count'], ['to-string', ['get', 'point_count']], ''],
          'text-font': [mapFont],
          'text-size': textSize(12),
          'text-allow-overlap': true,
        },
        paint: { 'text-color': tokenValue('ink') },
      },
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
      {
        id: 'loud',
        type: 'symbol',
        source: 'loud',
        layout: {
          'icon-image': image(theme),
          'icon-allow-overlap': true,
          'icon-padding': 1,
          'symbol-sort-key': ['get', 'rank'],
          'symbol-z-order': 'source',
        },
      },
    ],
  }
}
