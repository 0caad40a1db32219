import type { AreaLevel } from '../../core/area-kind.ts'
import { fold } from '../../core/fold.ts'

/** One way to read a part of an address: with a word of its kind, or all of it as a name. */
export interface Reading {
  /** Null: no kind was named. */
  readonly kinds: readonly string[] | null
  /** The name as typed. */
  readonly name: string
}

/** Words of kinds as they are typed, folded, longest first. */
const kindWords: readonly (readonly [RegExp, Partial<Record<AreaLevel, readonly string[]>>])[] = [
  [/^dac khu\s+/, { commune: ['special_zone'] }],
  [/^(thi tran\s+|tt\.\s*|tt\s+)/, { commune: ['township'] }],
  [/^(thi xa\s+|tx\.?\s*)/, { district: ['town'] }],
  [/^(thanh pho\s+|t\.?p\.\s*|tp\s*)/, { district: ['district_city'], province: ['city'] }],
  [/^(phuong\s+|[pf]\.\s*|p\s+|[pf](?=\d))/, { commune: ['ward'] }],
  [/^(huyen\s+|h\.\s*)/, { district: ['district'] }],
  [/^(quan\s+|q\.\s*|q\s+|q(?=\d))/, { district: ['urban_district'] }],
  [/^(tinh\s+|t\.\s*)/, { province: ['province'] }],
  [/^(xa\s+|x\.\s*)/, { commune: ['commune'] }],
]

/** The ways to read a part of an address as a unit of a level. */
export function readPart(part: string, level: AreaLevel): readonly Reading[] {
  const readings: Reading[] = [{ kinds: null, name: part }]
  const folded = fold(part)
  for (const [word, levels] of kindWords) {
    const found = word.exec(folded)?.[0]
    // Folding changes no number of characters of composed text: the name begins where its folded form does.
    if (found) return [...readings, { kinds: levels[level] ?? [], name: part.slice(found.length) }]
  }
  return readings
}

const nobodysWords = /^(viet nam|vietnam|vn|\d{5,6})?$/

const unit = 'phường|xã|thị trấn|thị xã|đặc khu|quận|huyện|thành phố|tỉnh|tp\\.?|tx\\.?|tt\\.?|q\\.|p\\.|h\\.'
const accented = new RegExp(`\\s+(?<!thị\\s+)(?=(?:${unit})\\s*\\S)`, 'giu')
const plain = new RegExp(`\\s+(?<!thi\\s+)(?=(?:${fold(unit)})\\s*\\S)`, 'giu')

/** Ways to cut an address into its parts, most likely first: street, ward, district, province. */
export function cutAddress(address: string): readonly (readonly string[])[] {
  const text = address.normalize('NFC').replace(/ƣ/g, 'ư').replace(/Ƣ/g, 'Ư').replace(/\s+/gu, ' ').trim()
  const cut = (pattern: RegExp) =>
    text
      .split(pattern)
      .flatMap((part) => part.split(/[,;|\n]/))
      .map((part) => part.trim().replace(/\.$/, ''))
      .filter((part) => !nobodysWords.test(fold(part)))
  const ways = [cut(/[,;|\n]/), cut(/\s[-–—]\s/), cut(accented), cut(plain)]
  return ways.filter((way, place) => ways.findIndex((other) => other.join('\n') === way.join('\n')) === place)
}
