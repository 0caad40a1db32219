import { sql } from 'kysely'
import type { Role } from '../../core/api/session.ts'
import { notFound } from '../../core/error.ts'
import type { Db } from '../db/pool.ts'
import { iso, isoOrNull } from '../http/present.ts'

/** Every role by id. `holders` counts the accounts that the asker sees and that may sign in. */
export async function readRoles(tx: Db): Promise<Role[]> {
  const rows = await tx.selectFrom('platform.role').selectAll().orderBy('id').execute()
  const { rows: counts } = await sql<{ role: string; n: number }>`
    select role, count(*)::int as n from platform.account, unnest(roles) as role
    where disabled_at is null group by role`.execute(tx)
  const holders = new Map(counts.map(({ role, n }) => [role, n]))
  return rows.map(({ changedAt, changedBy, changedByName, ...row }) => ({
    id: row.id,
    name: { vi: row.nameVi, en: row.nameEn },
    permissions: row.permissions,
    version: row.version,
    holders: holders.get(row.id) ?? 0,
    retiredAt: isoOrNull(row.retiredAt),
    changed:
      changedAt && changedBy !== null ? { at: iso(changedAt), by: { id: changedBy, name: changedByName ?? '' } } : null,
  }))
}

/** One role. @throws {AppError} `not_found` */
export async function readRole(tx: Db, id: string): Promise<Role> {
  const role = (await readRoles(tx)).find((each) => each.id === id)
  if (!role) throw notFound(`role ${id}`)
  return role
}
