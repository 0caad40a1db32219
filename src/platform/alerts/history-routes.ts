import { z } from 'zod'
import { HistoryExportQuery, HistoryFilter, HistoryQuery, HistoryTotals } from '../../core/api/alert-history.ts'
import { Alert } from '../../core/api/alerts.ts'
import { pageOf } from '../../core/api/common.ts'
import type { Wall } from '../db/wall.ts'
import { sendTable } from '../export/send-table.ts'
import type { App } from '../http/app.ts'
import { actorOf } from '../http/guard.ts'
import { pageOfRows } from '../http/page.ts'
import type { AssetKind } from '../modules/load.ts'
import { exportHistory } from './export-history.ts'
import { presentAlert } from './read-alerts.ts'
import { countHistory, readHistory } from './read-history.ts'

const config = { require: 'alerts.read' } as const

/** Alerts of any time, open and finished, narrowed, counted and as a file. */
export function historyRoutes(app: App, wall: Wall, types: ReadonlyMap<string, AssetKind>): void {
  app.get(
    '/api/alerts/history',
    {
      config,
      schema: {
        summary: 'Alerts of any time, what the centre knew last first',
        querystring: HistoryQuery,
        response: { 200: pageOf(Alert) },
      },
    },
    async (request, reply) => {
      const { limit, after, ...filter } = request.query
      const rows = await wall.read(actorOf(request), (tx) =>
        readHistory(tx, filter, types, { limit: limit + 1, after }),
      )
      return pageOfRows(request, reply, rows.map(presentAlert), limit, ({ id }) => id)
    },
  )

  app.get(
    '/api/alerts/history/totals',
    {
      config,
      schema: {
        summary: 'How many of them came out how',
        querystring: HistoryFilter,
        response: { 200: HistoryTotals },
      },
    },
    async (request) => wall.read(actorOf(request), (tx) => countHistory(tx, request.query, types)),
  )

  for (const format of ['csv', 'xlsx'] as const) {
    app.get(
      `/api/alerts/history/export.${format}`,
      {
        config,
        schema: {
          summary: `The same as ${format.toUpperCase()}`,
          querystring: HistoryExportQuery,
          response: { 200: z.any().describe('the file') },
        },
      },
      async (request, reply) => {
        const { lang, ...filter } = request.query
        const table = await wall.read(actorOf(request), (tx) => exportHistory(tx, filter, types, lang))
        return sendTable(reply, format, 'alerts', table)
      },
    )
  }
}
