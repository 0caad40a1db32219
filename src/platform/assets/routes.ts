import { z } from 'zod'
import {
  Asset,
  AssetCode,
  AssetCounts,
  AssetCountsQuery,
  AssetsExportQuery,
  AssetsQuery,
  AssetTypeInfo,
  CorrectionsQuery,
  Course,
  CourseQuery,
  ReadingCorrections,
  Readings,
  ReadingsQuery,
} from '../../core/api/assets.ts'
import { pageOf } from '../../core/api/common.ts'
import { AssetsGeoJson } from '../../core/api/geojson.ts'
import { AppError } from '../../core/error.ts'
import type { Wall } from '../db/wall.ts'
import { sendTable } from '../export/send-table.ts'
import type { App } from '../http/app.ts'
import { actorOf } from '../http/guard.ts'
import { pageOfRows } from '../http/page.ts'
import type { AssetKind } from '../modules/load.ts'
import { noAssets, readAssetTypes, typesOf } from './asset-types.ts'
import { assetChangeRoutes } from './change-routes.ts'
import { exportAssets } from './export-assets.ts'
import { readAsset } from './read-asset.ts'
import { readAssets, readAssetsGeoJson } from './read-assets.ts'
import { readCourse } from './read-course.ts'
import { readCorrections, readReadings } from './read-readings.ts'
import type { FindDoors } from './read-sending.ts'
import { countAssets, parsePlace, selectAssets, writePlace } from './select-assets.ts'

const config = { require: 'assets.read' }

/** Things in the field: their types, lists, values, and what may be changed of them. */
export function assetRoutes(app: App, wall: Wall, types: ReadonlyMap<string, AssetKind>, findDoors: FindDoors): void {
  listRoutes(app, wall, types)
  exportRoutes(app, wall, types)
  oneRoutes(app, wall, types)
  assetChangeRoutes(app, wall, types, findDoors)
}

function listRoutes(app: App, wall: Wall, types: ReadonlyMap<string, AssetKind>): void {
  app.get(
    '/api/asset-types',
    {
      config,
      schema: {
        summary: 'Kinds of things in the field, with how many there are and how they stand',
        response: { 200: z.object({ items: z.array(AssetTypeInfo) }) },
      },
    },
    async (request) => ({ items: await wall.read(actorOf(request), (tx) => readAssetTypes(tx, types)) }),
  )

  app.get(
    '/api/assets',
    {
      config,
      schema: {
        summary: 'Things in the field with their last values',
        querystring: AssetsQuery,
        response: { 200: pageOf(Asset) },
      },
    },
    async (request, reply) => {
      const { limit, after, module, ...filter } = request.query
      const page = { limit: limit + 1, after: parsePlace(after) }
      const { items, places } = await wall.read(actorOf(request), async (tx) => {
        const found = await selectAssets(tx, { ...filter, types: typesOf(types, module) }, page)
        return { items: await readAssets(tx, types, found.ids), places: found.places }
      })
      return pageOfRows(request, reply, items, limit, ({ id }) => {
        const place = places.find((each) => each.id === id)
        return place ? writePlace(place) : ''
      })
    },
  )

  app.get(
    '/api/assets/counts',
    {
      config,
      schema: {
        summary: 'How many of them stand how',
        querystring: AssetCountsQuery,
        response: { 200: AssetCounts },
      },
    },
    async (request) => {
      const { module, ...filter } = request.query
      const counts = await wall.read(actorOf(request), (tx) =>
        countAssets(tx, { ...filter, types: typesOf(types, module) }),
      )
      return [...counts.values()].reduce(addCounts, noAssets)
    },
  )

  app.get(
    '/api/assets.geojson',
    { config, schema: { summary: 'Those with a position as points', response: { 200: AssetsGeoJson } } },
    async (request) => wall.read(actorOf(request), readAssetsGeoJson),
  )
}

const addCounts = (a: AssetCounts, b: AssetCounts): AssetCounts => ({
  total: a.total + b.total,
  alert: a.alert + b.alert,
  silent: a.silent + b.silent,
  never: a.never + b.never,
  fine: a.fine + b.fine,
  retired: a.retired + b.retired,
})

function exportRoutes(app: App, wall: Wall, types: ReadonlyMap<string, AssetKind>): void {
  for (const format of ['csv', 'xlsx'] as const) {
    app.get(
      `/api/assets/export.${format}`,
      {
        config,
        schema: {
          summary: `Those of one type as ${format.toUpperCase()}`,
          querystring: AssetsExportQuery,
          response: { 200: z.any().describe('the file') },
        },
      },
      async (request, reply) => {
        const { lang, module: _, ...filter } = request.query
        const kind = types.get(filter.type)
        if (!kind) {
          const message = `no module declares «${filter.type}»`
          throw new AppError('bad_request', 400, { detail: `type: ${message}`, errors: [{ path: 'type', message }] })
        }
        const table = await wall.read(actorOf(request), (tx) => exportAssets(tx, kind, filter, lang))
        return sendTable(reply, format, kind.type, table)
      },
    )
  }
}

function oneRoutes(app: App, wall: Wall, types: ReadonlyMap<string, AssetKind>): void {
  app.get(
    '/api/assets/:code',
    { config, schema: { summary: 'One asset', params: z.object({ code: AssetCode }), response: { 200: Asset } } },
    async (request) => wall.read(actorOf(request), (tx) => readAsset(tx, types, request.params.code)),
  )

  app.get(
    '/api/readings',
    {
      config: { require: 'readings.read' },
      schema: {
        summary: 'Values of one series in a window of event time',
        querystring: ReadingsQuery,
        response: { 200: Readings },
      },
    },
    async (request) => wall.read(actorOf(request), (tx) => readReadings(tx, request.query)),
  )

  app.get(
    '/api/readings/corrections',
    {
      config: { require: 'readings.read' },
      schema: {
        summary: 'Values of one series that were replaced, by event time of the reading; what was corrected last first',
        querystring: CorrectionsQuery,
        response: { 200: ReadingCorrections },
      },
    },
    async (request) => wall.read(actorOf(request), (tx) => readCorrections(tx, request.query)),
  )

  app.get(
    '/api/readings/course',
    {
      config: { require: 'readings.read' },
      schema: {
        summary: 'Course of one series over a window, long ones in buckets or days with lowest, mean and highest value',
        querystring: CourseQuery,
        response: { 200: Course },
      },
    },
    async (request) => wall.read(actorOf(request), (tx) => readCourse(tx, request.query)),
  )
}
