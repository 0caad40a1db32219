import { z } from 'zod'
import { NewRole, PermissionList, RoleEdit, RoleVersion } from '../../core/api/places.ts'
import { Role } from '../../core/api/session.ts'
import type { ModuleDefinition } from '../../core/module.ts'
import { platformPermissions } from '../../core/permission.ts'
import type { Wall } from '../db/wall.ts'
import type { App } from '../http/app.ts'
import { actorOf } from '../http/guard.ts'
import { provinceWideOnly } from './province-wide.ts'
import { createRole, editRole, retireRole } from './role-changes.ts'
import { readRole, readRoles } from './role-list.ts'

/** Roles are sets of declared verbs, the same for all agencies; which verbs there are the platform and `modules` declare. */
export function roleRoutes(app: App, wall: Wall, modules: readonly ModuleDefinition[]): void {
  const permissions = listPermissions(modules)
  const declared: ReadonlySet<string> = new Set(permissions.items)
  const params = z.object({ id: z.string().max(40) })

  app.get(
    '/api/permissions',
    {
      config: { require: 'accounts.read' },
      schema: { summary: 'Every verb a role may hold', response: { 200: PermissionList } },
    },
    async () => permissions,
  )

  app.get(
    '/api/roles',
    {
      config: { require: 'accounts.read' },
      schema: {
        summary: 'Roles, what they permit, how many in sight hold them',
        response: { 200: z.object({ items: z.array(Role) }) },
      },
    },
    async (request) => ({ items: await wall.read(actorOf(request), readRoles) }),
  )

  app.post(
    '/api/roles',
    {
      config: { require: 'roles.manage' },
      schema: { summary: 'Make a role of verbs one has oneself', body: NewRole, response: { 201: Role } },
    },
    async (request, reply) => {
      const actor = provinceWideOnly(actorOf(request))
      await wall.service((tx) => createRole(tx, actor, declared, request.body))
      return reply.code(201).send(await wall.read(actor, (tx) => readRole(tx, request.body.id)))
    },
  )

  app.post(
    '/api/roles/:id',
    {
      config: { require: 'roles.manage' },
      schema: {
        summary:
          'Edit a role; verbs one lacks are neither given nor taken, and none is taken from everybody who could give it back',
        params,
        body: RoleEdit,
        response: { 200: Role },
      },
    },
    async (request) => {
      const [actor, { id }] = [provinceWideOnly(actorOf(request)), request.params]
      await wall.service((tx) => editRole(tx, actor, declared, { id, ...request.body }))
      return wall.read(actor, (tx) => readRole(tx, id))
    },
  )

  for (const verb of ['retire', 'restore'] as const) {
    const summary = verb === 'retire' ? 'Give a role that nobody holds to nobody any more' : 'Bring a retired role back'
    app.post(
      `/api/roles/:id/${verb}`,
      { config: { require: 'roles.manage' }, schema: { summary, params, body: RoleVersion, response: { 200: Role } } },
      async (request) => {
        const [actor, { id }] = [provinceWideOnly(actorOf(request)), request.params]
        await wall.service((tx) => retireRole(tx, actor, verb, { id, ...request.body }))
        return wall.read(actor, (tx) => readRole(tx, id))
      },
    )
  }
}

function listPermissions(modules: readonly ModuleDefinition[]): PermissionList {
  const withVerbs = modules.flatMap(({ id, name, permissions = [] }) =>
    permissions.length === 0
      ? []
      : [{ id, name, permissions: permissions.map((each) => ({ id: each.key, name: each.name })) }],
  )
  const own = withVerbs.flatMap(({ permissions }) => permissions.map(({ id }) => id))
  return { items: [...platformPermissions, ...own].sort(), modules: withVerbs }
}
