import type { Position } from '../../../core/geo.ts'
import { pathsOf, roundDegrees, type Shape, type ShapeKind, shapeOf } from '../../../core/geo-shape.ts'
import { readPosition } from '../../assets/position.ts'

/** What was read of a table of coordinates: the shape of the lines that could be read, and the first that could not, from 1. */
export interface ReadShape {
  readonly shape: Shape | null
  readonly wrongLine: number | null
}

/** A shape as it is typed: a point on each line, latitude first; an empty line before each further ring. */
export const writeShape = (shape: Shape | null): string =>
  shape === null
    ? ''
    : pathsOf(shape)
        .map((path) => path.map(([lon = 0, lat = 0]) => `${roundDegrees(lat)}, ${roundDegrees(lon)}`).join('\n'))
        .join('\n\n')

/** Reads what {@link writeShape} writes, and columns pasted from a sheet. A ring may repeat its first point at its end. */
export function readShape(kind: ShapeKind, text: string): ReadShape {
  const paths: Position[][] = [[]]
  let wrongLine: number | null = null
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    const at = readPosition(line)
    if (at === null) paths.push([])
    else if (at) paths.at(-1)?.push(at)
    else wrongLine ??= index + 1
  }
  const drawn = paths.filter((path) => path.length > 0)
  // A line or a point is one path, however it is spaced.
  const wanted = kind === 'polygon' ? drawn.map(withoutClosing) : [drawn.flat()]
  const isSecond = kind === 'point' && drawn.flat().length > 1
  return { shape: shapeOf(kind, wanted), wrongLine: wrongLine ?? (isSecond ? 2 : null) }
}

const withoutClosing = (ring: readonly Position[]) =>
  ring.length > 1 && String(ring[0]) === String(ring.at(-1)) ? ring.slice(0, -1) : ring
