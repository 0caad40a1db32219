import type { Asset } from '../../core/api/assets.ts'

/** The flood alert levels of a river station (báo động 1 to 3), lowest first, in the unit of its series. */
export interface AlertLevel {
  level: 1 | 2 | 3
  value: number
}

/** Reads the levels an asset declares; a station without them has none. */
export function alertLevelsOf(attributes: Asset['attributes']): AlertLevel[] {
  const levels = [1, 2, 3] as const
  return levels.flatMap((level) => {
    const value = attributes[`alert_level_${level}_m`]
    return typeof value === 'number' ? [{ level, value }] : []
  })
}

/** Where a value stands among the levels: the highest one reached, and the next one with how far it is. */
export function standing(value: number, levels: readonly AlertLevel[]) {
  const reached = levels.findLast((level) => value >= level.value)
  const next = levels.find((level) => value < level.value)
  return { reached: reached?.level ?? 0, next: next && { level: next.level, missing: next.value - value } }
}
