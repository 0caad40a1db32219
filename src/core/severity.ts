/** Severities from worst to mildest: the order in which alerts are listed and the worst of several is chosen. */
export const severities = ['crit', 'major', 'minor', 'info'] as const

export type Severity = (typeof severities)[number]

/** The worst of several severities, or null when there is none. */
export function worstSeverity(list: readonly Severity[]): Severity | null {
  return severities.find((severity) => list.includes(severity)) ?? null
}
