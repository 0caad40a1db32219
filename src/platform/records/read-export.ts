import type { Record as RecordAnswer, RecordFilter } from '../../core/api/records.ts'
import type { Field } from '../../core/field.ts'
import type { Language, Text } from '../../core/text.ts'
import type { Db } from '../db/pool.ts'
import { type Cell, cellOf, type ExportTable, localTime, refuseManyRows } from '../export/table.ts'
import { readExtraFields } from './extra-fields.ts'
import { selectRecords } from './list-records.ts'
import { presentRecords } from './present-record.ts'
import type { RecordKind } from './record-kind.ts'

const pageRows = 2_000

interface Column {
  readonly name: Text
  readonly cell: (record: RecordAnswer) => Cell
}

/**
 * Every record that passes a filter, without personal fields, names instead of numbers, times of Asia/Ho_Chi_Minh.
 * @throws {AppError} `too_many_rows`
 */
export async function readExport(
  tx: Db,
  kind: RecordKind,
  filter: RecordFilter,
  language: Language,
): Promise<ExportTable> {
  const now = new Date()
  const extra = await readExtraFields(tx, kind.key)
  const columns = columnsOf(kind, new Map(extra.map(({ key, field }) => [key, field])), language)
  const rows: Cell[][] = []
  let after: Parameters<typeof selectRecords>[3]['after']
  do {
    const { records, places } = await selectRecords(tx, kind, filter, { limit: pageRows, after }, now)
    const shown = await presentRecords(tx, kind, records, now)
    rows.push(...shown.map((record) => columns.map(({ cell }) => cell(record))))
    after = records.length === pageRows ? places.at(-1) : undefined
    refuseManyRows(rows.length)
  } while (after)
  return { name: kind.record.plural[language], header: columns.map(({ name }) => name[language]), rows }
}

function columnsOf(kind: RecordKind, extra: ReadonlyMap<string, Field>, language: Language): Column[] {
  const { lifecycle, geometry, deadlines = [] } = kind.record
  const field = ([key, field]: [string, Field], from: 'values' | 'extra'): Column => ({
    name: field.label,
    cell: (record) => cellOf(field, record[from][key], language, record.refs),
  })
  return [
    { name: { vi: 'Số', en: 'Number' }, cell: (record) => record.number },
    ...Object.entries(kind.ownFields).map((entry) => field(entry, 'values')),
    ...[...extra].map((entry) => field(entry, 'extra')),
    { name: { vi: 'Cơ quan', en: 'Agency' }, cell: (record) => record.agency.name },
    { name: { vi: 'Xã, phường', en: 'Commune' }, cell: (record) => record.area?.name ?? null },
    ...(geometry
      ? [
          {
            name: { vi: 'Vị trí', en: 'Geometry' },
            cell: (record: RecordAnswer) => (record.geometry ? JSON.stringify(record.geometry) : null),
          },
        ]
      : []),
    {
      name: { vi: 'Trạng thái', en: 'State' },
      cell: (record) => lifecycle.states[record.state]?.name[language] ?? record.state,
    },
    ...deadlines.map(({ key, name }) => ({
      name: { vi: `Đến hạn: ${name.vi}`, en: `Due: ${name.en}` },
      cell: (record: RecordAnswer) => {
        const clock = record.deadlines.find(({ rule }) => rule === key)
        return clock ? localTime(clock.dueAt) : null
      },
    })),
    { name: { vi: 'Ngày tạo', en: 'Made at' }, cell: (record) => localTime(record.createdAt) },
    { name: { vi: 'Người tạo', en: 'Made by' }, cell: (record) => record.createdBy.name },
  ]
}
