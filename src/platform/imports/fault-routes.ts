import { z } from 'zod'
import { pageOf } from '../../core/api/common.ts'
import { ImportFault } from '../../core/api/imports.ts'
import { AppError } from '../../core/error.ts'
import type { Actor } from '../auth/actor.ts'
import type { Db } from '../db/pool.ts'
import type { Wall } from '../db/wall.ts'
import { exportCsv } from '../export/write-csv.ts'
import type { App } from '../http/app.ts'
import { pageOfRows } from '../http/page.ts'
import { faultyRows } from './faulty-rows.ts'
import { type ImportRow, readContent } from './import-store.ts'
import { openTable } from './open-table.ts'
import { maySeeCells, presentFault } from './present-import.ts'
import { config, lang, params, personOf, sendCsv } from './route-parts.ts'
import type { ImportTarget } from './target.ts'

/** Finds an import that the asker may see. @throws {AppError} `not_found` */
export type FindImport = (tx: Db, actor: Actor, id: string) => Promise<{ row: ImportRow; target: ImportTarget }>

/** What is wrong with the rows of an import: as a list, and as a file to mend. */
export function faultRoutes(app: App, wall: Wall, find: FindImport): void {
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

const selectFaults = (tx: Db, id: string, page: { limit?: number; after?: number | undefined }) =>
  tx
    .selectFrom('platform.dataImportFault')
    .select(['id', 'line', 'place', 'field', 'code', 'params'])
    .where('importId', '=', id)
    .$if(page.after !== undefined, (query) => query.where('id', '>', page.after ?? 0))
    .orderBy('id')
    .$if(page.limit !== undefined, (query) => query.limit(page.limit ?? 0))
    .execute()
