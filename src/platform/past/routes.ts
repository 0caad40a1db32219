import type { FastifyRequest } from 'fastify'
import { sql } from 'kysely'
import { z } from 'zod'
import { Alert, AlertDetail, AlertLines } from '../../core/api/alerts.ts'
import { Course } from '../../core/api/assets.ts'
import { pageOf, Uuid } from '../../core/api/common.ts'
import { AssetsGeoJson } from '../../core/api/geojson.ts'
import {
  DayStrip,
  PastAsset,
  PastCourseQuery,
  PastLinesQuery,
  PastPartsQuery,
  PastQuery,
  PastSummary,
  StripQuery,
} from '../../core/api/past.ts'
import { AreaCounts } from '../../core/api/situation.ts'
import { presentAlert, selectAlerts } from '../alerts/read-alerts.ts'
import { isOfLine, readLines } from '../alerts/read-lines.ts'
import type { Db } from '../db/pool.ts'
import type { Wall } from '../db/wall.ts'
import type { App } from '../http/app.ts'
import { actorOf } from '../http/guard.ts'
import { nextPage, pageOfRows } from '../http/page.ts'
import type { AssetKind } from '../modules/load.ts'
import { checkMoment } from './known-from.ts'
import { alertsOpenAt, layStanding, linesAt, momentOf } from './past-alerts.ts'
import { readPastAreas } from './read-past-areas.ts'
import { readPastCourse } from './read-past-course.ts'
import { readPastPoints } from './read-past-points.ts'
import { readPastSummary } from './read-past-summary.ts'
import { readPastAlert, readPastAsset } from './read-past-things.ts'
import { readStrip } from './read-strip.ts'

/** The last day at a glance, and the situation as it was at a moment. */
export function pastRoutes(app: App, wall: Wall, types: ReadonlyMap<string, AssetKind>): void {
  /** What whoever asks may see, at the moment that is asked for. */
  const asOf = <T>(
    request: FastifyRequest & { readonly query: z.infer<typeof PastQuery> },
    read: (tx: Db, moment: Date) => Promise<T>,
  ): Promise<T> =>
    wall.read(actorOf(request), async (tx) => read(tx, await checkMoment(tx, request.query.at, new Date())))

  app.get(
    '/api/past/strip',
    {
      config: { require: 'alerts.read' },
      schema: {
        summary: 'The last day in slices: alerts begun and open, and when nothing came',
        querystring: StripQuery,
        response: { 200: DayStrip },
      },
    },
    async (request) => wall.read(actorOf(request), (tx) => readStrip(tx, request.query.span_s, new Date())),
  )

  app.get(
    '/api/past/summary',
    {
      config: { require: 'alerts.read' },
      schema: { summary: 'The five figures as they were', querystring: PastQuery, response: { 200: PastSummary } },
    },
    async (request) => asOf(request, (tx, moment) => readPastSummary(tx, moment)),
  )

  app.get(
    '/api/past/points',
    {
      config: { require: 'assets.read' },
      schema: {
        summary: 'Assets with a position as they stood on the map',
        querystring: PastQuery,
        response: { 200: AssetsGeoJson },
      },
    },
    async (request) => asOf(request, (tx, moment) => readPastPoints(tx, moment)),
  )

  app.get(
    '/api/past/areas',
    {
      config: { require: 'alerts.read' },
      schema: {
        summary: 'Open alerts by commune as they were',
        querystring: PastQuery,
        response: { 200: AreaCounts },
      },
    },
    async (request) => asOf(request, (tx, moment) => readPastAreas(tx, moment)),
  )

  app.get(
    '/api/past/lines',
    {
      config: { require: 'alerts.read' },
      schema: { summary: 'The inbox as it was', querystring: PastLinesQuery, response: { 200: AlertLines } },
    },
    async (request, reply) => {
      const { at: _, ...query } = request.query
      const { after, ...found } = await asOf(request, (tx, moment) => readLines(tx, query, linesAt(moment)))
      return { ...found, next: nextPage(request, reply, after) }
    },
  )

  app.get(
    '/api/past/lines/:id',
    {
      config: { require: 'alerts.read' },
      schema: {
        summary: 'The alerts of a line as they were, newest first',
        params: z.object({ id: Uuid }),
        querystring: PastPartsQuery,
        response: { 200: pageOf(Alert) },
      },
    },
    async (request, reply) => {
      const { group, limit, after } = request.query
      const rows = await asOf(request, async (tx, moment) => {
        const found = await sql<{ id: string }>`select al.id from ${alertsOpenAt(moment)} al
          where ${isOfLine(request.params.id, group, momentOf(moment))} and (${after ?? null}::uuid is null or al.id < ${after ?? null})
          order by al.id desc limit ${limit + 1}`.execute(tx)
        const ids = found.rows.map(({ id }) => id)
        const shown = await selectAlerts(tx)
          .where('al.id', '=', sql<string>`any(${ids}::uuid[])`)
          .orderBy('al.id', 'desc')
          .execute()
        return layStanding(tx, shown, moment)
      })
      return pageOfRows(request, reply, rows.map(presentAlert), limit, (alert) => alert.id)
    },
  )

  app.get(
    '/api/past/alerts/:id',
    {
      config: { require: 'alerts.read' },
      schema: {
        summary: 'An alert as it was, and what had been done about it',
        params: z.object({ id: Uuid }),
        querystring: PastQuery,
        response: { 200: AlertDetail },
      },
    },
    async (request) => asOf(request, (tx, moment) => readPastAlert(tx, request.params.id, moment)),
  )

  app.get(
    '/api/past/assets/:code',
    {
      config: { require: 'assets.read' },
      schema: {
        summary: 'An asset with the values and alerts it had',
        params: z.object({ code: z.string() }),
        querystring: PastQuery,
        response: { 200: PastAsset },
      },
    },
    async (request) => asOf(request, (tx, moment) => readPastAsset(tx, types, request.params.code, moment)),
  )

  app.get(
    '/api/past/course',
    {
      config: { require: 'readings.read' },
      schema: {
        summary: 'Course of one series as it was known, long ones in buckets',
        querystring: PastCourseQuery,
        response: { 200: Course },
      },
    },
    async (request) => asOf(request, (tx, moment) => readPastCourse(tx, request.query, moment)),
  )
}
