/** Severities from worst to mildest: the order in which alerts are listed and the worst of several is chosen. */
export const severities = ['crit', 'major', 'minor', 'info'] as const

export type Severity = (typeof severities)[number]

/** The worst of several severities, or null when there is none. */
export function worstSeverity(list: readonly Severity[]): Severity | null {
  return severities.find((severity) => list.includes(severity)) ?? null
}

/** Those that a list as `crit,major` names, the worst first; undefined where there is no list. */
export function severitiesIn(list: string | undefined): Severity[] | undefined {
  if (list === undefined) return undefined
  const named = new Set(list.split(','))
  return severities.filter((each) => named.has(each))
}
