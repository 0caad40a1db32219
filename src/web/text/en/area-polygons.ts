import type { areaPolygons as texts } from '../vi/area-polygons.ts'

export const areaPolygons: typeof texts = {
  areaPolygons: {
    title: 'Polygons',
    file: 'GeoJSON file of polygons',
    fileHint:
      'WGS 84, a feature for each commune with its five digits as property code. What is not in the file keeps its polygon.',
    tooLarge: 'The file of polygons is larger than 30 MB. Simplify the lines and choose it again.',
    fresh: '{{n}} get their first polygon: {{codes}}',
    changed: '{{n}} change by more than {{share}} of their area: {{codes}}',
    slightly: '{{n}} change by no more than {{share}} of their area',
    same: '{{n}} stay as they are',
    missing: '{{n}} of the list are not in the file and keep their polygon: {{codes}}',
    undrawn: '{{n}} have no polygon at all, so no point is found in them: {{codes}}',
    unknown: '{{n}} features are left out, their code is no commune in force: {{codes}}',
    feature: 'no. {{n}} (code {{code}})',
    atFeature: 'Feature {{n}}: {{fault}}',
    fault: {
      json: 'The file of polygons is not JSON.',
      collection: 'The file of polygons is no GeoJSON FeatureCollection.',
      crs: 'The file is not in WGS 84. Turn it to WGS 84 (EPSG:4326) and choose it again.',
      features: 'The file of polygons has no feature.',
      type: 'it is no Polygon or MultiPolygon.',
      code: 'it lacks the property code (or ma_xa) of five digits.',
      twice: 'another feature has this code. Join them to one MultiPolygon.',
      ring: 'a ring has fewer than four positions.',
      open: 'a ring does not end where it begins.',
      degrees: 'these are no degrees. Turn it from VN-2000 to WGS 84.',
      outside: 'it lies outside Viet Nam. Longitude comes before latitude.',
      crossing: 'a ring crosses itself. Mend it and choose the file again.',
      empty: 'it encloses nothing.',
    },
  },
}
