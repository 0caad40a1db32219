import type { MapMark } from './read-marks.ts'

/** Nearer than this two marks lie over each other: 26 px of a tile that is drawn 512 px wide. */
export const nearestUnits = 208

/**
 * Joins what would lie over each other, so that every number can be read and pressed: afterwards no two marks of the tile are nearer than
 * {@link nearestUnits}. A mark that is joined stands in the middle of the assets of both and stands for the squares of both.
 */
export function joinMarks(marks: readonly MapMark[]): MapMark[] {
  const kept: MapMark[] = []
  for (const mark of marks.toSorted((a, b) => b.count - a.count)) {
    let grown = mark
    for (;;) {
      const { x, y } = grown
      const at = kept.findIndex((other) => Math.hypot(other.x - x, other.y - y) < nearestUnits)
      const [near] = at < 0 ? [] : kept.splice(at, 1)
      if (!near) break
      grown = joined(near, grown)
    }
    kept.push(grown)
  }
  return kept.sort((a, b) => a.x - b.x || a.y - b.y)
}

function joined(a: MapMark, b: MapMark): MapMark {
  const count = a.count + b.count
  const middle = (one: number, other: number) => Math.round((one * a.count + other * b.count) / count)
  const nobody = { id: null, code: null, name: null, type: null }
  return { ...nobody, x: middle(a.x, b.x), y: middle(a.y, b.y), count, squares: [...a.squares, ...b.squares] }
}
