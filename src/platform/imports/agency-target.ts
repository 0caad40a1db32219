import { sql } from 'kysely'
import type { z } from 'zod'
import { NewAgency } from '../../core/api/places.ts'
import { AppError } from '../../core/error.ts'
import { fold } from '../../core/fold.ts'
import type { ImportField } from '../../core/import/import-field.ts'
import { isFilled } from '../../core/lifecycle.ts'
import { localDateOf } from '../../core/local-time.ts'
import { lockTree } from '../agencies/change-agency.ts'
import { writeAudits } from '../audit/write-audit.ts'
import type { Actor } from '../auth/actor.ts'
import type { Db } from '../db/pool.ts'
import { findAgenciesAgainst, takeAgenciesBack } from './agency-undo.ts'
import { faultOfIssue } from './schema-faults.ts'
import type { ImportTarget, MadeRow, Outcome, ReadRow, RowFault } from './target.ts'

/** A new agency; the one above it by its code, since both may stand in one file. */
interface AgencyWrite {
  readonly values: Omit<NewAgency, 'parentId'>
  readonly parentCode: string
}

const text = (vi: string, en: string) => ({ vi, en })
const names = {
  code: text('Mã', 'Code'),
  name: text('Tên', 'Name'),
  parent: text('Đơn vị cấp trên', 'Agency above'),
  area: text('Xã, phường', 'Commune'),
  dutyPhone: text('Số trực', 'Duty phone'),
}
const field = (key: string, label: ImportField['label'], kind: ImportField['field'], required = false) => ({
  ...{ key, label, required, personal: false, field: kind },
})
const fields: ImportField[] = [
  { ...field('code', names.code, { kind: 'code' }, true), synonyms: ['mã đơn vị', 'mã cơ quan', 'mã định danh'] },
  {
    ...field('name', names.name, { kind: 'text', label: names.name, maxLength: 200 }, true),
    synonyms: ['tên đơn vị', 'tên cơ quan'],
  },
  {
    ...field('parent', names.parent, { kind: 'text', label: names.parent, maxLength: 200 }),
    hint: text(
      'Mã hoặc tên, đã có hoặc ở dòng trên; để trống: đơn vị đã chọn khi nhập',
      'Code or name, standing or in a row above; empty: the agency chosen for the import',
    ),
    synonyms: ['cấp trên', 'trực thuộc', 'đơn vị cha', 'mã cấp trên', 'parent', 'cơ quan cấp trên'],
  },
  field('areaCode', names.area, { kind: 'area', label: names.area }),
  {
    ...field('dutyPhone', names.dutyPhone, { kind: 'text', label: names.dutyPhone, maxLength: 30 }),
    hint: text(
      'Của ca trực, không của riêng ai; mở ngày đêm',
      'Of whoever is on duty, day and night, not of one person',
    ),
    synonyms: ['điện thoại trực', 'số điện thoại', 'điện thoại', 'phone', 'duty phone', 'hotline', 'đường dây nóng'],
  },
]

/**
 * Rows become agencies, each below one that stands or that a row above makes. A known code with the same name changes nothing; with
 * another it is a fault: agencies are renamed, moved and closed on their page, with the day it holds from.
 */
export const agencyTarget: ImportTarget<AgencyWrite> = {
  key: 'agency',
  kind: 'agency',
  module: text('Danh mục', 'Directory'),
  name: text('Đơn vị', 'Agency'),
  plural: text('Đơn vị', 'Agencies'),
  page: '/cai-dat/don-vi',
  permissions: { read: 'agencies.manage', create: 'agencies.manage' },
  readPersonal: null,
  isServiceWritten: true,
  fields: async () => fields,
  refuse(actor, agencyId) {
    if (!actor.permissions.has('agencies.manage'))
      throw new AppError('not_permitted', 403, { detail: 'this needs «agencies.manage»' })
    if (actor.agencyIds.includes(agencyId)) return
    const message = 'choose one of your own agencies'
    throw new AppError('unknown_agency', 400, { detail: message, errors: [{ path: 'agencyId', message }] })
  },
  check: (tx, actor, rows, { agencyId }, seen) => checkAgencies(tx, actor, rows, agencyId, seen),
  write: writeAgencies,
  // Agencies are read anew by each page; nothing live hangs on them.
  announce: async () => undefined,
  removalTables: [],
  findAgainst: findAgenciesAgainst,
  takeBack: takeAgenciesBack,
}

interface Standing {
  readonly id: number
  readonly code: string
  readonly name: string
  readonly isOpen: boolean
}

const readStanding = async (tx: Db): Promise<Standing[]> =>
  tx
    .selectFrom('platform.agency')
    .select(['id', 'code', 'name', sql<boolean>`closed_at is null`.as('isOpen')])
    .execute()

async function checkAgencies(
  tx: Db,
  actor: Actor,
  rows: readonly ReadRow[],
  agencyId: number,
  seen: Map<string, number>,
): Promise<Outcome<AgencyWrite>[]> {
  const standing = await readStanding(tx)
  const byCode = new Map(standing.map((one) => [one.code, one]))
  const chosen = standing.find(({ id }) => id === agencyId)?.code ?? ''
  const own = new Set(actor.agencyIds)
  return rows.map((row) => {
    const faults: RowFault[] = [...row.faults]
    const fault = (one: Pick<RowFault, 'code' | 'field'> & Partial<RowFault>) => faults.push({ params: {}, ...one })
    const values = valuesOf(row)
    const parent = String(row.values.get('parent') ?? '')
    const parentCode =
      parent === '' ? chosen : (findParent(standing, own, parent) ?? (seen.has(parent) ? parent : null))
    if (parentCode === null) fault({ code: 'unknown_agency', field: 'parent', params: { text: parent } })
    for (const issue of NewAgency.omit({ parentId: true }).safeParse(values, { reportInput: true }).error?.issues ?? [])
      fault({ ...faultOf(values, issue), field: String(issue.path[0] ?? '') })
    const firstLine = seen.get(values.code)
    if (values.code !== '' && firstLine !== undefined)
      fault({ code: 'twice_in_file', params: { line: firstLine }, field: 'code' })
    else if (values.code !== '') seen.set(values.code, row.line)
    const known = byCode.get(values.code)
    const isSame = known?.isOpen === true && known.name === values.name
    if (known && !isSame) fault({ code: 'code_in_use', field: 'code' })
    if (faults.length > 0 || parentCode === null) return { line: row.line, outcome: 'faulty', faults: onceEach(faults) }
    const write = { values, parentCode }
    return { line: row.line, outcome: isSame ? 'unchanged' : 'new', write, says: write }
  })
}

function faultOf(values: AgencyWrite['values'], issue: z.core.$ZodIssue): Pick<RowFault, 'code' | 'params'> {
  if (issue.path[0] === 'dutyPhone') return { code: 'not_a_phone', params: {} }
  if (issue.path[0] !== 'code') return faultOfIssue(issue, null)
  return { code: values.code === '' ? 'missing' : 'not_an_agency_code', params: {} }
}

const onceEach = (faults: readonly RowFault[]) =>
  faults.filter(({ field }, at) => faults.findIndex((other) => other.field === field) === at)

function valuesOf({ values }: ReadRow): AgencyWrite['values'] {
  // As people write them: 0234 3822 111, (0234) 3822.111.
  const phone = String(values.get('dutyPhone') ?? '').replaceAll(/[\s().-]/g, '')
  const areaCode = isFilled(values.get('areaCode')) ? String(values.get('areaCode')) : null
  return {
    code: String(values.get('code') ?? ''),
    name: String(values.get('name') ?? ''),
    kind: areaCode?.length === 5 ? 'commune_committee' : 'department',
    areaCode,
    dutyPhone: phone === '' ? null : phone,
    from: localDateOf(new Date()),
  }
}

/** An open agency of the actor's by its code, else by the one name that fits. */
function findParent(standing: readonly Standing[], own: ReadonlySet<number>, words: string): string | null {
  const open = standing.filter(({ id, isOpen }) => isOpen && own.has(id))
  const named = open.filter(({ name }) => fold(name) === fold(words))
  return open.find(({ code }) => code === words)?.code ?? (named.length === 1 ? (named[0]?.code ?? null) : null)
}

async function writeAgencies(tx: Db, actor: Actor, rows: readonly Outcome<AgencyWrite>[]): Promise<MadeRow[]> {
  await lockTree(tx)
  const ids = new Map((await readStanding(tx)).map(({ code, id }) => [code, id]))
  const made: MadeRow[] = []
  const wanted = rows.flatMap((row) => ('write' in row && row.outcome === 'new' ? [row] : []))
  for (const { line, write } of wanted) {
    const { from, ...values } = write.values
    const parentId = ids.get(write.parentCode)
    if (parentId === undefined) throw new Error(`agency ${write.parentCode} is gone`)
    const { id } = await tx
      .insertInto('platform.agency')
      .values({ ...values, parentId })
      .returning('id')
      .executeTakeFirstOrThrow()
    ids.set(values.code, id)
    await tx.insertInto('platform.agencyName').values({ agencyId: id, name: values.name, validFrom: from }).execute()
    made.push({ rowId: values.code, line, before: null, after: { name: values.name } })
  }
  await writeAudits(
    tx,
    actor,
    // Of the agency of whoever imported: an import that is taken back leaves no row of an agency that is gone.
    wanted.map(({ write: { values } }) => ({
      agencyId: actor.agencyId,
      action: 'agency.created',
      subject: { kind: 'agency', id: values.code },
      detail: { name: values.name },
    })),
  )
  return made
}
