import { type Severity, severities, severitiesIn } from '../../core/severity.ts'

/** How the inbox is narrowed, as the address carries it. `severity`: some of them, as `crit,major`. */
export interface LineFilter {
  readonly severity?: string | undefined
  readonly area?: string | undefined
  readonly agency?: number | undefined
  readonly module?: string | undefined
}

export const noFilter: LineFilter = { severity: undefined, area: undefined, agency: undefined, module: undefined }

export const isNarrow = (filter: LineFilter): boolean => Object.values(filter).some((value) => value !== undefined)

export const severitiesOf = ({ severity }: LineFilter): Severity[] => severitiesIn(severity) ?? []

/** The filter with one severity more or less; all of them are as good as none. */
export function withSeverity(filter: LineFilter, severity: Severity): LineFilter {
  const wanted = new Set<Severity>(severitiesOf(filter))
  if (!wanted.delete(severity)) wanted.add(severity)
  const all = severities.filter((each) => wanted.has(each))
  return { ...filter, severity: all.length === 0 || all.length === severities.length ? undefined : all.join() }
}
