import type { SourceSpecification, StyleSpecification } from 'maplibre-gl'
import type { AreasGeoJson } from '../../core/api/geojson.ts'
import { tokenValue } from '../kit/theme.ts'
import type { AreaShade } from './area-classes.ts'
import { areaColour, areaOpacity, edgeColour, isUnknown } from './area-shade.ts'
import { baseLayers } from './base-layers.ts'
import { type BaseMap, noBase } from './base-map.ts'
import { bordersOf, type Line } from './borders.ts'
import { labelPlaceOf, shortName } from './geometry.ts'
import { mapFont, textSize } from './map-text.ts'
import { isReplaced } from './own-layers.ts'
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

const linesOf = (coordinates: Line[]): SourceSpecification => ({
  type: 'geojson',
  data: { type: 'Feature', properties: {}, geometry: { type: 'MultiLineString', coordinates } },
})

/** What lies under and over the areas. `homeCode` is the province whose communes they are. */
export interface Ground {
  base?: BaseMap
  homeCode?: string | null
  shade?: AreaShade | null
}

/** The map without anything on it: a quiet base, the communes, then names. */
export function mapStyle(
  areas: AreasGeoJson,
  theme: string,
  { base = noBase, homeCode = null, shade = null }: Ground = {},
): StyleSpecification {
  const { sources, ground, lines, names } = baseLayers(base, homeCode)
  const { inner, outer } = bordersOf(areas)
  return {
    version: 8,
    sources: {
      ...sources,
      areas: { type: 'geojson', data: areas },
      edges: linesOf(inner),
      outline: linesOf(outer),
      labels: { type: 'geojson', data: labels(areas) },
    },
    layers: [
      ...ground,
      {
        id: 'areas',
        type: 'fill',
        source: 'areas',
        paint: {
          'fill-color': areaColour(shade),
          'fill-opacity': areaOpacity(shade, isReplaced(base.own)),
          // Every border has a line of its own on top: smoothed below it, a frame took an eighth longer (software rendering).
          'fill-antialias': false,
        },
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
        source: 'edges',
        minzoom: 7,
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
    ],
  }
}
