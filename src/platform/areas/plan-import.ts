import type { AreaDifference, NewAreaImport } from '../../core/api/places.ts'
import { kindOf } from '../../core/area-kind.ts'
import type { LocalDate } from '../../core/local-time.ts'
import type { AreaVersion, Directory } from './directory.ts'
import { type ListedUnit, type ListFault, refuseList } from './read-list.ts'

export interface ImportPlan {
  readonly differences: AreaDifference[]
  readonly unchanged: number
}

interface Scope {
  readonly covers: NewAreaImport['covers']
  readonly validFrom: LocalDate
  /** The province of this installation: it cannot be closed. */
  readonly ownProvince: string
}

/**
 * What a list changes in the newest known version of each unit. Writes nothing.
 * @throws {AppError} `list_has_errors` with line and column when the list does not fit what is in force
 */
export function planImport(directory: Directory, units: readonly ListedUnit[], scope: Scope): ImportPlan {
  const open = new Map(
    directory.versions
      .filter(({ validTo, level }) => validTo === null && level !== 'district')
      .map((version) => [version.code, version]),
  )
  const listed = new Set(units.map(({ code }) => code))
  const faults: ListFault[] = []
  const changed = units.flatMap((unit) => {
    const before = open.get(unit.code) ?? null
    const difference = compare(unit, before)
    const newest = directory.history(unit.code)[0]
    const isTooEarly = newest && (unit.validFrom <= newest.validFrom || unit.validFrom < (newest.validTo ?? ''))
    if (difference && isTooEarly) {
      const day = newest.validTo ?? newest.validFrom
      faults.push({
        line: unit.line,
        column: 'valid_from',
        code: 'too_early',
        message: `${unit.code} has a version from ${day}; a change must begin later`,
        params: { code: unit.code, day: day.split('-').reverse().join('/') },
      })
    }
    for (const code of unit.replaces) {
      const place = { line: unit.line, column: 'replaces', params: { code } }
      if (!open.has(code)) {
        faults.push({ ...place, code: 'replaced_unknown', message: `${code} is no unit in force` })
      } else if (listed.has(code)) {
        const message = `${code} stands in this list too; only what ends is replaced`
        faults.push({ ...place, code: 'replaced_listed', message })
      }
    }
    return difference ? [difference] : []
  })
  const closed = closedBy(units, open, scope)
  faults.push(...parentFaults(units, open, closed), ...closingFaults(closed, scope))
  if (faults.length > 0) refuseList(faults)
  const differences = [...changed, ...closed].sort((a, b) => (a.code < b.code ? -1 : 1))
  const same = changed.filter(({ changes }) => changes[0] === 'takes_in')
  return { differences, unchanged: units.length - changed.length + same.length }
}

const bareName = (name: string) => name.replace(/^(Đặc khu|Phường|Tỉnh|Xã|Thành phố) /u, '')
const sideOf = ({ code, name, parentCode }: { code: string; name: string; parentCode: string | null }) => ({
  name,
  kind: kindOf(code, name),
  parentCode,
})

function compare(unit: ListedUnit, before: AreaVersion | null): AreaDifference | null {
  const { code, validFrom: from, replaces } = unit
  const rest = { code, from, after: sideOf(unit), replaces: [...replaces] }
  if (!before) return { ...rest, changes: ['added'], before: null }
  const changes: AreaDifference['changes'] = []
  if (bareName(before.name) !== bareName(unit.name)) changes.push('name')
  if (before.kind !== unit.kind) changes.push('kind')
  if (before.parentCode !== unit.parentCode) changes.push('parent')
  if (changes.length === 0 && replaces.length > 0) changes.push('takes_in')
  return changes.length === 0 ? null : { ...rest, changes, before: sideOf(before) }
}

function closedBy(
  units: readonly ListedUnit[],
  open: ReadonlyMap<string, AreaVersion>,
  { covers, validFrom }: Scope,
): AreaDifference[] {
  const listed = new Set(units.map(({ code }) => code))
  const provinces = new Set(units.map(({ code, parentCode }) => parentCode ?? code))
  const replacedOn = new Map(units.flatMap((unit) => unit.replaces.map((code) => [code, unit.validFrom] as const)))
  const isMissing = ({ parentCode }: AreaVersion) =>
    covers === 'country' || (covers === 'provinces' && parentCode !== null && provinces.has(parentCode))
  return [...open.values()]
    .filter((version) => !listed.has(version.code) && (replacedOn.has(version.code) || isMissing(version)))
    .map((version) => ({
      code: version.code,
      changes: ['closed'],
      from: replacedOn.get(version.code) ?? validFrom,
      before: sideOf(version),
      after: null,
      replaces: [],
    }))
}

/** Every unit needs a province that is in force then. */
function parentFaults(
  units: readonly ListedUnit[],
  open: ReadonlyMap<string, AreaVersion>,
  closed: readonly AreaDifference[],
): ListFault[] {
  const gone = new Set(closed.map(({ code }) => code))
  const begins = new Map(units.map((unit) => [unit.code, unit.validFrom]))
  return units.flatMap(({ line, parentCode, validFrom }) => {
    if (parentCode === null) return []
    const isKnown = open.has(parentCode) && !gone.has(parentCode)
    const begin = begins.get(parentCode)
    if (isKnown || (begin !== undefined && begin <= validFrom)) return []
    const message = `there is no province ${parentCode} in force on ${validFrom}, neither known nor in this list`
    const params = { code: parentCode, day: validFrom.split('-').reverse().join('/') }
    return [{ line, column: 'parent', code: 'no_such_province', message, params }]
  })
}

function closingFaults(closed: readonly AreaDifference[], { ownProvince }: Scope): ListFault[] {
  if (!closed.some(({ code }) => code === ownProvince)) return []
  const message = `${ownProvince} is missing: the province of this centre cannot be closed`
  return [{ line: 1, column: 'code', code: 'own_province_missing', message, params: { code: ownProvince } }]
}

/** How many units a plan touches in each way; one may be counted as renamed and as changed in kind. */
export function countDifferences({ differences, unchanged }: ImportPlan) {
  const count = (change: AreaDifference['changes'][number]) =>
    differences.filter(({ changes }) => changes.includes(change)).length
  return {
    added: count('added'),
    renamed: count('name'),
    kindChanged: count('kind'),
    moved: count('parent'),
    closed: count('closed'),
    unchanged,
  }
}
