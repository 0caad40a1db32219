import { AreasGeoJson } from '../../core/api/geojson.ts'
import type { Wall } from '../db/wall.ts'
import type { App } from '../http/app.ts'
import { actorOf } from '../http/guard.ts'
import { readAreasGeoJson } from './areas.ts'

export function areaRoutes(app: App, wall: Wall): void {
  app.get(
    '/api/areas.geojson',
    {
      config: { require: 'areas.read' },
      schema: { summary: 'Communes in force today', response: { 200: AreasGeoJson } },
    },
    async (request, reply) => {
      reply.header('cache-control', 'private, max-age=3600')
      return wall.read(actorOf(request), readAreasGeoJson)
    },
  )
}
