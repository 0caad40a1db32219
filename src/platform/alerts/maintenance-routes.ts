import { z } from 'zod'
import { pageOf } from '../../core/api/common.ts'
import {
  MaintenanceWindow,
  NewMaintenanceWindow,
  WindowsExportQuery,
  WindowsQuery,
} from '../../core/api/maintenance.ts'
import type { Wall } from '../db/wall.ts'
import { sendTable } from '../export/send-table.ts'
import type { App } from '../http/app.ts'
import { actorOf } from '../http/guard.ts'
import { pageOfRows } from '../http/page.ts'
import type { AssetKind } from '../modules/load.ts'
import { exportWindows } from './export-windows.ts'
import { cancelWindow, planWindow, readWindows } from './maintenance.ts'

const params = z.object({ id: z.coerce.number().int().positive().max(2_147_483_647) })

/** Maintenance windows: those one may see, also as a file, planning one, cancelling one. */
export function maintenanceRoutes(app: App, wall: Wall, types: ReadonlyMap<string, AssetKind>): void {
  app.get(
    '/api/maintenance',
    {
      config: { require: 'alerts.read' },
      schema: {
        summary:
          'Maintenance windows: those that run or come in the order of their beginning, all of them the latest first',
        querystring: WindowsQuery,
        response: { 200: pageOf(MaintenanceWindow) },
      },
    },
    async (request, reply) => {
      const { limit } = request.query
      const rows = await wall.read(actorOf(request), (tx) => readWindows(tx, { ...request.query, limit: limit + 1 }))
      return pageOfRows(request, reply, rows, limit, ({ id }) => String(id))
    },
  )
  for (const format of ['csv', 'xlsx'] as const) {
    app.get(
      `/api/maintenance/export.${format}`,
      {
        config: { require: 'alerts.read' },
        schema: {
          summary: `The same as ${format.toUpperCase()}`,
          querystring: WindowsExportQuery,
          response: { 200: z.any().describe('the file') },
        },
      },
      async (request, reply) => {
        const { state, lang } = request.query
        const table = await wall.read(actorOf(request), (tx) => exportWindows(tx, state, types, lang))
        return sendTable(reply, format, 'bao-tri', table)
      },
    )
  }
  app.post(
    '/api/maintenance',
    {
      config: { require: 'alerts.handle' },
      schema: {
        summary: 'Plan a maintenance window',
        body: NewMaintenanceWindow,
        response: { 201: MaintenanceWindow },
      },
    },
    async (request, reply) => {
      const actor = actorOf(request)
      return reply.code(201).send(await wall.as(actor, (tx) => planWindow(tx, actor, request.body)))
    },
  )
  app.post(
    '/api/maintenance/:id/cancel',
    {
      config: { require: 'alerts.handle' },
      schema: { summary: 'Cancel a maintenance window', params, response: { 200: MaintenanceWindow } },
    },
    async (request) => {
      const actor = actorOf(request)
      return wall.as(actor, (tx) => cancelWindow(tx, actor, request.params.id))
    },
  )
}
