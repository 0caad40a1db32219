import { sql } from 'kysely'
import type { AccountFilter } from '../../core/api/accounts.ts'
import type { Account } from '../../core/api/session.ts'
import { notFound } from '../../core/error.ts'
import { fold } from '../../core/fold.ts'
import type { Language, Text } from '../../core/text.ts'
import type { Db } from '../db/pool.ts'
import { type ExportTable, localTime, refuseManyRows } from '../export/table.ts'
import { iso, isoOrNull } from '../http/present.ts'

/** Accounts that pass a filter, by id; those after one of them where `after` names it. */
export async function readAccounts(
  tx: Db,
  filter: AccountFilter,
  page: { limit: number; after: number | undefined },
): Promise<Account[]> {
  const { agencyId, role, state } = filter
  let query = selectAccounts(tx)
  if (page.after !== undefined) query = query.where('a.id', '>', page.after)
  if (agencyId !== undefined) query = query.where('a.agencyId', '=', agencyId)
  if (role !== undefined) query = query.where(sql<boolean>`${role} = any(a.roles)`)
  if (state === 'disabled') query = query.where('a.disabledAt', 'is not', null)
  if (state === 'active' || state === 'closed_agency') query = query.where('a.disabledAt', 'is', null)
  if (state === 'closed_agency') query = query.where('ag.closedAt', 'is not', null)
  for (const word of fold(filter.q).split(' ')) {
    if (word !== '') query = query.where(sql<boolean>`position(${word} in platform.fold(a.name || ' ' || a.login)) > 0`)
  }
  const rows = await query.orderBy('a.id').limit(page.limit).execute()
  return rows.map(presentAccount)
}

/** One account in sight. @throws {AppError} `not_found` */
export async function readAccount(tx: Db, id: number): Promise<Account> {
  const row = await selectAccounts(tx).where('a.id', '=', id).executeTakeFirst()
  if (!row) throw notFound(`account ${id}`)
  return presentAccount(row)
}

const reachWords: Readonly<Record<Account['reach'], Text>> = {
  agency: { vi: 'Đơn vị mình', en: 'Own agency' },
  subtree: { vi: 'Đơn vị mình và cấp dưới', en: 'Own agency and those below' },
  province: { vi: 'Toàn tỉnh, thành phố', en: 'Whole province' },
}
const header: readonly Text[] = [
  { vi: 'Họ tên', en: 'Name' },
  { vi: 'Tên đăng nhập', en: 'Login' },
  { vi: 'Đơn vị', en: 'Agency' },
  { vi: 'Vai trò', en: 'Roles' },
  { vi: 'Phạm vi', en: 'Reach' },
  { vi: 'Tạo lúc', en: 'Made at' },
  { vi: 'Khoá lúc', en: 'Disabled at' },
]

/** Every account that passes a filter as a table; times of Asia/Ho_Chi_Minh. @throws {AppError} `too_many_rows` */
export async function exportAccounts(tx: Db, filter: AccountFilter, language: Language): Promise<ExportTable> {
  const roles = await tx.selectFrom('platform.role').select(['id', 'nameVi', 'nameEn']).execute()
  const names = new Map(roles.map(({ id, nameVi, nameEn }) => [id, { vi: nameVi, en: nameEn }[language]]))
  const accounts = await readAccounts(tx, filter, { limit: 50_001, after: undefined })
  refuseManyRows(accounts.length)
  return {
    name: language === 'vi' ? 'Tài khoản' : 'Accounts',
    header: header.map((text) => text[language]),
    rows: accounts.map((account) => [
      account.name,
      account.login,
      account.agency.name,
      account.roles.map((id) => names.get(id) ?? id).join('; '),
      reachWords[account.reach][language],
      localTime(account.createdAt),
      account.disabledAt && localTime(account.disabledAt),
    ]),
  }
}

function selectAccounts(tx: Db) {
  return tx
    .selectFrom('platform.account as a')
    .innerJoin('platform.agency as ag', 'ag.id', 'a.agencyId')
    .select(['a.id', 'a.login', 'a.name', 'a.roles', 'a.reach', 'a.mustChangePassword', 'a.disabledAt', 'a.createdAt'])
    .select(['a.version', 'a.changedAt', 'a.changedBy', 'a.changedByName'])
    .select(['ag.id as agencyId', 'ag.code as agencyCode', 'ag.name as agencyName', 'ag.closedAt as agencyClosedAt'])
}

type AccountRow = Awaited<ReturnType<ReturnType<typeof selectAccounts>['execute']>>[number]

function presentAccount(row: AccountRow): Account {
  const { changedAt, changedBy, changedByName } = row
  return {
    id: row.id,
    login: row.login,
    name: row.name,
    agency: {
      id: row.agencyId,
      code: row.agencyCode,
      name: row.agencyName,
      closedAt: isoOrNull(row.agencyClosedAt),
    },
    roles: row.roles,
    reach: row.reach,
    mustChangePassword: row.mustChangePassword,
    disabledAt: isoOrNull(row.disabledAt),
    createdAt: iso(row.createdAt),
    version: row.version,
    changed:
      changedAt && changedBy !== null ? { at: iso(changedAt), by: { id: changedBy, name: changedByName ?? '' } } : null,
  }
}
