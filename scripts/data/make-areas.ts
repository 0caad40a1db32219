/**
 * Makes the three files of `data/areas` from the sources that its SOURCE.md names.
 *
 *   node scripts/data/make-areas.ts <folder with the sources> <out folder>
 *
 * Reads `units-2026-07.json` (the list), `communes_3321_s3pct.topojson` (the drawing), `convert_legacy_2025_simple.csv` (old ward ->
 * new commune) and `parser_legacy.json` (other names of old provinces and districts).
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

interface ListedProvince {
  Code: string
  FullName: string
  Wards: { Code: string; FullName: string }[]
}
interface Drawing {
  arcs: unknown
  transform: unknown
  objects: Record<string, { geometries: { type: string; arcs: unknown; properties: { code: string } }[] }>
}
interface OldNames {
  DICT_PROVINCE: Record<string, { provinceCode: string; provinceKeywords: string[] }>
  DICT_PROVINCE_DISTRICT_WARD_NO_ACCENTED: Record<
    string,
    Record<string, Record<string, { ward: string; wardCode: string; wardKeywords: string[] }>>
  >
  DICT_PROVINCE_DISTRICT_DIVIDED: Record<
    string,
    Record<string, { dividedDistrictKeywords: string[]; districts: Record<string, unknown> }>
  >
}

const [from, to] = process.argv.slice(2)
if (!from || !to) throw new Error('usage: make-areas.ts <folder with the sources> <out folder>')
const read = (name: string) => readFileSync(join(from, name), 'utf8')
const write = (name: string, text: string) => {
  writeFileSync(join(to, name), text)
  process.stdout.write(`${name}: ${text.length} characters\n`)
}

/** The day the present communes came into force, and the day of the one change since that the list already holds. */
const [reformOn, changeOn] = ['2025-07-01', '2026-04-30']
const kindWords = ['Đặc khu', 'Thành phố', 'Thị trấn', 'Thị xã', 'Phường', 'Huyện', 'Quận', 'Tỉnh', 'Xã']
/** The word of the kind as it is written everywhere else: «xã Bắc Sơn», «Thành Phố Bắc Kạn» are slips. */
const titled = (name: string) => {
  const word = kindWords.find((each) => name.toLowerCase().startsWith(`${each.toLowerCase()} `)) ?? ''
  return word + name.slice(word.length)
}
const lines = (rows: unknown[]) => rows.map((row) => JSON.stringify(row)).join(',\n')

const listed: ListedProvince[] = JSON.parse(read('units-2026-07.json'))
const [head = '', ...rest] = read('convert_legacy_2025_simple.csv').trim().split(/\r?\n/)
const columns = head.split(',')
const mapping = rest.map((line) => {
  const cells = line.split(',')
  if (cells.length !== columns.length) throw new Error(`a row has ${cells.length} cells: ${line}`)
  const cell = (column: string) => cells[columns.indexOf(column)] ?? ''
  const code = (column: string, width: number) => {
    const digits = cell(column).replace(/\.0$/, '')
    return digits === '' ? '' : digits.padStart(width, '0')
  }
  const newCode = code('newWardCode', 5)
  return {
    province: { code: code('provinceCode', 2), name: titled(cell('province')) },
    district: { code: code('districtCode', 3), name: titled(cell('district')) },
    ward: { code: code('wardCode', 5), name: titled(cell('ward')) },
    // Ba Chẽ is 06978 in the list.
    newCode: newCode === '06970' ? '06978' : newCode,
    newName: cell('newWard'),
    newProvince: { code: code('newProvinceCode', 2), name: cell('newProvince') },
  }
})

const wordOf = (name: string) => /^(Đặc khu|Thành phố|Phường|Tỉnh|Xã)/.exec(titled(name))?.[0] ?? ''
const firstNames = new Map(
  mapping.flatMap((row) => [
    [row.newCode, row.newName] as const,
    [row.newProvince.code, row.newProvince.name] as const,
  ]),
)
const earlier = listed
  .flatMap(({ Code, FullName, Wards }) => [{ Code, FullName }, ...Wards])
  .flatMap(({ Code, FullName }) => {
    const first = firstNames.get(Code)
    return first && wordOf(first) !== wordOf(FullName)
      ? [{ code: Code, name: FullName.replace(wordOf(FullName), wordOf(first)), validTo: changeOn }]
      : []
  })
const provinces = listed.map(({ Code, FullName, Wards }) => ({
  code: Code,
  name: titled(FullName),
  communes: Object.fromEntries(Wards.map((ward) => [ward.Code, titled(ward.FullName)])),
}))
write(
  'units.json',
  `{"validFrom":"${reformOn}",\n"earlier":[\n${lines(earlier)}],\n"provinces":[\n${lines(provinces)}]}\n`,
)

const drawing: Drawing = JSON.parse(read('communes_3321_s3pct.topojson'))
const geometries = Object.values(drawing.objects)
  .flatMap((object) => object.geometries)
  .map(({ type, arcs, properties }) => ({ type, arcs, id: properties.code }))
  .sort((a, b) => (a.id < b.id ? -1 : 1))
const { arcs, transform } = drawing
write(
  'communes.topojson',
  `${JSON.stringify({ type: 'Topology', transform, objects: { communes: { type: 'GeometryCollection', geometries } }, arcs })}\n`,
)

const oldNames: OldNames = JSON.parse(read('parser_legacy.json').replaceAll(': NaN', ': null'))
const provinceKeys = new Map(
  Object.entries(oldNames.DICT_PROVINCE).map(([key, one]) => [one.provinceCode, { key, ...one }]),
)
const squeeze = (name: string) =>
  name
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/đ/g, 'd')
    .replace(/[^a-z0-9]/g, '')
/** Earlier wards that went into one of June 2025, with the word of their kind; spellings of its own name are left out. */
const loose = (name: string) => name.replace(/y/g, 'i').replace(/k/g, 'c').replace(/q/g, 'c')
const formerWards = new Map(
  Object.values(oldNames.DICT_PROVINCE_DISTRICT_WARD_NO_ACCENTED)
    .flatMap((districts) => Object.values(districts))
    .flatMap((wards) => Object.values(wards))
    .filter(({ ward }) => ward !== null)
    .map(({ ward, wardCode, wardKeywords }) => [
      wardCode,
      wardKeywords.filter(
        (word) =>
          /^(phuong|xa|thitran)[a-z]+$/.test(word) &&
          !wardKeywords.some((other) => other !== word && loose(other) === loose(word) && other < word) &&
          loose(word) !== loose(squeeze(ward)),
      ),
    ]),
)
const group = <T>(rows: readonly T[], key: (row: T) => string) =>
  [...Map.groupBy(rows, key)].sort(([a], [b]) => (a < b ? -1 : 1))
/** Names in use that the sources do not have. */
const alsoCalled: Record<string, string[]> = { '46': ['thuathienhue'], '79': ['saigon'] }
const old = group(mapping, (row) => row.province.code).map(([code, rows]) => {
  const name = rows[0]?.province.name ?? ''
  const known = provinceKeys.get(code)
  const divided = Object.values(oldNames.DICT_PROVINCE_DISTRICT_DIVIDED[known?.key ?? ''] ?? {})
  const more = (known?.provinceKeywords ?? []).filter((word) => word !== squeeze(name) && !squeeze(name).endsWith(word))
  return {
    code,
    name,
    alsoCalled: [...more, ...(alsoCalled[code] ?? [])],
    becomes: rows[0]?.newProvince.code,
    districts: group(rows, (row) => row.district.code).map(([districtCode, inside]) => {
      const districtName = inside[0]?.district.name ?? ''
      const formerly = divided
        .filter(({ districts }) => squeeze(districtName) in districts)
        .flatMap(({ dividedDistrictKeywords }) => dividedDistrictKeywords)
        .filter((word) => word !== squeeze(districtName) && !squeeze(districtName).endsWith(word))
      const wards = group(inside, (row) => row.ward.code)
      return {
        code: districtCode,
        name: districtName,
        ...(formerly.length > 0 ? { formerly: [...new Set(formerly)] } : {}),
        // Five island districts had no ward: the district itself became the commune.
        ...(wards[0]?.[0] === '' ? { becomes: [...new Set(inside.map((row) => row.newCode))] } : {}),
        wards: wards
          .filter(([wardCode]) => wardCode !== '')
          .map(([wardCode, each]) => {
            const codes = new Set(each.map((row) => row.newCode))
            return [wardCode, each[0]?.ward.name, [...codes], ...(formerWards.get(wardCode) ?? [])]
          }),
      }
    }),
  }
})
write('before-2025-07.json', `{"validTo":"${reformOn}",\n"provinces":[\n${lines(old)}]}\n`)
