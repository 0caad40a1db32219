import { sql } from 'kysely'
import { kindOf } from '../../core/area-kind.ts'
import { addLocalDays } from '../../core/local-time.ts'
import { squeeze } from '../../core/spelling.ts'
import type { Db } from '../db/pool.ts'
import { referenceFiles } from './files.ts'

/** The day of the list in `data/areas/units.json`; what comes after it is imported. */
const edition = '2026-07-25'

interface AreaRow {
  code: string
  name: string
  kind: string
  parent_code: string | null
  valid_from: string
  valid_to: string | null
  began_known: boolean
  also_called: readonly string[]
}

interface ChangeRow {
  old_code: string
  new_code: string
  from_date: string
  part: 'whole' | 'part'
}

/** Puts in the areas of the country, those of before July 2025, and what became of these; once. Rows that stand are kept. */
export async function seedAreas(tx: Db): Promise<void> {
  const known = await tx.selectFrom('platform.setting').select('key').where('key', '=', 'areas').executeTakeFirst()
  if (known) return
  const former = await formerUnits()
  const present = await presentUnits(former.units)
  await sql`insert into platform.area (code, name, kind, parent_code, valid_from, valid_to, began_known, also_called)
    select * from json_to_recordset(${JSON.stringify([...present, ...former.units])}::json) as row (code text, name text, kind text,
      parent_code text, valid_from date, valid_to date, began_known boolean, also_called text[])
    on conflict do nothing`.execute(tx)
  await sql`insert into platform.area_change select * from json_to_recordset(${JSON.stringify(former.changes)}::json)
    as row (old_code text, new_code text, from_date date, part text) on conflict do nothing`.execute(tx)
  await tx
    .insertInto('platform.setting')
    .values({
      key: 'areas',
      value: JSON.stringify({ edition, stamp: 0 }),
      note: 'the list of areas put in at first, and how often it was changed since',
    })
    .execute()
}

async function presentUnits(former: readonly AreaRow[]): Promise<AreaRow[]> {
  const { provinces, earlier, validFrom } = await referenceFiles.units()
  const before = new Map(earlier.map((row) => [row.code, row]))
  // Short and earlier names of a province that goes on («hcm») are still in use.
  const formerProvinces = new Map(
    former.filter((unit) => unit.parent_code === null).map((unit) => [`${unit.code} ${bareName(unit.name)}`, unit]),
  )
  const rowsOf = (code: string, name: string, parent: string | null): AreaRow[] => {
    const row = {
      code,
      parent_code: parent,
      began_known: true,
      also_called: parent ? [] : (formerProvinces.get(`${code} ${bareName(name)}`)?.also_called ?? []),
    }
    const old = before.get(code)
    const now = { ...row, name, kind: kindOf(code, name), valid_from: old?.validTo ?? validFrom, valid_to: null }
    if (!old) return [now]
    const { name: oldName, validTo } = old
    return [{ ...row, name: oldName, kind: kindOf(code, oldName), valid_from: validFrom, valid_to: validTo }, now]
  }
  return provinces.flatMap((province) => [
    ...rowsOf(province.code, province.name, null),
    ...Object.entries(province.communes).flatMap(([code, name]) => rowsOf(code, name, province.code)),
  ])
}

const bareName = (name: string) => squeeze(name.replace(/^(Tỉnh|Thành phố) /u, ''))

async function formerUnits(): Promise<{ units: AreaRow[]; changes: ChangeRow[] }> {
  const { provinces, validTo } = await referenceFiles.formerUnits()
  // When they began is not known: the last day on which they were in force stands for it.
  const days = { valid_from: addLocalDays(validTo, -1), valid_to: validTo, began_known: false }
  const units: AreaRow[] = []
  const changes: ChangeRow[] = []
  const add = (
    code: string,
    name: string,
    parent: string | null,
    also_called: readonly string[],
    to: readonly string[],
  ) => {
    units.push({ code, name, kind: kindOf(code, name), parent_code: parent, also_called, ...days })
    const part = to.length === 1 ? 'whole' : 'part'
    changes.push(...to.map((new_code): ChangeRow => ({ old_code: code, new_code, from_date: validTo, part })))
  }
  for (const province of provinces) {
    add(province.code, province.name, null, province.alsoCalled, [province.becomes])
    for (const district of province.districts) {
      add(district.code, district.name, province.code, district.formerly, district.becomes)
      for (const [code, name, to, ...formerly] of district.wards) add(code, name, district.code, formerly, to)
    }
  }
  return { units, changes }
}
