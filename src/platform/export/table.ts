import type { Record as RecordAnswer } from '../../core/api/records.ts'
import { AppError } from '../../core/error.ts'
import type { FormField } from '../../core/form-field.ts'
import { isFilled } from '../../core/lifecycle.ts'
import type { Language } from '../../core/text.ts'

export type Cell = string | number | null

/** What an export holds: names of the columns, then rows of as many cells. */
export interface ExportTable {
  readonly name: string
  readonly header: readonly string[]
  readonly rows: readonly (readonly Cell[])[]
}

/** More than a sheet is read by people; a larger one is filtered first. */
export const maxRows = 50_000

/** @throws {AppError} `too_many_rows` */
export function refuseManyRows(count: number): void {
  if (count <= maxRows) return
  throw new AppError('too_many_rows', 400, { detail: `more than ${maxRows} rows; narrow the filter` })
}

/** What a value of a field may refer to. */
type Refs = RecordAnswer['refs']
const noRefs: Refs = { agencies: [], areas: [], records: [], assets: [] }

/** A field's value as a person reads it: names instead of numbers, words instead of keys, times of Asia/Ho_Chi_Minh. */
export function cellOf(field: FormField, value: unknown, language: Language, refs: Refs = noRefs): Cell {
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
    case 'asset':
      return String(value)
    case 'lines':
      return each.join('; ')
    case 'text':
    case 'link':
      return String(value)
  }
}

/** `dd/mm/yyyy HH:MM` of Asia/Ho_Chi_Minh. */
export function localTime(instant: string): string {
  const local = new Date(new Date(instant).getTime() + 7 * 3_600_000).toISOString()
  return `${local.slice(8, 10)}/${local.slice(5, 7)}/${local.slice(0, 4)} ${local.slice(11, 16)}`
}
