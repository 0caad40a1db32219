import type { Record as RecordRow } from '../../core/api/records.ts'
import type { Thing } from '../../core/api/things.ts'
import { useAgencies } from '../api/accounts.ts'

/** The names a record came with, and those of every agency: what it once referred to is named too. */
export function useNames(record: RecordRow, things: readonly Thing[] = []): RecordRow['refs'] {
  const agencies = useAgencies().data ?? []
  return {
    agencies: [...record.refs.agencies, ...agencies.map(({ id, code, name }) => ({ id, code, name }))],
    areas: [...record.refs.areas, ...(record.area ? [record.area] : [])],
    records: [
      ...record.refs.records,
      ...things.map(({ id, title, number, address }) => ({ id, title, number, address })),
    ],
    assets: record.refs.assets,
  }
}
