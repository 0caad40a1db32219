import { z } from 'zod'
import { ImportTargetInfo, ImportTargetKey } from '../../core/api/imports.ts'
import { notFound } from '../../core/error.ts'
import type { Wall } from '../db/wall.ts'
import { exportCsv } from '../export/write-csv.ts'
import { exportXlsx } from '../export/write-xlsx.ts'
import type { App } from '../http/app.ts'
import { presentField } from './present-import.ts'
import { config, lang, personOf, sendCsv, xlsx } from './route-parts.ts'
import type { ImportTarget } from './target.ts'
import { templateOf } from './template.ts'

/** What may be imported, and empty files for it. */
export function targetRoutes(app: App, wall: Wall, targets: ReadonlyMap<string, ImportTarget>): void {
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
