import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { pageOf, Uuid } from '../../core/api/common.ts'
import {
  Import,
  ImportApply,
  ImportDetail,
  ImportEdit,
  ImportFault,
  ImportTargetInfo,
  ImportTargetKey,
} from '../../core/api/imports.ts'
import { AppError, notFound } from '../../core/error.ts'
import { guessMapping } from '../../core/import/guess-mapping.ts'
import type { Actor } from '../auth/actor.ts'
import type { Db } from '../db/pool.ts'
import type { Wall } from '../db/wall.ts'
import { exportCsv } from '../export/write-csv.ts'
import { exportXlsx } from '../export/write-xlsx.ts'
import type { App } from '../http/app.ts'
import { actorOf } from '../http/guard.ts'
import { pageOfRows } from '../http/page.ts'
import { cleanFileName, readUpload } from '../work/evidence-routes.ts'
import { faultyRows } from './faulty-rows.ts'
import { openImportRuns } from './import-runs.ts'
import { claimImport, findImport, type ImportRow, readContent } from './import-store.ts'
import { openTable } from './open-table.ts'
import { mayChange, maySeeCells, presentDetail, presentFault, presentField, presentImports } from './present-import.ts'
import { receiveFile, sampleOf } from './receive-file.ts'
import type { ImportTarget } from './target.ts'
import { templateOf } from './template.ts'

const params = z.object({ id: Uuid })
const lang = z.object({ lang: z.enum(['vi', 'en']).default('vi') })
const config = { signedIn: true } as const
const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** Who asks, for rows of their agencies: somebody else must not know their password. */
function personOf(request: FastifyRequest): Actor {
  const actor = actorOf(request)
  if (!actor.mustChangePassword) return actor
  throw new AppError('password_must_change', 403, { detail: 'change the password first: POST /api/session/password' })
}

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

  app.get(
    '/api/imports/:id/faults',
    {
      config,
      schema: {
        summary: 'What is wrong, row by row',
        params,
        querystring: z.object({
          limit: z.coerce.number().int().min(1).max(1_000).default(100),
          after: z.coerce.number().int().optional(),
        }),
        response: { 200: pageOf(ImportFault) },
      },
    },
    async (request, reply) => {
      const actor = personOf(request)
      const { limit, after } = request.query
      const items = await wall.read(actor, async (tx) => {
        const { row } = await find(tx, actor, request.params.id)
        const faults = await selectFaults(tx, row.id, { limit: limit + 1, after })
        return faults.map((fault) => presentFault(row, fault))
      })
      return pageOfRows(request, reply, items, limit, (item) => String(item.id))
    },
  )

  app.get(
    '/api/imports/:id/faulty.csv',
    {
      config,
      schema: {
        summary: 'The faulty rows with what is wrong with each, to be mended and uploaded again',
        params,
        querystring: lang,
        response: { 200: z.any().describe('the file') },
      },
    },
    async (request, reply) => {
      const actor = personOf(request)
      const { row, faults, labels, content } = await wall.read(actor, async (tx) => {
        const { row, target } = await find(tx, actor, request.params.id)
        if (!maySeeCells(actor, target, row)) {
          throw new AppError('not_permitted', 403, { detail: `this needs «${target.readPersonal}»` })
        }
        const found = await selectFaults(tx, row.id, {})
        const labels = new Map((await target.fields(tx, actor)).map(({ key, label }) => [key, label]))
        return {
          row,
          faults: found.map((fault) => presentFault(row, fault)),
          labels,
          content: await readContent(tx, row.id),
        }
      })
      const table = await openTable(content, row.sheet)
      const language = request.query.lang
      return sendCsv(
        reply,
        'loi',
        exportCsv(faultyRows(table, faults, (field) => labels.get(field)?.[language], language)),
      )
    },
  )
}

function targetRoutes(app: App, wall: Wall, targets: ReadonlyMap<string, ImportTarget>): void {
  app.get(
    '/api/import-targets',
    {
      config,
      schema: {
        summary: 'What the asker may import, with the fields that columns can fill',
        response: { 200: z.object({ items: z.array(ImportTargetInfo) }) },
      },
    },
    async (request) => {
      const actor = personOf(request)
      const own = [...targets.values()].filter(({ permissions }) => actor.permissions.has(permissions.create))
      return wall.read(actor, async (tx) => {
        const items: ImportTargetInfo[] = []
        for (const target of own) {
          const { key, kind, module, name, plural, page } = target
          const fields = (await target.fields(tx, actor)).map(presentField)
          items.push({ key, kind, module, name, plural, page, fields })
        }
        return { items }
      })
    },
  )

  for (const format of ['csv', 'xlsx'] as const) {
    app.get(
      `/api/import-targets/:target/template.${format}`,
      {
        config,
        schema: {
          summary: `An empty ${format.toUpperCase()} file with the columns and, below, what may stand in them`,
          params: z.object({ target: ImportTargetKey }),
          querystring: lang,
          response: { 200: z.any().describe('the file') },
        },
      },
      async (request, reply) => {
        const actor = personOf(request)
        const target = targets.get(request.params.target)
        if (!target || !actor.permissions.has(target.permissions.create))
          throw notFound(`import target ${request.params.target}`)
        const table = templateOf(target, await wall.read(actor, (tx) => target.fields(tx, actor)), request.query.lang)
        if (format === 'csv') return sendCsv(reply, `mau-${target.key}`, exportCsv(table))
        return reply
          .header('content-disposition', `attachment; filename="mau-${target.key}.xlsx"`)
          .type(xlsx)
          .serializer((bytes: Buffer) => bytes as unknown as string) // Bytes go out as they are; the type only knows text.
          .send(exportXlsx(table))
      },
    )
  }
}

const sendCsv = (reply: FastifyReply, name: string, text: string) =>
  reply
    .header('content-disposition', `attachment; filename="${name}.csv"`)
    .header('cache-control', 'private, no-store')
    .type('text/csv; charset=utf-8')
    .serializer((csv: string) => csv)
    .send(text)

const selectFaults = (tx: Db, id: string, page: { limit?: number; after?: number | undefined }) =>
  tx
    .selectFrom('platform.dataImportFault')
    .select(['id', 'line', 'place', 'field', 'code', 'params'])
    .where('importId', '=', id)
    .$if(page.after !== undefined, (query) => query.where('id', '>', page.after ?? 0))
    .orderBy('id')
    .$if(page.limit !== undefined, (query) => query.limit(page.limit ?? 0))
    .execute()

async function readSheet(wall: Wall, actor: Actor, target: ImportTarget, row: ImportRow, sheet: string) {
  if (!row.sheets.includes(sheet)) {
    const message = `the workbook has ${row.sheets.join(', ')}`
    throw new AppError('bad_request', 400, { detail: `sheet: ${message}`, errors: [{ path: 'sheet', message }] })
  }
  const { content, fields } = await wall.read(actor, async (tx) => ({
    content: await readContent(tx, row.id),
    fields: await target.fields(tx, actor),
  }))
  const table = await openTable(content, sheet)
  return {
    sheet,
    header: [...table.header],
    rowCount: table.rows.length,
    mapping: guessMapping(table.header, fields).map((field) => field ?? ''),
    sample: sampleOf(table),
  }
}

/** @throws {AppError} when a mapping does not fit the columns, or two columns fill one field */
function refuseMapping(
  mapping: readonly (string | null)[],
  columns: number,
  fields: readonly { readonly key: string }[],
): void {
  const keys = new Set(fields.map(({ key }) => key))
  const used = mapping.filter((field): field is string => field !== null && field !== '')
  const unknown = used.find((field) => !keys.has(field))
  const twice = used.find((field, at) => used.indexOf(field) !== at)
  const message =
    mapping.length !== columns
      ? `the file has ${columns} columns, the mapping ${mapping.length}`
      : unknown !== undefined
        ? `no field «${unknown}» here; see /api/import-targets`
        : twice !== undefined
          ? `two columns fill «${twice}»; leave one out`
          : null
  if (message !== null)
    throw new AppError('bad_request', 400, { detail: `mapping: ${message}`, errors: [{ path: 'mapping', message }] })
}
