import type { AreaAmounts } from '../../core/api/area-amounts.ts'
import type { AreaCounts } from '../../core/api/situation.ts'

/** How the communes are tinted: the class of each that has one, 0 to 4; the others have no data and are hatched. */
export interface AreaShade {
  readonly classes: ReadonlyMap<string, number>
  /** Where classes 1 to 4 begin. */
  readonly limits: readonly number[]
}

/** Rows of round limits; the first whose last class is not far above what there is, is taken. */
const rows = [
  [1, 2, 3, 4],
  [1, 2, 5, 10],
  [1, 5, 10, 20],
  [1, 10, 20, 50],
  [1, 20, 50, 100],
  [1, 50, 100, 200],
  [1, 100, 200, 500],
  [1, 200, 500, 1_000],
]

/** Where classes 1 to 4 begin for counts up to `most`: round, and the last one in use wherever there is enough. Class 0 is none at all. */
export function roundLimits(most: number): readonly number[] {
  return rows.findLast(([, , , last = 0]) => last <= most) ?? rows[0] ?? []
}

/** The communes by how many alerts are open in each. Those without any device in sight have no class. */
export function shadeOf({ areas }: Pick<AreaCounts, 'areas'>): AreaShade {
  const limits = roundLimits(Math.max(0, ...areas.map(({ alerts }) => alerts)))
  return { limits, classes: new Map(areas.map(({ code, alerts }) => [code, classOf(alerts, limits)])) }
}

/** The communes by what a layer adds up to in each, in its own classes. Those of which too little is known have none. */
export function shadeOfAmounts({ layer: { limits }, areas }: Pick<AreaAmounts, 'layer' | 'areas'>): AreaShade {
  return { limits, classes: new Map(areas.map(({ code, amount }) => [code, classOf(amount, limits)])) }
}

const classOf = (value: number, limits: readonly number[]) => limits.filter((limit) => value >= limit).length
