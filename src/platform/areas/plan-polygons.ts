import type { AreaPolygons } from '../../core/api/places.ts'
import { levelOf } from '../../core/area-kind.ts'
import type { Surface } from '../../core/geo.ts'
import type { LocalDate } from '../../core/local-time.ts'
import { changedShare } from './changed-share.ts'
import type { Directory } from './directory.ts'
import type { ImportPlan } from './plan-import.ts'
import type { ListedUnit } from './read-list.ts'
import type { Drawn } from './read-polygons.ts'

/** A change of more than this share of a commune's area is worth a look. */
const notableShare = 0.05

/** A surface to be kept with a list, and from when. */
export interface PlannedDrawing {
  readonly code: string
  readonly validFrom: LocalDate
  readonly surface: Surface
}

/** What the polygons of a file change beside a list that is planned. What is not in the file keeps its polygon. */
export function planPolygons(
  directory: Directory,
  plan: ImportPlan,
  units: readonly ListedUnit[],
  drawn: readonly Drawn[],
  { validFrom, surfaceOf }: { validFrom: LocalDate; surfaceOf: (code: string) => Surface | undefined },
): { review: AreaPolygons; drawings: PlannedDrawing[] } {
  const differences = new Map(plan.differences.map((difference) => [difference.code, difference]))
  const isOpen = (code: string) => {
    const difference = differences.get(code)
    if (difference) return difference.after !== null
    return directory.history(code)[0]?.validTo === null
  }
  const isKnown = ({ code }: Drawn) => levelOf(code) === 'commune' && isOpen(code)
  const inFile = new Set(drawn.map(({ code }) => code))
  const compared = drawn.filter(isKnown).map(({ code, surface }) => {
    const before = surfaceOf(code)
    return { code, surface, share: before ? changedShare(before, surface) : null }
  })
  const listed = units.map(({ code }) => code).filter((code) => levelOf(code) === 'commune')
  const missing = listed.filter((code) => !inFile.has(code))
  const changed = compared.flatMap(({ code, share }) =>
    share !== null && share > notableShare ? [{ code, share }] : [],
  )
  return {
    review: {
      notableShare,
      fresh: compared.flatMap(({ code, share }) => (share === null ? [code] : [])),
      changed: changed.sort((one, other) => other.share - one.share),
      slightly: compared.filter(({ share }) => share !== null && share > 0 && share <= notableShare).length,
      same: compared.filter(({ share }) => share === 0).length,
      missing,
      undrawn: missing.filter((code) => !surfaceOf(code)),
      unknown: drawn.filter((each) => !isKnown(each)).map(({ feature, code }) => ({ feature, code })),
    },
    drawings: compared
      .filter(({ share }) => share !== 0)
      .map(({ code, surface }) => ({ code, surface, validFrom: differences.get(code)?.from ?? validFrom })),
  }
}
