import type { areaPolygons as texts } from '../vi/area-polygons.ts'
import type { WithOne } from '../with-one.ts'

export const areaPolygons: WithOne<typeof texts> = {
  areaPolygons: {
    title: 'Polygons',
    file: 'GeoJSON file of polygons',
    fileHint:
      'WGS 84, one feature per commune with its five digits as property “code”. Communes not in the file keep their polygon.',
    tooLarge: 'The file of polygons is larger than 30 MB. Simplify the lines and choose it again.',
    fresh_one: '{{n}} gets its first polygon: {{codes}}',
    fresh: '{{n}} get their first polygon: {{codes}}',
    changed_one: '{{n}} changes by more than {{share}} of its area: {{codes}}',
    changed: '{{n}} change by more than {{share}} of their area: {{codes}}',
    slightly_one: '{{n}} changes by no more than {{share}} of its area',
    slightly: '{{n}} change by no more than {{share}} of their area',
    same_one: '{{n}} stays as it is',
    same: '{{n}} stay as they are',
    missing_one: '{{n}} of the list is not in the file and keeps its polygon: {{codes}}',
    missing: '{{n}} of the list are not in the file and keep their polygon: {{codes}}',
    undrawn_one: '{{n}} has no polygon at all, so no point is found in it: {{codes}}',
    undrawn: '{{n}} have no polygon at all, so no point is found in them: {{codes}}',
    unknown_one: '{{n}} feature is left out; its code is not a commune in force: {{codes}}',
    unknown: '{{n}} features are left out; their codes are not communes in force: {{codes}}',
    feature: 'no. {{n}} (code {{code}})',
    atFeature: 'Feature {{n}}: {{fault}}',
    fault: {
      json: 'The file of polygons is not JSON.',
      collection: 'The file of polygons is not a GeoJSON FeatureCollection.',
      crs: 'The file is not in WGS 84. Convert it to WGS 84 (EPSG:4326) and choose it again.',
      features: 'The file of polygons has no features.',
      type: 'it is not a Polygon or MultiPolygon.',
      code: 'it lacks the property code (or ma_xa) of five digits.',
      twice: 'another feature has this code. Merge them into one MultiPolygon.',
      ring: 'a ring has fewer than four positions.',
      open: 'a ring does not end where it begins.',
      degrees: 'these are not degrees. Convert from VN-2000 to WGS 84.',
      outside: 'it lies outside Viet Nam. Longitude comes before latitude.',
      crossing: 'a ring crosses itself. Fix it and choose the file again.',
      empty: 'it encloses nothing.',
    },
  },
}
