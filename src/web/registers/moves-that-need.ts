import type { Lifecycle, Move } from '../../core/record.ts'

/**
 * The steps still ahead of `state` that want a field filled. Where one of them gives the number it alone is told: nothing goes on
 * without it.
 */
export function movesThatNeed({ moves }: Lifecycle, field: string, state: string): Move[] {
  const ahead = new Set([state])
  const all = Object.values(moves)
  // A set grows while it is walked, so states reached on the way are walked too.
  for (const from of ahead) for (const move of all) if (move.from.includes(from)) ahead.add(move.to)
  const needing = all.filter((move) => move.requires?.includes(field) && move.from.some((from) => ahead.has(from)))
  const issuing = needing.filter((move) => move.issuesNumber)
  return issuing.length > 0 ? issuing : needing
}
