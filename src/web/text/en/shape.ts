import type { Texts } from '../vi.ts'
import type { WithOne } from '../with-one.ts'

/** Shapes that records are drawn as. */
export const shape: WithOne<Pick<Texts, 'shape'>> = {
  shape: {
    label: 'Place on the map',
    mapOf: 'Map for drawing the place',
    shown: 'Map of where the record is',
    fit: 'Show the whole shape',
    kind: { point: 'point', line: 'line', polygon: 'area' },
    line_one: 'line of {{n}} point',
    line: 'line of {{n}} points',
    polygon_one: 'area of {{n}} corner',
    polygon: 'area of {{n}} corners',
    hint: {
      point: 'Type or paste latitude, longitude, or click the map.',
      line: 'One point per line: latitude, longitude. Type, paste from a sheet, or click the map.',
      polygon:
        'One corner per line: latitude, longitude. Type, paste from a sheet, or click the map; leave an empty line before each hole.',
    },
    how: {
      point: 'Click the map to place the point; drag to move it.',
      adding: 'Click the map to add points. Click the first or last point again to finish.',
      editing:
        'Drag a point to move it; click a point to select and remove it; click the small dot on a side to add one.',
      many: 'The shape has more than {{n}} points: edit it in the table of coordinates, or use another file.',
    },
    finish: 'Finish',
    goOn: 'Continue drawing',
    removeCorner: 'Remove selected point',
    undo: 'Undo',
    clear: 'Clear shape',
    file: {
      take: 'Use a GeoJSON file',
      not_geojson: 'This file is not readable GeoJSON. Choose another.',
      none_fits: 'This file has no shape of the kind {{kind}}. Choose another.',
      several: 'This file has {{n}} shapes of the kind {{kind}}; a record has only one. Keep one and choose again.',
      file_too_large: 'This file is larger than 5 MB. Choose a smaller one.',
    },
    fault: {
      unreadable: 'Place: write latitude, then longitude, such as 16.4637, 107.5909',
      unreadableLine: 'Place: line {{line}} cannot be read. Write latitude, then longitude, such as 16.4637, 107.5909',
      tooFew: {
        point: 'Place: set one point',
        line: 'Place: a line needs at least 2 different points',
        polygon: 'Place: an area needs at least 3 different corners',
      },
      tooMany: 'Place: the shape has too many points, at most {{n}}',
      ringOpen: 'Place: the border of the area is open. Its last point must be its first.',
      crosses: 'Place: the border crosses itself near {{lat}}, {{lon}}. Move corners until it does not.',
      outside: 'Place: the point {{lat}}, {{lon}} lies outside the province. Check it; latitude comes first.',
      other: 'Place: this shape is not of the record’s kind. Draw it again.',
    },
    view: 'Map',
    counted: '{{drawn}} of {{all}} loaded rows have a place',
    none: 'No row of this list has a place yet',
  },
}
