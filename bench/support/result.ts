/** One figure of a bench. */
export interface Result {
  /** What is measured, with its unit. */
  readonly name: string
  readonly ours: number
  /** The same work done plainly, or the limit. */
  readonly baseline: number
  /** `ours / baseline` */
  readonly ratio: number
  /** What the ratio must be, e.g. `<= 1.5`. */
  readonly goal: string
  readonly ok: boolean
}

/** A figure whose ratio to the baseline must not exceed `most`. */
export function atMost(name: string, ours: number, baseline: number, most: number): Result {
  const ratio = ours / baseline
  return { name, ours, baseline, ratio, goal: `<= ${most}`, ok: ratio <= most }
}

/** A figure whose ratio to the baseline must reach `least`. */
export function atLeast(name: string, ours: number, baseline: number, least: number): Result {
  const ratio = ours / baseline
  return { name, ours, baseline, ratio, goal: `>= ${least}`, ok: ratio >= least }
}

/** A figure that is told and not judged. */
export function told(name: string, ours: number, baseline: number): Result {
  return { name, ours, baseline, ratio: ours / baseline, goal: 'told', ok: true }
}
