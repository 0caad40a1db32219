import type { Record as RecordAnswer, RecordFilter } from '../../core/api/records.ts'
import { AppError } from '../../core/error.ts'
import type { Field } from '../../core/field.ts'
import { isFilled } from '../../core/lifecycle.ts'
import type { Language, Text } from '../../core/text.ts'
import type { Db } from '../db/pool.ts'
import { readExtraFields } from './extra-fields.ts'
import { selectRecords } from './list-records.ts'
import { presentRecords } from './present-record.ts'
import type { RecordKind } from './record-kind.ts'

export type Cell = string | number | null

/** What an export holds: names of the columns, then rows of as many cells. */
export interface ExportTable {
  readonly name: string
  readonly header: readonly string[]
  readonly rows: readonly (readonly Cell[])[]
}

/** More than a sheet is read by people; a larger one is filtered first. */
const maxRows = 50_000
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
    if (rows.length > maxRows) {
      throw new AppError('too_many_rows', 400, { detail: `more than ${maxRows} rows; narrow the filter` })
    }
  } while (after)
  return { name: kind.record.plural[language], header: columns.map(({ name }) => name[language]), rows }
}

function columnsOf(kind: RecordKind, extra: ReadonlyMap<string, Field>, language: Language): Column[] {
  const { lifecycle, geometry, deadlines = [] } = kind.record
  const field = ([key, field]: [string, Field], from: 'values' | 'extra'): Column => ({
    name: field.label,
    cell: (record) => cellOf(field, record[from][key], record, language),
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

function cellOf(field: Field, value: unknown, { refs }: RecordAnswer, language: Language): Cell {
  if (!isFilled(value)) return null
  const each = [value].flat()
  const named = (found: (one: unknown) => string | undefined) => each.map((one) => found(one) ?? String(one)).join('; ')
  switch (field.kind) {
    case 'integer':
    case 'number':
    case 'money':
      return Number(value)
    case 'yes_no':
      return { vi: ['Không', 'Có'], en: ['No', 'Yes'] }[language][value === true ? 1 : 0] ?? null
    case 'date':
      return String(value).split('-').reverse().join('/')
    case 'instant':
      return localTime(String(value))
    case 'choice':
    case 'choices':
      return named((one) => field.options.find(({ key }) => key === one)?.label[language])
    case 'agency':
    case 'agencies':
      return named((one) => refs.agencies.find(({ id }) => id === one)?.name)
    case 'area':
      return named((one) => refs.areas.find(({ code }) => code === one)?.name)
    case 'record':
      return named((one) => {
        const found = refs.records.find(({ id }) => id === one)
        return found?.number ?? found?.title
      })
    case 'text':
    case 'link':
      return String(value)
  }
}

/** `dd/mm/yyyy HH:MM` of Asia/Ho_Chi_Minh. */
function localTime(instant: string): string {
  const local = new Date(new Date(instant).getTime() + 7 * 3_600_000).toISOString()
  return `${local.slice(8, 10)}/${local.slice(5, 7)}/${local.slice(0, 4)} ${local.slice(11, 16)}`
}
