import { z } from 'zod'
import { AreaAmounts, AreaLayerRef } from '../../core/api/area-amounts.ts'
import { PastQuery } from '../../core/api/past.ts'
import type { AreaLayer } from '../../core/area-layer.ts'
import { notFound } from '../../core/error.ts'
import type { Wall } from '../db/wall.ts'
import type { App } from '../http/app.ts'
import { actorOf } from '../http/guard.ts'
import { checkMoment } from '../past/known-from.ts'
import { presentLayer } from './area-layers.ts'
import { readAmounts } from './read-amounts.ts'

const params = z.object({ layer: z.string().max(90) })
const reading = { require: 'readings.read' } as const

/** Tints of the communes that modules bring: which there are, how they are, and how they were. */
export function layerRoutes(app: App, wall: Wall, layers: ReadonlyMap<string, AreaLayer>): void {
  const find = (key: string): AreaLayer => {
    const layer = layers.get(key)
    if (!layer) throw notFound(`layer ${key}`)
    return layer
  }

  app.get(
    '/api/map/layers',
    {
      config: reading,
      schema: { summary: 'Tints of the communes', response: { 200: z.object({ items: z.array(AreaLayerRef) }) } },
    },
    async () => ({ items: [...layers].map(([key, layer]) => presentLayer(key, layer)) }),
  )

  app.get(
    '/api/map/layers/:layer',
    {
      config: reading,
      schema: { summary: 'What a layer adds up to in each commune', params, response: { 200: AreaAmounts } },
    },
    async (request) => {
      const { layer: key } = request.params
      const layer = find(key)
      return wall.read(actorOf(request), (tx) => readAmounts(tx, key, layer, new Date()))
    },
  )

  app.get(
    '/api/past/layers/:layer',
    {
      config: reading,
      schema: {
        summary: 'What a layer had added up to, as it was known',
        params,
        querystring: PastQuery,
        response: { 200: AreaAmounts },
      },
    },
    async (request) => {
      const { layer: key } = request.params
      const layer = find(key)
      return wall.read(actorOf(request), async (tx) =>
        readAmounts(tx, key, layer, await checkMoment(tx, request.query.at, new Date())),
      )
    },
  )
}
