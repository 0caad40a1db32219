/** Kinds of administrative units, those of today and those that ended on 1 July 2025. */
export const areaKinds = [
  'province',
  'city',
  'commune',
  'ward',
  'special_zone',
  'district',
  'urban_district',
  'town',
  'district_city',
  'township',
] as const
export type AreaKind = (typeof areaKinds)[number]

export type AreaLevel = 'province' | 'district' | 'commune'

const words: readonly (readonly [string, AreaKind])[] = [
  ['Đặc khu', 'special_zone'],
  ['Thị trấn', 'township'],
  ['Thị xã', 'town'],
  ['Phường', 'ward'],
  ['Huyện', 'district'],
  ['Quận', 'urban_district'],
  ['Tỉnh', 'province'],
  ['Xã', 'commune'],
]

/** The level a code stands for: 2 digits province, 3 district (until 2025), 5 commune; null for other forms. */
export function levelOf(code: string): AreaLevel | null {
  if (/^\d{2}$/.test(code)) return 'province'
  if (/^\d{3}$/.test(code)) return 'district'
  return /^\d{5}$/.test(code) ? 'commune' : null
}

/** The kind a full name begins with («Phường Kim Long»). @throws {RangeError} naming a unit whose name begins with none */
export function kindOf(code: string, name: string): AreaKind {
  if (name.startsWith('Thành phố ')) return levelOf(code) === 'province' ? 'city' : 'district_city'
  const found = words.find(([word]) => name.startsWith(`${word} `))
  if (!found) throw new RangeError(`${code} «${name}» does not begin with the word of its kind`)
  return found[1]
}

/** The kinds a level may have today. */
export const kindsOfLevel: Record<AreaLevel, readonly AreaKind[]> = {
  province: ['province', 'city'],
  district: [],
  commune: ['commune', 'ward', 'special_zone'],
}
