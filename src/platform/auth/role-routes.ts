import { z } from 'zod'
import { NewRole, PermissionList, RoleEdit } from '../../core/api/places.ts'
import { Role } from '../../core/api/session.ts'
import { AppError, notFound } from '../../core/error.ts'
import { writeAudit } from '../audit/write-audit.ts'
import type { Db } from '../db/pool.ts'
import type { Wall } from '../db/wall.ts'
import type { App } from '../http/app.ts'
import { actorOf } from '../http/guard.ts'
import type { Actor } from './actor.ts'
import { provinceWideOnly } from './province-wide.ts'

/** Roles are sets of declared verbs, the same for all agencies. `declared`: every verb of platform and modules. */
export function roleRoutes(app: App, wall: Wall, declared: ReadonlySet<string>): void {
  app.get(
    '/api/permissions',
    {
      config: { require: 'accounts.read' },
      schema: { summary: 'Every verb a role may hold', response: { 200: PermissionList } },
    },
    async () => ({ items: [...declared].sort() }),
  )

  app.get(
    '/api/roles',
    {
      config: { require: 'accounts.read' },
      schema: { summary: 'Roles and what they permit', response: { 200: z.object({ items: z.array(Role) }) } },
    },
    async (request) => {
      const rows = await wall.read(actorOf(request), (tx) =>
        tx.selectFrom('platform.role').selectAll().orderBy('id').execute(),
      )
      return { items: rows.map(presentRole) }
    },
  )

  app.post(
    '/api/roles',
    {
      config: { require: 'roles.manage' },
      schema: { summary: 'Make a role of verbs one has oneself', body: NewRole, response: { 201: Role } },
    },
    async (request, reply) => {
      const actor = provinceWideOnly(actorOf(request))
      const { id, name, permissions } = request.body
      checkPermissions(actor, declared, [], permissions)
      const role = await wall.service(async (tx) => {
        const row = await tx
          .insertInto('platform.role')
          .values({ id, nameVi: name.vi, nameEn: name.en, permissions: [...new Set(permissions)].sort() })
          .onConflict((clash) => clash.column('id').doNothing())
          .returningAll()
          .executeTakeFirst()
        if (!row) throw wrongField('id', `«${id}» is in use; choose another`)
        await audit(tx, actor, 'role.created', id, { permissions: row.permissions })
        return row
      })
      return reply.code(201).send(presentRole(role))
    },
  )

  app.post(
    '/api/roles/:id',
    {
      config: { require: 'roles.manage' },
      schema: {
        summary: 'Edit a role; verbs one lacks are neither given nor taken',
        params: z.object({ id: z.string().max(40) }),
        body: RoleEdit,
        response: { 200: Role },
      },
    },
    async (request) => {
      const actor = provinceWideOnly(actorOf(request))
      return wall.service((tx) => editRole(tx, actor, declared, { id: request.params.id, ...request.body }))
    },
  )
}

async function editRole(
  tx: Db,
  actor: Actor,
  declared: ReadonlySet<string>,
  { id, name, permissions }: z.infer<typeof NewRole>,
): Promise<Role> {
  const before = await tx.selectFrom('platform.role').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
  if (!before) throw notFound(`role ${id}`)
  checkPermissions(actor, declared, before.permissions, permissions)
  const row = await tx
    .updateTable('platform.role')
    .set({ nameVi: name.vi, nameEn: name.en, permissions: [...new Set(permissions)].sort() })
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow()
  await audit(tx, actor, 'role.edited', id, { from: before.permissions, to: row.permissions })
  return presentRole(row)
}

/** Nobody gives, or takes, what they do not have. A verb no module declares any more may stay where it stands. */
function checkPermissions(
  actor: Actor,
  declared: ReadonlySet<string>,
  before: readonly string[],
  after: readonly string[],
): void {
  const given = after.filter((permission) => !before.includes(permission))
  const unknown = given.find((permission) => !declared.has(permission))
  if (unknown !== undefined)
    throw wrongField('permissions', `«${unknown}» is no permission; GET /api/permissions lists them`)
  const taken = before.filter((permission) => !after.includes(permission) && declared.has(permission))
  const beyond = [...given, ...taken].find((permission) => !actor.permissions.has(permission))
  if (beyond !== undefined) throw wrongField('permissions', `«${beyond}» is a verb your own account lacks`)
}

function wrongField(path: string, message: string): AppError {
  return new AppError('bad_role', 400, { detail: `${path}: ${message}`, errors: [{ path, message }] })
}

function presentRole(row: { id: string; nameVi: string; nameEn: string; permissions: string[] }): Role {
  return { id: row.id, name: { vi: row.nameVi, en: row.nameEn }, permissions: row.permissions }
}

function audit(tx: Db, actor: Actor, action: string, id: string, detail: object): Promise<void> {
  return writeAudit(tx, actor, { agencyId: actor.agencyId, action, subject: { kind: 'role', id }, detail })
}
