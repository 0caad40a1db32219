import { z } from 'zod'
import {
  AuditChoices,
  AuditExportQuery,
  AuditQuery,
  AuditRow,
  AuditSeal,
  AuditVerification,
} from '../../core/api/audit.ts'
import { pageOf } from '../../core/api/common.ts'
import type { Wall } from '../db/wall.ts'
import { sendTable } from '../export/send-table.ts'
import type { App } from '../http/app.ts'
import { actorOf } from '../http/guard.ts'
import { pageOfRows } from '../http/page.ts'
import { exportAudit } from './export-audit.ts'
import { readAudit, readAuditChoices } from './read-audit.ts'
import type { Sealer } from './sealer.ts'

const read = { require: 'audit.read' } as const

/** Who did what, as far as one sees the agencies it concerned; and whether the chain of seals over all of it is whole. */
export function auditRoutes(app: App, wall: Wall, sealer: Sealer): void {
  app.get(
    '/api/audit',
    {
      config: read,
      schema: {
        summary: 'Who did what to which thing, newest first',
        querystring: AuditQuery,
        response: { 200: pageOf(AuditRow) },
      },
    },
    async (request, reply) => {
      const { limit, after, ...filter } = request.query
      const rows = await wall.read(actorOf(request), (tx) => readAudit(tx, filter, { limit: limit + 1, after }))
      return pageOfRows(request, reply, rows, limit, ({ place }) => place)
    },
  )

  app.get(
    '/api/audit/choices',
    {
      config: read,
      schema: { summary: 'People, actions and kinds that occur in it', response: { 200: AuditChoices } },
    },
    async (request) => wall.read(actorOf(request), readAuditChoices),
  )

  for (const format of ['csv', 'xlsx'] as const) {
    app.get(
      `/api/audit/export.${format}`,
      {
        config: read,
        schema: {
          summary: `The same as ${format.toUpperCase()}`,
          querystring: AuditExportQuery,
          response: { 200: z.any().describe('the file') },
        },
      },
      async (request, reply) => {
        const { lang, ...filter } = request.query
        const table = await wall.read(actorOf(request), (tx) => exportAudit(tx, filter, lang))
        return sendTable(reply, format, 'audit', table)
      },
    )
  }

  app.get(
    '/api/audit/seal',
    {
      config: read,
      schema: {
        summary: 'How far the audit is sealed, and what the last verification found',
        response: { 200: AuditSeal },
      },
    },
    async () => sealer.state(),
  )

  app.post(
    '/api/audit/verify',
    {
      config: read,
      schema: {
        summary: 'Compute every seal anew and compare; about half a minute for each million rows',
        response: { 200: AuditVerification },
      },
    },
    async () => sealer.verify(),
  )
}
