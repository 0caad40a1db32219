import { sql } from 'kysely'
import { fold } from '../../core/fold.ts'
import type { ImportCell, ImportField } from '../../core/import/import-field.ts'
import { cellText, type Directory, type Found } from '../../core/import/read-cell.ts'
import { areasInForce } from '../areas/in-force.ts'
import { readProvince } from '../areas/province.ts'
import type { Db } from '../db/pool.ts'

/** Reads, once for a whole file, what its cells may name: agencies, areas, and the records that its columns name. */
export async function openNames(
  tx: Db,
  moduleId: string,
  columns: readonly { readonly field: ImportField['field']; readonly cells: readonly ImportCell[] }[],
): Promise<Directory> {
  const agencies = await indexAgencies(tx)
  const areas = await indexAreas(tx)
  const records = new Map<string, Map<string, Found<string>[]>>()
  for (const { field, cells } of columns) {
    if (field.kind !== 'record') continue
    const kind = `${moduleId}.${field.of}`
    const known = records.get(field.of) ?? new Map()
    for (const [text, found] of await indexRecords(tx, kind, [...new Set(cells.map(cellText))])) known.set(text, found)
    records.set(field.of, known)
  }
  return {
    agency: (text) => agencies.codes.get(text.toLowerCase()) ?? agencies.names.get(fold(text)) ?? [],
    area: (text) => areas.codes.get(text) ?? areas.names.get(fold(text)) ?? [],
    record: (type, text) => records.get(type)?.get(text) ?? [],
  }
}

function index<T>(items: readonly T[], keysOf: (item: T) => readonly string[]): Map<string, T[]> {
  const map = new Map<string, T[]>()
  for (const item of items) {
    for (const key of new Set(keysOf(item))) {
      const found = map.get(key)
      if (found) found.push(item)
      else map.set(key, [item])
    }
  }
  return map
}

async function indexAgencies(tx: Db) {
  const rows = await tx
    .selectFrom('platform.agency')
    .select(['id', 'code', 'name'])
    .where('closedAt', 'is', null)
    .execute()
  const found = rows.map(({ id, code, name }) => ({ id, code, name: `${name} (${code})`, words: fold(name) }))
  return { codes: index(found, ({ code }) => [code.toLowerCase()]), names: index(found, ({ words }) => [words]) }
}

const kindWords = /^(phuong|xa|dac khu) (?=.)/

/** Any area by its code; by name the communes of this province only, with or without the word of their kind. */
async function indexAreas(tx: Db) {
  const { code: province } = await readProvince(tx)
  const rows = await areasInForce(tx).select(['code', 'name', 'parentCode']).execute()
  const found = rows.map(({ code, name, parentCode }) => ({
    id: code,
    name: `${name} (${code})`,
    bare: name,
    parentCode,
  }))
  const here = found.filter(({ parentCode }) => parentCode === province)
  return {
    codes: index(found, ({ id }) => [id]),
    names: index(here, ({ bare }) => [fold(bare), fold(bare).replace(kindWords, '')]),
  }
}

async function indexRecords(tx: Db, kind: string, texts: readonly string[]): Promise<Map<string, Found<string>[]>> {
  const wanted = texts.filter((text) => text !== '')
  if (wanted.length === 0) return new Map()
  const { rows } = await sql<{ id: string; title: string; number: string | null }>`
    select id, title, number from platform.thing
    where kind = ${kind} and (number = any(${wanted}::text[]) or title = any(${wanted}::text[]))`.execute(tx)
  const named = rows.map(({ id, title, number }) => ({ id, title, number, name: number ?? title }))
  const numbers = index(named, ({ number }) => (number === null ? [] : [number]))
  // A number says exactly which one; a title only where no number is written so.
  return new Map([...index(named, ({ title }) => [title]), ...numbers])
}
