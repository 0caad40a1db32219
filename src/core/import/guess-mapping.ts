import { searchWords } from '../fold.ts'
import type { ImportField } from './import-field.ts'

/** Which field each column fills: the field's key, or null for a column that is left out. */
export type Mapping = readonly (string | null)[]

/** Header words that clerks use for what every register has. X and Y are not among them: in VN-2000 X points north, on a map east. */
const known: Readonly<Record<string, readonly string[]>> = {
  lon: ['kinh độ', 'longitude', 'lon', 'lng', 'long', 'tọa độ kinh độ'],
  lat: ['vĩ độ', 'latitude', 'lat', 'tọa độ vĩ độ'],
  geometry: ['vị trí', 'geometry', 'hình học', 'hình dạng', 'geom', 'geojson', 'tọa độ'],
  areaCode: [
    'xã, phường',
    'xã phường',
    'phường xã',
    'xã',
    'phường',
    'địa bàn',
    'mã xã',
    'commune',
    'ward',
    'đơn vị hành chính',
  ],
  code: ['mã', 'mã tài sản', 'mã thiết bị', 'mã trạm', 'mã số', 'code', 'ký hiệu', 'id'],
  name: ['tên', 'tên tài sản', 'tên thiết bị', 'tên trạm', 'tên gọi', 'name'],
  agencyId: [
    ...['đơn vị quản lý', 'cơ quan quản lý', 'đơn vị', 'cơ quan', 'đơn vị chủ quản', 'cơ quan chủ quản'],
    ...['agency', 'managing agency', 'owner', 'mã đơn vị', 'mã cơ quan'],
  ],
}

/**
 * Guesses from header words which field each column fills: a label in either language, a key, or a word that clerks use, whatever the
 * diacritics, case and order of words. Each field is given to one column, the better match first; the person may change every one.
 */
export function guessMapping(headers: readonly string[], fields: readonly ImportField[]): Mapping {
  const mapping: (string | null)[] = headers.map(() => null)
  const taken = new Set<string>()
  // The field's own words go before those that others use for it too.
  const passes = [
    { fits: isSame, namesOf: ownNames },
    { fits: isSame, namesOf: allNames },
    { fits: isSameSet, namesOf: allNames },
    { fits: beginsSame, namesOf: allNames },
  ]
  for (const { fits, namesOf } of passes) {
    for (const [place, header] of headers.entries()) {
      if (mapping[place] !== null || squeeze(header) === '') continue
      const field = fields.find((one) => !taken.has(one.key) && namesOf(one).some((name) => fits(header, name)))
      if (!field) continue
      mapping[place] = field.key
      taken.add(field.key)
    }
  }
  return mapping
}

const ownNames = ({ key, label }: ImportField) => [label.vi, label.en, key.split('.').at(-1) ?? key]
const allNames = (field: ImportField) => [...ownNames(field), ...(field.synonyms ?? []), ...(known[field.key] ?? [])]

/** Without what stands in brackets, such as a unit or «(*)». */
const bare = (text: string) => text.replace(/\([^)]*\)|\[[^\]]*\]|\*/g, ' ')
const squeeze = (text: string) => searchWords(bare(text)).join('')
const isSame = (header: string, name: string) => squeeze(header) === squeeze(name)
const isSameSet = (header: string, name: string) => wordSet(header) === wordSet(name)
const wordSet = (text: string) => searchWords(bare(text)).sort().join(' ')
/** «Hạn hoàn thành nhiệm vụ» for «Hạn hoàn thành»: two words at least, or any header would do. */
function beginsSame(header: string, name: string): boolean {
  const [long, short] = [searchWords(bare(header)), searchWords(bare(name))]
  return short.length > 1 && long.length > short.length && short.every((word, place) => long[place] === word)
}
