import { z } from 'zod'
import { Instant, pageOf } from '../../core/api/common.ts'
import {
  AlertCount,
  type BoardIndicator,
  IndicatorAreas,
  IndicatorBoard,
  IndicatorInfo,
  IndicatorResult,
  IndicatorRow,
  PeriodKey,
} from '../../core/api/indicators.ts'
import { notFound } from '../../core/error.ts'
import type { Actor } from '../auth/actor.ts'
import type { Wall } from '../db/wall.ts'
import type { App } from '../http/app.ts'
import { actorOf } from '../http/guard.ts'
import { pageOfRows } from '../http/page.ts'
import { iso } from '../http/present.ts'
import { figuresByArea, rowsInArea } from './areas.ts'
import { readBoardIndicator } from './board.ts'
import { type Counted, indicatorsFor } from './counted.ts'
import { figuresByAgency, readRows, sumFigures } from './figures.ts'
import { rowsLateFor, withReasons } from './late.ts'
import { targetRoutes } from './target-routes.ts'
import { windowOf } from './window.ts'

const params = z.object({ key: z.string() })
const cutOff = Instant.optional().describe(
  'as of this instant; default now. Figure and rows agree when both name the same',
)

/** What is still to come cannot be counted: an instant in the future is now. */
const cutOffOf = (query: { cutOffAt?: string | undefined }) =>
  new Date(Math.min(query.cutOffAt ? Date.parse(query.cutOffAt) : Number.POSITIVE_INFINITY, Date.now()))

export function indicatorRoutes(app: App, wall: Wall, indicators: ReadonlyMap<string, Counted>): void {
  const find = (actor: Actor, key: string): Counted => {
    const counted = indicatorsFor(indicators, actor.permissions).find(({ info }) => info.key === key)
    if (!counted) throw notFound(`indicator ${key}`)
    return counted
  }
  targetRoutes(app, wall, find)

  app.get(
    '/api/indicators',
    {
      config: { require: 'indicators.read' },
      schema: { summary: 'What is counted', response: { 200: z.object({ items: z.array(IndicatorInfo) }) } },
    },
    async (request) => ({ items: indicatorsFor(indicators, actorOf(request).permissions).map(({ info }) => info) }),
  )

  app.get(
    '/api/indicators/board',
    {
      config: { require: 'indicators.read' },
      schema: {
        summary: 'Every indicator in a period with its target, course, and what its data are worth',
        querystring: z.object({ period: PeriodKey }),
        response: { 200: IndicatorBoard },
      },
    },
    async (request) => {
      const actor = actorOf(request)
      const { period } = request.query
      const cutOffAt = new Date()
      const items = await wall.read(actor, async (tx) => {
        const found: BoardIndicator[] = []
        for (const counted of indicatorsFor(indicators, actor.permissions))
          found.push(await readBoardIndicator(tx, counted, period, cutOffAt))
        return found
      })
      return { period, cutOffAt: iso(cutOffAt), items }
    },
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
      const actor = actorOf(request)
      const counted = find(actor, request.params.key)
      const window = windowOf(request.query.period, cutOffOf(request.query))
      const agencies = await wall.read(actor, (tx) => figuresByAgency(tx, counted, window))
      return {
        indicator: counted.info,
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
    '/api/indicators/:key/areas',
    {
      config: { require: 'indicators.read' },
      schema: {
        summary: 'An indicator in a period, per commune',
        params,
        querystring: z.object({ period: PeriodKey, cutOffAt: cutOff }),
        response: { 200: IndicatorAreas },
      },
    },
    async (request) => {
      const actor = actorOf(request)
      const counted = find(actor, request.params.key)
      const cutOffAt = cutOffOf(request.query)
      const figures = await wall.read(actor, (tx) =>
        figuresByArea(tx, counted, windowOf(request.query.period, cutOffAt)),
      )
      return { key: counted.info.key, cutOffAt: iso(cutOffAt), ...figures }
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
          area: z.string().max(20).optional().describe('code of a commune; «none»: those that lie in none'),
          count: AlertCount.optional(),
          reason: z.string().max(40).optional().describe('key of a reason for being late; «none»: nothing was said'),
          limit: z.coerce.number().int().min(1).max(1_000).default(200),
          after: z.string().max(200).optional(),
        }),
        response: { 200: pageOf(IndicatorRow) },
      },
    },
    async (request, reply) => {
      const actor = actorOf(request)
      const counted = find(actor, request.params.key)
      const { period, agencyId, area, count, reason, limit, after } = request.query
      const all = withReasons(counted, windowOf(period, cutOffOf(request.query)))
      const inArea = area === undefined ? all : rowsInArea(all, area === 'none' ? null : area)
      const rows = reason === undefined ? inArea : rowsLateFor(inArea, reason === 'none' ? null : reason)
      const { items, places } = await wall.read(actor, (tx) =>
        readRows(tx, rows, { agencyId, count, after, limit: limit + 1 }),
      )
      return pageOfRows(request, reply, items, limit, (item) => places[items.indexOf(item)] ?? '')
    },
  )
}
