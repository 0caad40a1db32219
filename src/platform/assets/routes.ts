import { z } from 'zod'
import { Asset, AssetCode, NewAsset, Readings, ReadingsQuery } from '../../core/api/assets.ts'
import { pageOf } from '../../core/api/common.ts'
import { AssetsGeoJson } from '../../core/api/geojson.ts'
import { AppError, notFound } from '../../core/error.ts'
import type { AssetType } from '../../core/module.ts'
import { loadAreaShapes } from '../areas/areas.ts'
import { writeAudit } from '../audit/write-audit.ts'
import type { Wall } from '../db/wall.ts'
import type { App } from '../http/app.ts'
import { actorOf } from '../http/guard.ts'
import { pageOfRows } from '../http/page.ts'
import { insertAsset } from './insert-asset.ts'
import { readAssets, readAssetsGeoJson } from './read-assets.ts'
import { readReadings } from './read-readings.ts'

export function assetRoutes(app: App, wall: Wall, types: ReadonlyMap<string, AssetType>): void {
  app.get(
    '/api/assets',
    {
      config: { require: 'assets.read' },
      schema: {
        summary: 'Things in the field with their last values',
        querystring: z.object({
          limit: z.coerce.number().int().min(1).max(1_000).default(200),
          after: z.coerce.number().int().optional(),
        }),
        response: { 200: pageOf(Asset) },
      },
    },
    async (request, reply) => {
      const { limit, after } = request.query
      const assets = await wall.read(actorOf(request), (tx) => readAssets(tx, types, { after, limit: limit + 1 }))
      return pageOfRows(request, reply, assets, limit, (asset) => String(asset.id))
    },
  )

  app.get(
    '/api/assets.geojson',
    {
      config: { require: 'assets.read' },
      schema: { summary: 'The same as points', response: { 200: AssetsGeoJson } },
    },
    async (request) => wall.read(actorOf(request), readAssetsGeoJson),
  )

  app.get(
    '/api/assets/:code',
    {
      config: { require: 'assets.read' },
      schema: { summary: 'One asset', params: z.object({ code: AssetCode }), response: { 200: Asset } },
    },
    async (request) => {
      const { code } = request.params
      const [asset] = await wall.read(actorOf(request), (tx) => readAssets(tx, types, { code, limit: 1 }))
      if (!asset) throw notFound(`asset ${code}`)
      return asset
    },
  )

  app.post(
    '/api/assets',
    {
      config: { require: 'assets.create' },
      schema: { summary: 'Register an asset', body: NewAsset, response: { 201: Asset } },
    },
    async (request, reply) => {
      const actor = actorOf(request)
      const wanted = request.body
      if (!actor.agencyIds.includes(wanted.agencyId)) {
        const message = 'choose one of your own agencies'
        throw new AppError('unknown_agency', 400, { detail: message, errors: [{ path: 'agencyId', message }] })
      }
      const asset = await wall.as(actor, async (tx) => {
        const id = await insertAsset(tx, types, await loadAreaShapes(tx), { ...wanted, demonstration: false })
        const subject = { kind: 'asset', id: String(id) }
        await writeAudit(tx, actor, {
          agencyId: wanted.agencyId,
          action: 'asset.created',
          subject,
          detail: { code: wanted.code },
        })
        const [made] = await readAssets(tx, types, { code: wanted.code, limit: 1 })
        return made
      })
      if (!asset) throw notFound(`asset ${wanted.code}`)
      return reply.code(201).header('location', `/api/assets/${asset.code}`).send(asset)
    },
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
}
