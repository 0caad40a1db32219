/** Rows of round limits for shares, the finest first. */
const rows = [
  [0.9, 0.93, 0.96, 0.99],
  [0.8, 0.85, 0.9, 0.95],
  [0.6, 0.7, 0.8, 0.9],
  [0.2, 0.4, 0.6, 0.8],
] as const

/** Where classes 1 to 4 of shares begin: the finest round limits whose first class begins at or below the second lowest share. */
export function shareLimits(shares: readonly number[]): readonly number[] {
  const low = shares.toSorted((a, b) => a - b)[Math.min(1, shares.length - 1)] ?? 1
  return rows.find(([first]) => first <= low) ?? rows[3]
}

/** The class of a share, 0 to 4. */
export const shareClass = (share: number, limits: readonly number[]): number =>
  limits.filter((limit) => share >= limit).length
