import { createHash } from 'node:crypto'
import { z } from 'zod'
import { AppError } from '../../core/error.ts'
import { deepestZoom, isTile } from '../../core/map-tile.ts'
import type { Wall } from '../db/wall.ts'
import type { App } from '../http/app.ts'
import { actorOf } from '../http/guard.ts'
import { encodeTile } from './encode-tile.ts'
import { readMarks } from './read-marks.ts'
import type { TileCache } from './tile-cache.ts'

const whole = z.coerce.number().int().min(0)
const Place = z.object({ z: whole.max(deepestZoom), x: whole, y: whole })

/** Where the assets stand, for a map that is panned over a hundred thousand of them. How they stand is told elsewhere, live. */
export function mapRoutes(app: App, wall: Wall, tiles: TileCache): void {
  app.get(
    '/api/map/tiles/:z/:x/:y',
    {
      config: { require: 'assets.read' },
      schema: {
        summary:
          'Assets in use with a position as a vector tile: each alone, or counted where several lie close together',
        params: Place,
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
      const actor = actorOf(request)
      const tile = await tiles.get(actor, place, async () =>
        encodeTile(await wall.read(actor, (tx) => readMarks(tx, place))),
      )
      const tag = `"${createHash('sha1').update(tile).digest('base64url')}"`
      // Asked for anew each time, answered in full only where it changed.
      reply.header('cache-control', 'private, no-cache').header('etag', tag)
      if (request.headers['if-none-match'] === tag) return reply.code(304).send()
      return reply.type('application/vnd.mapbox-vector-tile').send(tile)
    },
  )
}
