import type { Asset } from '../../core/api/assets.ts'
import { type FormField, formFieldsOf } from '../../core/form-field.ts'
import type { Language, Text } from '../../core/text.ts'
import type { Db } from '../db/pool.ts'
import { type Cell, cellOf, type ExportTable, localTime, refuseManyRows } from '../export/table.ts'
import type { AssetKind } from '../modules/load.ts'
import { readAssets } from './read-assets.ts'
import { type AssetCondition, selectAssets } from './select-assets.ts'

const pageRows = 1_000

interface Column {
  readonly name: Text
  readonly cell: (asset: Asset) => Cell
}

/**
 * Every asset of a kind that passes a filter, with its attributes and last values, times of Asia/Ho_Chi_Minh.
 * @throws {AppError} `too_many_rows`
 */
export async function exportAssets(
  tx: Db,
  kind: AssetKind,
  filter: AssetCondition & { readonly sort: string },
  language: Language,
): Promise<ExportTable> {
  const columns = columnsOf(kind, language)
  const rows: Cell[][] = []
  let after: Parameters<typeof selectAssets>[2]['after']
  do {
    const { ids, places } = await selectAssets(tx, filter, { limit: pageRows, after })
    const assets = await readAssets(tx, new Map([[kind.type, kind]]), ids)
    rows.push(...assets.map((asset) => columns.map(({ cell }) => cell(asset))))
    after = ids.length === pageRows ? places.at(-1) : undefined
    refuseManyRows(rows.length)
  } while (after)
  return { name: kind.name[language], header: columns.map(({ name }) => name[language]), rows }
}

function columnsOf(kind: AssetKind, language: Language): Column[] {
  const attribute = ([key, field]: [string, FormField]): Column => {
    const unit = 'unit' in field && field.unit ? ` (${field.unit})` : ''
    return {
      name: { vi: `${field.label.vi}${unit}`, en: `${field.label.en}${unit}` },
      cell: (asset) => cellOf(field, asset.attributes[key], language),
    }
  }
  const values = kind.series.flatMap(({ key, name, unit, words }): Column[] => {
    const of = (asset: Asset) => asset.series.find((each) => each.key === key)
    const suffix = unit === '' ? '' : ` (${unit})`
    return [
      {
        name: { vi: `${name.vi}${suffix}`, en: `${name.en}${suffix}` },
        cell: (asset) => {
          const value = of(asset)?.lastValue ?? null
          return value === null ? null : (words?.[value]?.[language] ?? value)
        },
      },
      {
        name: { vi: `${name.vi}: lúc`, en: `${name.en}: at` },
        cell: (asset) => {
          const at = of(asset)?.lastAt
          return at ? localTime(at) : null
        },
      },
    ]
  })
  return [
    { name: { vi: 'Mã', en: 'Code' }, cell: ({ code }) => code },
    { name: { vi: 'Tên', en: 'Name' }, cell: ({ name }) => name },
    { name: { vi: 'Đơn vị quản lý', en: 'Agency' }, cell: ({ agency }) => agency.name },
    { name: { vi: 'Xã, phường', en: 'Commune' }, cell: ({ area }) => area?.name ?? null },
    { name: { vi: 'Kinh độ', en: 'Longitude' }, cell: ({ position }) => position?.[0] ?? null },
    { name: { vi: 'Vĩ độ', en: 'Latitude' }, cell: ({ position }) => position?.[1] ?? null },
    ...Object.entries(formFieldsOf(kind.attributes)).map(attribute),
    ...values,
    { name: { vi: 'Cảnh báo đang mở', en: 'Open alerts' }, cell: ({ openAlerts }) => openAlerts },
    { name: { vi: 'Tình trạng', en: 'State' }, cell: (asset) => stateWords(asset)[language] },
  ]
}

function stateWords({ retiredAt, severity, silent, series }: Asset): Text {
  if (retiredAt !== null) return { vi: 'Ngừng sử dụng', en: 'Out of use' }
  const parts: Text[] = []
  if (severity !== null) parts.push({ vi: 'Có cảnh báo', en: 'In alert' })
  if (silent) parts.push({ vi: 'Mất tín hiệu', en: 'Silent' })
  if (series.length > 0 && series.every(({ lastAt }) => lastAt === null))
    parts.push({ vi: 'Chưa có số liệu', en: 'No data yet' })
  if (parts.length === 0) return { vi: 'Bình thường', en: 'Fine' }
  return { vi: parts.map(({ vi }) => vi).join('; '), en: parts.map(({ en }) => en).join('; ') }
}
