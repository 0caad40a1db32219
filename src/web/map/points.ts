/** A point of the map and what its layer reads from it; the part of GeoJSON this page writes itself. */
export interface MapPoint {
  type: 'Feature'
  geometry: { type: 'Point'; coordinates: number[] }
  properties: Record<string, string | number | boolean>
}

export interface MapPoints {
  type: 'FeatureCollection'
  features: MapPoint[]
}
