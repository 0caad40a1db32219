import { createHash } from 'node:crypto'
import { z } from 'zod'
import { MapAlerts } from '../../core/api/geojson.ts'
import { AppError } from '../../core/error.ts'
import { deepestZoom, isTile } from '../../core/map-tile.ts'
import type { App } from '../http/app.ts'
import { actorOf } from '../http/guard.ts'
import type { FieldMap } from './field-map.ts'

const whole = z.coerce.number().int().min(0)
const Place = z.object({ z: whole.max(deepestZoom), x: whole, y: whole })

/** Modules as `a,b`. */
const Hide = z.object({
  hide: z
    .string()
    .max(500)
    .regex(/^[a-z][a-z0-9_-]*(,[a-z][a-z0-9_-]*)*$/, 'modules, e.g. websites,cameras')
    .transform((text) => text.split(','))
    .optional()
    .describe('modules whose assets are left out'),
})

/** Where the assets stand and how they are, for a map that is panned over a hundred thousand of them. */
export function mapRoutes(app: App, map: FieldMap): void {
  app.get(
    '/api/map/alerts',
    {
      config: { require: 'assets.read' },
      schema: {
        summary: 'Assets with a position and an alert that fires, each by itself, worst first',
        querystring: Hide,
        response: { 200: MapAlerts },
      },
    },
    async (request) => map.alerts(actorOf(request), request.query.hide),
  )
  app.get(
    '/api/map/tiles/:z/:x/:y',
    {
      config: { require: 'assets.read' },
      schema: {
        summary:
          'Assets in use with a position as a vector tile: each alone, or counted where several lie close together, with how they are',
        params: Place,
        querystring: Hide,
        response: {
          200: z.any().describe('a vector tile (MVT 2.1) with the layer «marks»'),
          304: z.any().describe('it is what was sent last'),
        },
      },
    },
    async (request, reply) => {
      const { params: place } = request
      if (!isTile(place)) {
        const message = `x and y lie between 0 and ${2 ** place.z - 1} at zoom ${place.z}`
        throw new AppError('bad_request', 400, { detail: message, errors: [{ path: 'x', message }] })
      }
      const tile = await map.tile(actorOf(request), place, request.query.hide)
      const tag = `"${createHash('sha1').update(tile).digest('base64url')}"`
      // Asked for anew each time, answered in full only where it changed.
      reply.header('cache-control', 'private, no-cache').header('etag', tag)
      if (request.headers['if-none-match'] === tag) return reply.code(304).send()
      return reply.type('application/vnd.mapbox-vector-tile').send(tile)
    },
  )
}
