import type { HistoryEntry, Record as RecordRow } from '../../core/api/records.ts'
import type { Field } from '../../core/field.ts'
import type { Text } from '../../core/text.ts'
import type { Register } from '../api/records.ts'

/** One field of a history entry as a person reads it. `from` and `to` are null where there was nothing; `isHidden`: personal. */
export interface ChangeWords {
  readonly key: string
  readonly label: Text
  readonly from: string | null
  readonly to: string | null
  readonly isHidden: boolean
}

type Write = (field: Field, value: unknown, refs: RecordRow['refs']) => string | null

const plain = (value: unknown) => (value === null || value === undefined ? null : String(value))

/**
 * What changed in one entry, in the order of the register's fields. `number` and a drawn place have names of their own; what was
 * filled when the record was made is told as well. Fields that nobody declares any more keep their key.
 */
export function changeWords(
  register: Register,
  entry: Pick<HistoryEntry, 'changes'>,
  refs: RecordRow['refs'],
  write: Write,
  names: { readonly number: Text; readonly area: Text; readonly geometry: Text },
  writeShape: (shape: unknown) => string | null,
): ChangeWords[] {
  const fields = new Map<string, Field>([
    ...Object.entries(register.fields),
    ...register.extraFields.map(({ key, field }): [string, Field] => [`extra.${key}`, field]),
  ])
  const order = [...fields.keys()]
  const place = (key: string) => (order.includes(key) ? order.indexOf(key) : order.length)
  return Object.entries(entry.changes)
    .toSorted(([a], [b]) => place(a) - place(b))
    .map(([key, { from, to }]) => {
      const field = fields.get(key)
      const isHidden = field?.personal === true
      if (field)
        return { key, label: field.label, from: write(field, from, refs), to: write(field, to, refs), isHidden }
      if (key === 'number') return { key, label: names.number, from: plain(from), to: plain(to), isHidden }
      if (key === 'area_code') {
        const name = (code: unknown) => refs.areas.find((area) => area.code === code)?.name ?? plain(code)
        return { key, label: names.area, from: name(from), to: name(to), isHidden }
      }
      if (key === 'geometry')
        return { key, label: names.geometry, from: writeShape(from), to: writeShape(to), isHidden }
      return { key, label: { vi: key, en: key }, from: null, to: null, isHidden: true }
    })
}
