import type { Position } from '../../../core/geo.ts'

export type Paths = readonly (readonly Position[])[]

/** A point of a drawing: which path, and which of its points. */
export interface Corner {
  readonly path: number
  readonly index: number
}

const editPath = (paths: Paths, number: number, edit: (path: readonly Position[]) => readonly Position[]): Paths =>
  paths.map((path, each) => (each === number ? edit(path) : path)).filter((path) => path.length > 0)

/** A further point at the end of the first path. */
export const addCorner = (paths: Paths, at: Position): Paths => [[...(paths[0] ?? []), at], ...paths.slice(1)]

/** A point before another one, e.g. where the middle of a side was pressed. */
export const insertCorner = (paths: Paths, { path, index }: Corner, at: Position): Paths =>
  editPath(paths, path, (points) => points.toSpliced(index, 0, at))

export const moveCorner = (paths: Paths, { path, index }: Corner, at: Position): Paths =>
  editPath(paths, path, (points) => points.with(index, at))

/** A path whose last point goes is gone with it. */
export const removeCorner = (paths: Paths, { path, index }: Corner): Paths =>
  editPath(paths, path, (points) => points.toSpliced(index, 1))

/** The middle of each side, with the point before which a new one would stand. `isRing`: the last side leads back to the start. */
export function middlesOf(paths: Paths, isRing: boolean): (Corner & { readonly at: Position })[] {
  return paths.flatMap((points, path) =>
    points.flatMap((to, index) => {
      if (index === 0) return []
      const from = points[index - 1] ?? to
      return [{ path, index, at: between(from, to) }, ...closing(points, path, index, isRing)]
    }),
  )
}

function closing(points: readonly Position[], path: number, index: number, isRing: boolean) {
  const [first, last] = [points[0], points[index]]
  const isLast = index === points.length - 1
  return isRing && isLast && points.length > 2 && first && last
    ? [{ path, index: points.length, at: between(last, first) }]
    : []
}

const between = (from: Position, to: Position): Position => [
  ((from[0] ?? 0) + (to[0] ?? 0)) / 2,
  ((from[1] ?? 0) + (to[1] ?? 0)) / 2,
]
