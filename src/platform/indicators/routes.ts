import { sql } from 'kysely'
import { z } from 'zod'
import { Instant, pageOf, Uuid } from '../../core/api/common.ts'
import { AlertCount, IndicatorInfo, IndicatorResult, IndicatorRow, PeriodKey } from '../../core/api/indicators.ts'
import { notFound } from '../../core/error.ts'
import { parsePeriod } from '../../core/period.ts'
import { presentAlert } from '../alerts/read-alerts.ts'
import type { Wall } from '../db/wall.ts'
import type { App } from '../http/app.ts'
import { actorOf } from '../http/guard.ts'
import { pageOfRows } from '../http/page.ts'
import { iso } from '../http/present.ts'
import { alertsHandledInTime, figuresByAgency, selectCounted, sumFigures, type Window } from './alerts-handled.ts'

const params = z.object({ key: z.string() })

/** The window of a period as it stood at `cutOffAt`. */
export function windowOf(period: string, cutOffAt: Date): Window {
  const { from, to } = parsePeriod(period)
  return { from, to, cutOffAt }
}

const cutOff = Instant.optional().describe(
  'as of this instant; default now. Figure and rows agree when both name the same',
)

/** What is still to come cannot be counted: an instant in the future is now. */
const cutOffOf = (query: { cutOffAt?: string | undefined }) =>
  new Date(Math.min(query.cutOffAt ? Date.parse(query.cutOffAt) : Number.POSITIVE_INFINITY, Date.now()))

function infoOf(key: string): IndicatorInfo {
  if (key !== alertsHandledInTime.key) throw notFound(`indicator ${key}`)
  return alertsHandledInTime
}

export function indicatorRoutes(app: App, wall: Wall): void {
  app.get(
    '/api/indicators',
    {
      config: { require: 'indicators.read' },
      schema: { summary: 'What is counted', response: { 200: z.object({ items: z.array(IndicatorInfo) }) } },
    },
    async () => ({ items: [alertsHandledInTime] }),
  )

  app.get(
    '/api/indicators/:key',
    {
      config: { require: 'indicators.read' },
      schema: {
        summary: 'An indicator in a period, per agency',
        params,
        querystring: z.object({ period: PeriodKey, cutOffAt: cutOff }),
        response: { 200: IndicatorResult },
      },
    },
    async (request) => {
      const indicator = infoOf(request.params.key)
      const window = windowOf(request.query.period, cutOffOf(request.query))
      const agencies = await wall.read(actorOf(request), (tx) => figuresByAgency(tx, window))
      return {
        indicator,
        period: request.query.period,
        from: iso(window.from),
        to: iso(window.to),
        cutOffAt: iso(window.cutOffAt),
        total: sumFigures(agencies),
        agencies,
      }
    },
  )

  app.get(
    '/api/indicators/:key/rows',
    {
      config: { require: 'indicators.read' },
      schema: {
        summary: 'The rows an indicator counts',
        params,
        querystring: z.object({
          period: PeriodKey,
          cutOffAt: cutOff,
          agencyId: z.coerce.number().int().optional(),
          count: AlertCount.optional(),
          limit: z.coerce.number().int().min(1).max(1_000).default(200),
          after: Uuid.optional(),
        }),
        response: { 200: pageOf(IndicatorRow) },
      },
    },
    async (request, reply) => {
      infoOf(request.params.key)
      const { period, agencyId, count, limit, after } = request.query
      const window = windowOf(period, cutOffOf(request.query))
      const rows = await wall.read(actorOf(request), (tx) => {
        const counted = selectCounted(tx, window)
          .$if(agencyId !== undefined, (query) => query.where('al.agencyId', '=', agencyId ?? 0))
          .$if(after !== undefined, (query) => query.where('al.id', '<', after ?? ''))
        return tx
          .selectFrom(counted.as('c'))
          .selectAll()
          .$if(count !== undefined, (query) => query.where('c.count', '=', count ?? 'in_time'))
          .orderBy(sql`c.id`, 'desc')
          .limit(limit + 1)
          .execute()
      })
      const items = rows.map((row) => ({ count: row.count, alert: presentAlert(row) }))
      return pageOfRows(request, reply, items, limit, (row) => row.alert.id)
    },
  )
}
