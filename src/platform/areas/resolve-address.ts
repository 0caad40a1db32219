import type { AreaLevel } from '../../core/area-kind.ts'
import { compareSpelling, hasMarks, squeeze } from '../../core/spelling.ts'
import type { AreaVersion, Directory } from './directory.ts'
import { cutAddress, readPart } from './read-address.ts'

/** A unit an address may name. */
export interface AddressMatch {
  readonly version: AreaVersion
  /** The address names a unit that had gone into this one before. */
  readonly byFormerName: boolean
}

export interface Resolution {
  /** `exact`: one commune; `divided`: the ward named went to several; `unknown`: anything else would be a guess. */
  readonly status: 'exact' | 'divided' | 'unknown'
  readonly reason: 'not_found' | 'ambiguous' | 'no_successor' | null
  readonly communes: readonly AreaVersion[]
  readonly matches: readonly AddressMatch[]
}

/** Today's communes of an address of any time since the lists begin. Never a guess. */
export function resolveAddress(directory: Directory, address: string): Resolution {
  const finder = finderOf(directory)
  for (const parts of cutAddress(address)) {
    // A unit that was of another kind earlier is taken only where the kind that was typed leads nowhere.
    for (const isStrict of [true, false]) {
      const matches = finder.find(parts, isStrict)
      if (matches.length > 0) return decide(directory, matches)
    }
  }
  return { status: 'unknown', reason: 'not_found', communes: [], matches: [] }
}

function decide(directory: Directory, matches: readonly AddressMatch[]): Resolution {
  const found = matches.map(({ version }) => ({
    version,
    isPresent: directory.inForce(version.code) === version,
    to: directory.successorsOf(version),
  }))
  const all = new Map(found.flatMap(({ to }) => to.map((commune) => [commune.code, commune])))
  const communes = [...all.values()].sort((a, b) => (a.code < b.code ? -1 : 1))
  const former = found.filter(({ isPresent }) => !isPresent)
  const unknown = (reason: Resolution['reason']) => ({ status: 'unknown', reason, communes: [], matches }) as const
  if (found.some(({ version, to }) => to.length === 0 || version.level === 'district')) {
    return unknown(found.length === 1 ? 'no_successor' : 'ambiguous')
  }
  if (communes.length === 1) return { status: 'exact', reason: null, communes, matches }
  // One ward that was divided, and perhaps the commune that kept its name.
  const [only] = former
  const isOneWard = former.every(({ version }) => version.code === only?.version.code)
  if (only && isOneWard && only.to.length === communes.length) {
    return { status: 'divided', reason: null, communes, matches }
  }
  return unknown('ambiguous')
}

interface Finder {
  find(parts: readonly string[], isStrict: boolean): readonly AddressMatch[]
}

interface Name {
  readonly version: AreaVersion
  readonly bare: string
  /** Null: a former name, known without diacritics only. */
  readonly spelled: string | null
  /** The kind the name goes with; null: any. */
  readonly kind: string | null
}

const finders = new WeakMap<Directory, Finder>()

function finderOf(directory: Directory): Finder {
  let finder = finders.get(directory)
  if (!finder) {
    finder = makeFinder(directory)
    finders.set(directory, finder)
  }
  return finder
}

const withoutKind = (name: string) =>
  name.replace(/^(Đặc khu|Thị trấn|Thị xã|Phường|Huyện|Quận|Tỉnh|Xã|Thành phố) /u, '')

function overlaps(a: AreaVersion, b: AreaVersion): boolean {
  return (a.validTo === null || b.validFrom < a.validTo) && (b.validTo === null || a.validFrom < b.validTo)
}

const formerKinds: readonly (readonly [string, string])[] = [
  ['thitran', 'township'],
  ['phuong', 'ward'],
  ['xa', 'commune'],
]

function namesOf(version: AreaVersion): Name[] {
  const spelled = withoutKind(version.name)
  const own = { version, bare: squeeze(spelled), spelled, kind: version.kind }
  const former = version.alsoCalled.map((word): Name => {
    const kind = version.level === 'commune' ? formerKinds.find(([prefix]) => word.startsWith(prefix)) : undefined
    return { version, bare: kind ? word.slice(kind[0].length) : word, spelled: null, kind: kind?.[1] ?? null }
  })
  return [own, ...former]
}

function makeFinder(directory: Directory): Finder {
  const names = directory.versions.flatMap(namesOf)
  const byLevel = (level: AreaLevel) =>
    Map.groupBy(
      names.filter((name) => name.version.level === level),
      ({ bare }) => bare,
    )
  const communeNames = byLevel('commune')
  const districtNames = byLevel('district')
  const historyOf = (code: string | null) => (code === null ? [] : directory.history(code))
  const contexts = new Map<AreaVersion, { districts: Name[]; provinces: Name[] }>()

  /** Names that may stand to the right of a unit's own: its district, its province then and today. */
  function contextOf(version: AreaVersion) {
    let context = contexts.get(version)
    if (!context) {
      const parent = version.parentCode === null ? null : directory.inForce(version.parentCode, version.validFrom)
      const isUnderDistrict = parent?.level === 'district'
      const top = isUnderDistrict ? parent.parentCode : version.parentCode
      const then = historyOf(top).filter((province) => overlaps(province, version))
      // A code that another province bore before is not that province.
      const since = directory
        .successorsOf(version)
        .flatMap((commune) => historyOf(commune.parentCode).filter((province) => overlaps(province, commune)))
      const provinces = [...new Set([...then, ...since])]
      context = { districts: isUnderDistrict ? namesOf(parent) : [], provinces: provinces.flatMap(namesOf) }
      contexts.set(version, context)
    }
    return context
  }

  const stands = (part: string, level: AreaLevel, among: readonly Name[], isStrict: boolean) =>
    among.some((name) => fits(part, level, name, isStrict) !== 'different')

  const isWithin = (version: AreaVersion, rest: readonly string[], isStrict: boolean) => {
    const { districts, provinces } = contextOf(version)
    const beyond = rest.filter((part) => !stands(part, 'district', districts, isStrict))
    // «Thành phố Vĩnh Long, tỉnh Vĩnh Long» are two units: one name explains one part.
    if (isStrict && beyond.length > 1) return false
    return beyond.every((part) => stands(part, 'province', provinces, isStrict))
  }

  function at(part: string, rest: readonly string[], isStrict: boolean, marked: boolean): AddressMatch[] {
    const keys = new Set(readPart(part, 'commune').map(({ name }) => squeeze(name)))
    const found = [...keys]
      .flatMap((key) => communeNames.get(key) ?? [])
      .map((name) => ({ name, fit: fits(part, 'commune', name, true) }))
      .filter(({ name, fit }) => fit !== 'different' && isWithin(name.version, rest, isStrict))
    // Someone who writes diacritics means the name without them where there is one.
    const exact = found.filter(({ fit }) => fit === 'exact')
    const kept = marked && exact.length > 0 ? exact : found
    const own = kept.filter(({ name }) => name.spelled !== null)
    // A name that is still borne goes before one that was given up earlier.
    const chosen = (own.length > 0 ? own : kept).map(({ name }) => ({
      version: name.version,
      byFormerName: name.spelled === null,
    }))
    return chosen.length === 0 ? [] : [...chosen, ...districtsNamed(part, rest)]
  }

  /** «Hương Trà, Huế» may be the ward of today or the former district. */
  function districtsNamed(part: string, rest: readonly string[]): AddressMatch[] {
    const isKindNamed = readPart(part, 'commune').some(({ kinds }) => kinds !== null)
    if (isKindNamed) return []
    return (districtNames.get(squeeze(part)) ?? [])
      .filter((name) => name.spelled !== null && fits(part, 'district', name, true) !== 'different')
      .filter(({ version }) => isWithin(version, rest, true))
      .map(({ version }) => ({ version, byFormerName: false }))
  }

  return {
    find(parts, isStrict) {
      const marked = parts.some(hasMarks)
      for (const [place, part] of parts.entries()) {
        const matches = at(part, parts.slice(place + 1), isStrict, marked)
        if (matches.length > 0) return matches
      }
      return []
    },
  }
}

function fits(part: string, level: AreaLevel, name: Name, isStrict: boolean): 'exact' | 'possible' | 'different' {
  let best: 'exact' | 'possible' | 'different' = 'different'
  for (const reading of readPart(part, level)) {
    const isKind = reading.kinds === null || name.kind === null || reading.kinds.includes(name.kind)
    // A kind of another level is no reading at all; one of this level may be the earlier one.
    if (!isKind && (isStrict || reading.kinds?.length === 0)) continue
    if (squeeze(reading.name) !== name.bare) continue
    const fit = name.spelled === null ? 'possible' : compare(reading.name, name.spelled)
    if (fit === 'exact') return fit
    if (fit === 'possible') best = fit
  }
  return best
}

/** Names that are numbers are alike as numbers: 1, 01. */
function compare(typed: string, real: string) {
  return /^\d+$/.test(real) ? 'exact' : compareSpelling(typed, real)
}
