import { type AreaShape, boxOf, findArea, makeAreaShape } from './geo.ts'

/** Answers which of many areas holds a point. */
export interface AreaIndex<T> {
  /** What `findArea` over all areas answers, looking at a few only. */
  find(lon: number, lat: number): T | null
}

/**
 * Sorts the polygons of areas into cells of a grid by their boxes. Where areas overlap the earlier one holds the point.
 * @param cellDegrees width and height of a cell; 0.05 suits communes
 */
export function indexAreas<T>(areas: readonly AreaShape<T>[], cellDegrees = 0.05): AreaIndex<T> {
  const cells = new Map<number, AreaShape<T>[]>()
  const cellOf = (degrees: number) => Math.floor(degrees / cellDegrees)
  for (const { item, surface } of areas) {
    const polygons = surface.type === 'Polygon' ? [surface.coordinates] : surface.coordinates
    for (const coordinates of polygons) {
      // Islands lie far apart: each polygon has a box of its own.
      const shape = makeAreaShape(item, { type: 'Polygon', coordinates })
      const [west, south, east, north] = boxOf(shape.surface)
      for (let row = cellOf(south); row <= cellOf(north); row += 1) {
        for (let column = cellOf(west); column <= cellOf(east); column += 1) {
          const key = keyOf(row, column)
          const cell = cells.get(key)
          if (cell) cell.push(shape)
          else cells.set(key, [shape])
        }
      }
    }
  }
  return { find: (lon, lat) => findArea(cells.get(keyOf(cellOf(lat), cellOf(lon))) ?? [], lon, lat) }
}

/** Rows and columns of any longitude and latitude stay far below 2^20. */
const keyOf = (row: number, column: number) => row * 2 ** 21 + column
