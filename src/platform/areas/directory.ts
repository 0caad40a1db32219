import { type AreaIndex, indexAreas } from '../../core/area-index.ts'
import { type AreaLevel, levelOf } from '../../core/area-kind.ts'
import { makeAreaShape } from '../../core/geo.ts'
import { type LocalDate, localDateOf } from '../../core/local-time.ts'
import type { Db } from '../db/pool.ts'
import { openSurfaces } from './areas.ts'

/** What an area was called, of which kind and where, from a day to the day before another. */
export interface AreaVersion {
  readonly code: string
  readonly name: string
  readonly kind: string
  readonly level: AreaLevel
  readonly parentCode: string | null
  readonly validFrom: LocalDate
  /** False: it began at an unknown day before `validFrom`. */
  readonly beganKnown: boolean
  readonly validTo: LocalDate | null
  /** Other and earlier names, folded, one word each. */
  readonly alsoCalled: readonly string[]
}

export interface AreaChange {
  readonly oldCode: string
  readonly newCode: string
  readonly fromDate: LocalDate
  readonly part: 'whole' | 'part'
}

/** All areas and their history, as they stand on one day. */
export interface Directory {
  readonly today: LocalDate
  /** Newest first; empty for a code that never was. */
  history(code: string): readonly AreaVersion[]
  inForce(code: string, on?: LocalDate): AreaVersion | null
  /** Everything in force today, by code. */
  readonly present: readonly AreaVersion[]
  readonly versions: readonly AreaVersion[]
  /** The units a version stood over while it was in force. */
  childrenOf(version: AreaVersion): readonly AreaVersion[]
  /** What became of a unit the day it ended. */
  changesOf(version: AreaVersion): readonly AreaChange[]
  /** Communes (of a province: the province) of today where a unit went; itself while in force; none when not known. */
  successorsOf(version: AreaVersion): readonly AreaVersion[]
  /** Today's communes of the country by point. */
  readonly communes: AreaIndex<string>
}

/** Reads the directory when it was changed or the day is another, and keeps it. */
export function keepDirectory(now: () => Date = () => new Date()): (tx: Db) => Promise<Directory> {
  let kept: { key: string; directory: Promise<Directory> } | undefined
  return async (tx) => {
    const today = localDateOf(now())
    const setting = await tx
      .selectFrom('platform.setting')
      .select('value')
      .where('key', '=', 'areas')
      .executeTakeFirst()
    const key = `${today} ${JSON.stringify(setting?.value)}`
    if (kept?.key !== key) {
      const directory = readDirectory(tx, today)
      // A reading that failed is not kept.
      directory.catch(() => {
        if (kept?.directory === directory) kept = undefined
      })
      kept = { key, directory }
    }
    return kept.directory
  }
}

async function readDirectory(tx: Db, today: LocalDate): Promise<Directory> {
  const rows = await tx.selectFrom('platform.area').selectAll().orderBy('code').orderBy('validFrom', 'desc').execute()
  const changes = await tx.selectFrom('platform.areaChange').selectAll().orderBy('newCode').execute()
  const versions = rows.flatMap((row): AreaVersion[] => {
    const { geometry: _, ...version } = row
    const level = levelOf(row.code)
    return level ? [{ ...version, level }] : []
  })
  const surfaceOf = await openSurfaces(tx, today)
  const shapes = rows.flatMap((row) => {
    if (levelOf(row.code) !== 'commune' || !isInForce(row, today)) return []
    const surface = surfaceOf(row)
    return surface ? [makeAreaShape(row.code, surface)] : []
  })
  return { ...makeDirectory(versions, changes, today), communes: indexAreas(shapes) }
}

function isInForce(version: { validFrom: LocalDate; validTo: LocalDate | null }, on: LocalDate): boolean {
  return version.validFrom <= on && (version.validTo === null || on < version.validTo)
}

/** The directory over rows that are ordered by code, newest version first. */
export function makeDirectory(
  versions: readonly AreaVersion[],
  changes: readonly AreaChange[],
  today: LocalDate,
): Omit<Directory, 'communes'> {
  const byCode = Map.groupBy(versions, ({ code }) => code)
  const byParent = Map.groupBy(versions, ({ parentCode }) => parentCode)
  const byOldCode = Map.groupBy(changes, ({ oldCode }) => oldCode)
  const history = (code: string) => byCode.get(code) ?? []
  const inForce = (code: string, on = today) => history(code).find((version) => isInForce(version, on)) ?? null
  const changesOf = ({ code, validTo }: AreaVersion) =>
    (byOldCode.get(code) ?? []).filter(({ fromDate }) => fromDate === validTo)

  const childrenOf = ({ code, validFrom, validTo }: AreaVersion) =>
    (byParent.get(code) ?? []).filter(
      (child) =>
        (validTo === null || child.validFrom < validTo) && (child.validTo === null || validFrom < child.validTo),
    )

  // Dates only rise along the way, so it ends.
  function successorsOf(version: AreaVersion): AreaVersion[] {
    if (isInForce(version, today)) return [version]
    if (version.validTo === null || version.validTo > today) return []
    const { validTo } = version
    const became = changesOf(version)
    const next = became.flatMap(({ newCode }) => inForce(newCode, validTo) ?? [])
    if (became.length > 0) return unique(next.flatMap(successorsOf))
    // The same code goes on under another name or kind.
    const renamed = inForce(version.code, validTo)
    if (renamed) return successorsOf(renamed)
    return version.level === 'district' ? unique(childrenOf(version).flatMap(successorsOf)) : []
  }

  const present = versions.filter((version) => isInForce(version, today))
  return { today, history, inForce, present, versions, childrenOf, changesOf, successorsOf }
}

function unique(versions: readonly AreaVersion[]): AreaVersion[] {
  return [...new Map(versions.map((version) => [version.code, version])).values()].sort((a, b) =>
    a.code < b.code ? -1 : 1,
  )
}
