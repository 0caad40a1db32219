import { z } from 'zod'
import { pageOf, Uuid } from '../../core/api/common.ts'
import { Import, ImportApply, ImportDetail, ImportEdit, ImportTargetKey } from '../../core/api/imports.ts'
import { AppError, notFound } from '../../core/error.ts'
import type { Actor } from '../auth/actor.ts'
import type { Db } from '../db/pool.ts'
import type { Wall } from '../db/wall.ts'
import type { App } from '../http/app.ts'
import { pageOfRows } from '../http/page.ts'
import { cleanFileName, readUpload } from '../work/evidence-routes.ts'
import { readSheet, refuseMapping } from './choose-columns.ts'
import { faultRoutes } from './fault-routes.ts'
import { openImportRuns } from './import-runs.ts'
import { claimImport, findImport } from './import-store.ts'
import { openTable } from './open-table.ts'
import { mayChange, presentDetail, presentImports } from './present-import.ts'
import { receiveFile } from './receive-file.ts'
import { config, params, personOf } from './route-parts.ts'
import type { ImportTarget } from './target.ts'
import { targetRoutes } from './target-routes.ts'

/**
 * Imports of files. Which permission one needs depends on what is imported, so each route asks for it itself: to see an import that of
 * reading its target, to go on with it that of creating.
 */
export function importRoutes(app: App, wall: Wall, targets: ReadonlyMap<string, ImportTarget>): void {
  const runs = openImportRuns(wall, app.log)
  app.addHook('onClose', () => runs.close())

  const seen = (actor: Actor) =>
    [...targets.values()].filter(({ permissions }) => actor.permissions.has(permissions.read))
  const find = async (tx: Db, actor: Actor, id: string) => {
    const row = await findImport(tx, id)
    const target = targets.get(row.target)
    if (!target || !actor.permissions.has(target.permissions.read)) throw notFound(`import ${id}`)
    return { row, target }
  }
  const detail = (actor: Actor, id: string) =>
    wall.read(actor, async (tx) => {
      const { row, target } = await find(tx, actor, id)
      return presentDetail(tx, actor, row, target, targets, runs)
    })
  /** An import that the actor may go on with. */
  const findOwn = async (actor: Actor, id: string) => {
    const found = await wall.read(actor, (tx) => find(tx, actor, id))
    if (mayChange(actor, found.target, found.row)) return found
    found.target.refuse(actor, found.row.agencyId)
    throw new AppError('not_permitted', 403, { detail: 'the file may hold personal data that you may not see' })
  }

  targetRoutes(app, wall, targets)

  app.get(
    '/api/imports',
    {
      config,
      schema: {
        summary: 'Imports of one’s agencies, newest first',
        querystring: z.object({ limit: z.coerce.number().int().min(1).max(200).default(50), after: Uuid.optional() }),
        response: { 200: pageOf(Import) },
      },
    },
    async (request, reply) => {
      const actor = personOf(request)
      const { limit, after } = request.query
      const keys = [...seen(actor).map(({ key }) => key), '']
      const items = await wall.read(actor, async (tx) => {
        const rows = await tx
          .selectFrom('platform.dataImport')
          .selectAll()
          .where('target', 'in', keys)
          .$if(after !== undefined, (query) => query.where('id', '<', after ?? ''))
          .orderBy('id', 'desc')
          .limit(limit + 1)
          .execute()
        return presentImports(tx, rows, targets, runs)
      })
      return pageOfRows(request, reply, items, limit, (item) => item.id)
    },
  )

  app.get(
    '/api/imports/:id',
    { config, schema: { summary: 'One import', params, response: { 200: ImportDetail } } },
    async (request) => detail(personOf(request), request.params.id),
  )

  app.post(
    '/api/imports',
    {
      config,
      schema: {
        summary: 'Upload a file of rows (multipart/form-data, field `file`); nothing is imported yet',
        consumes: ['multipart/form-data'],
        querystring: z.object({ target: ImportTargetKey, agency: z.coerce.number().int().positive() }),
        response: { 201: ImportDetail },
      },
    },
    async (request, reply) => {
      const actor = personOf(request)
      const target = targets.get(request.query.target)
      if (!target) throw notFound(`import target ${request.query.target}`)
      target.refuse(actor, request.query.agency)
      const { part, content } = await readUpload(request)
      const file = { name: cleanFileName(part.filename), content }
      const table = await openTable(content, null, file.name)
      const id = await wall.as(actor, (tx) => receiveFile(tx, actor, target, request.query.agency, file, table))
      return reply
        .code(201)
        .header('location', `/api/imports/${id}`)
        .send(await detail(actor, id))
    },
  )

  app.patch(
    '/api/imports/:id',
    {
      config,
      schema: {
        summary: 'Choose the sheet, or the field of each column; what was checked is checked anew',
        params,
        body: ImportEdit,
        response: { 200: ImportDetail },
      },
    },
    async (request) => {
      const actor = personOf(request)
      const { id } = request.params
      const { row, target } = await findOwn(actor, id)
      const { sheet, mapping } = request.body
      const change =
        sheet === undefined || sheet === row.sheet ? null : await readSheet(wall, actor, target, row, sheet)
      await wall.as(actor, async (tx) => {
        await claimImport(tx, id, { state: 'checking', from: ['uploaded', 'checked'], runId: id }, (runId) =>
          runs.isLive(runId),
        )
        const wanted = mapping ?? change?.mapping ?? row.mapping.map((field) => field || null)
        refuseMapping(wanted, (change?.header ?? row.header).length, await target.fields(tx, actor))
        const { sample, ...columns } = change ?? { sample: null }
        await tx
          .updateTable('platform.dataImport')
          .set({ ...columns, mapping: wanted.map((field) => field ?? ''), state: 'uploaded', counts: null, note: null })
          .where('id', '=', id)
          .execute()
        await tx.deleteFrom('platform.dataImportFault').where('importId', '=', id).execute()
        await tx
          .updateTable('platform.dataImportContent')
          .set({ preview: '[]', outcomes: '', ...(sample ? { sample: JSON.stringify(sample) } : {}) })
          .where('importId', '=', id)
          .execute()
      })
      return detail(actor, id)
    },
  )

  for (const [verb, summary] of [
    ['check', 'Check every row; goes on after the answer'],
    ['undo', 'Take an applied import back, whole or not at all; goes on after the answer'],
  ] as const) {
    app.post(
      `/api/imports/:id/${verb}`,
      { config, schema: { summary, params, response: { 202: ImportDetail } } },
      async (request, reply) => {
        const actor = personOf(request)
        const { target } = await findOwn(actor, request.params.id)
        await runs[verb](actor, target, request.params.id)
        return reply.code(202).send(await detail(actor, request.params.id))
      },
    )
  }

  app.post(
    '/api/imports/:id/apply',
    {
      config,
      schema: {
        summary: 'Import the rows, all in one commit; goes on after the answer',
        params,
        body: ImportApply,
        response: { 202: ImportDetail },
      },
    },
    async (request, reply) => {
      const actor = personOf(request)
      const { target } = await findOwn(actor, request.params.id)
      await runs.apply(actor, target, request.params.id, request.body.goodOnly)
      return reply.code(202).send(await detail(actor, request.params.id))
    },
  )

  faultRoutes(app, wall, find)
}
