import { z } from 'zod'
import { Instant, pageOf } from '../../core/api/common.ts'
import {
  AlertCount,
  IndicatorCourse,
  IndicatorInfo,
  IndicatorResult,
  IndicatorRow,
  PeriodKey,
} from '../../core/api/indicators.ts'
import { notFound } from '../../core/error.ts'
import { parsePeriod, shiftPeriod } from '../../core/period.ts'
import type { Actor } from '../auth/actor.ts'
import type { Wall } from '../db/wall.ts'
import type { App } from '../http/app.ts'
import { actorOf } from '../http/guard.ts'
import { pageOfRows } from '../http/page.ts'
import { iso } from '../http/present.ts'
import { type Counted, indicatorsFor, type Window } from './counted.ts'
import { figuresOver } from './course.ts'
import { figuresByAgency, readRows, sumFigures } from './figures.ts'

const params = z.object({ key: z.string() })
/** A year of months, three years of quarters. */
const courseLength = 12

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

export function indicatorRoutes(app: App, wall: Wall, indicators: ReadonlyMap<string, Counted>): void {
  const find = (actor: Actor, key: string): Counted => {
    const counted = indicatorsFor(indicators, actor.permissions).find(({ info }) => info.key === key)
    if (!counted) throw notFound(`indicator ${key}`)
    return counted
  }

  app.get(
    '/api/indicators',
    {
      config: { require: 'indicators.read' },
      schema: { summary: 'What is counted', response: { 200: z.object({ items: z.array(IndicatorInfo) }) } },
    },
    async (request) => ({ items: indicatorsFor(indicators, actorOf(request).permissions).map(({ info }) => info) }),
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
    '/api/indicators/:key/course',
    {
      config: { require: 'indicators.read' },
      schema: {
        summary: 'An indicator over the twelve periods up to one, all agencies in sight together',
        params,
        querystring: z.object({ period: PeriodKey, cutOffAt: cutOff }),
        response: { 200: IndicatorCourse },
      },
    },
    async (request) => {
      const actor = actorOf(request)
      const counted = find(actor, request.params.key)
      const cutOffAt = cutOffOf(request.query)
      const periods = Array.from({ length: courseLength }, (_, at) =>
        shiftPeriod(request.query.period, at - courseLength + 1),
      )
      const windows = periods.map((period) => windowOf(period, cutOffAt))
      const figures = await wall.read(actor, (tx) => figuresOver(tx, counted, windows))
      const points = figures.flatMap(({ value, fired }, at) => {
        const period = periods[at]
        return period === undefined ? [] : [{ period, value, fired }]
      })
      return { key: counted.info.key, cutOffAt: iso(cutOffAt), points }
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
          after: z.string().max(200).optional(),
        }),
        response: { 200: pageOf(IndicatorRow) },
      },
    },
    async (request, reply) => {
      const actor = actorOf(request)
      const counted = find(actor, request.params.key)
      const { period, agencyId, count, limit, after } = request.query
      const rows = counted.rows(windowOf(period, cutOffOf(request.query)))
      const { items, places } = await wall.read(actor, (tx) =>
        readRows(tx, rows, { agencyId, count, after, limit: limit + 1 }),
      )
      return pageOfRows(request, reply, items, limit, (item) => places[items.indexOf(item)] ?? '')
    },
  )
}
