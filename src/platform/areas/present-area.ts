import type { Area, AreaDetail } from '../../core/api/places.ts'
import { kindOf } from '../../core/area-kind.ts'
import type { LocalDate } from '../../core/local-time.ts'
import type { AreaVersion, Directory } from './directory.ts'

/** A version as it leaves the server. */
export function presentArea(directory: Directory, version: AreaVersion): Area {
  const { code, name, parentCode, validFrom, beganKnown, validTo } = version
  // Its parent as it was when this version last held.
  const then = validTo === null ? directory.today : validFrom
  const parent =
    parentCode === null ? null : (directory.inForce(parentCode, then) ?? directory.inForce(parentCode, validFrom))
  return {
    code,
    name,
    kind: kindOf(code, name),
    parent: parent && { code: parent.code, name: parent.name },
    validFrom: beganKnown ? validFrom : null,
    validTo,
  }
}

/** A code with its history and what each version became; null for a code that never was. */
export function presentHistory(directory: Directory, code: string, on: LocalDate): AreaDetail | null {
  const history = directory.history(code)
  if (history.length === 0) return null
  const current = directory.inForce(code, on)
  return {
    code,
    on,
    current: current && presentArea(directory, current),
    history: history.map((version) => ({
      ...presentArea(directory, version),
      became: directory.changesOf(version).map(({ newCode, fromDate, part }) => ({
        code: newCode,
        name: directory.inForce(newCode, fromDate)?.name ?? newCode,
        from: fromDate,
        part,
      })),
      today: directory.successorsOf(version).map((area) => ({ code: area.code, name: area.name })),
    })),
  }
}
