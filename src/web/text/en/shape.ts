import type { Texts } from '../vi.ts'
import type { WithOne } from '../with-one.ts'

/** Shapes that records are drawn as. */
export const shape: WithOne<Pick<Texts, 'shape'>> = {
  shape: {
    label: 'Place on the map',
    mapOf: 'Map for drawing the place',
    shown: 'Map of where the record is',
    fit: 'See the whole shape',
    kind: { point: 'point', line: 'line', polygon: 'area' },
    line_one: 'line of {{n}} point',
    line: 'line of {{n}} points',
    polygon_one: 'area of {{n}} corner',
    polygon: 'area of {{n}} corners',
    hint: {
      point: 'Type or paste latitude, longitude, or press on the map.',
      line: 'A point on each line: latitude, longitude. Type, paste from a sheet, or press on the map.',
      polygon:
        'A corner on each line: latitude, longitude. Type, paste from a sheet, or press on the map; an empty line before each hole.',
    },
    how: {
      point: 'Press on the map to put the point; pull it to move it.',
      adding: 'Press on the map to add point after point. Press the first or last point again to finish.',
      editing: 'Pull a point to move it; press it, then remove it; press the small dot of a side to add a point.',
      many: 'The shape has more than {{n}} points: change it in the table of coordinates, or take another file.',
    },
    finish: 'Finish',
    goOn: 'Go on drawing',
    removeCorner: 'Remove chosen point',
    undo: 'Undo',
    clear: 'Clear shape',
    file: {
      take: 'Take from a GeoJSON file',
      not_geojson: 'This file is no GeoJSON that can be read. Choose another.',
      none_fits: 'This file has no shape of the kind {{kind}}. Choose another.',
      several: 'This file has {{n}} shapes of the kind {{kind}}; a record has one. Take one out and choose again.',
      file_too_large: 'This file is larger than 5 MB. Choose a smaller one.',
    },
    fault: {
      unreadable: 'Place: write latitude, then longitude, such as 16.4637, 107.5909',
      unreadableLine: 'Place: line {{line}} cannot be read. Write latitude, then longitude, such as 16.4637, 107.5909',
      tooFew: {
        point: 'Place: put one point',
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
