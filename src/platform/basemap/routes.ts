import { join } from 'node:path'
import { z } from 'zod'
import type { App } from '../http/app.ts'
import { projectRoot } from '../project-root.ts'
import { sendRange } from './send-range.ts'

/** The base map that ships with the centre; `data/basemap/SOURCE.md` says where it is from. */
const shipped = {
  'vietnam-z3-10.pmtiles': 'application/vnd.pmtiles',
  'hue-z11-14.pmtiles': 'application/vnd.pmtiles',
  'islands.geojson': 'application/geo+json',
} as const
const names = Object.keys(shipped) as (keyof typeof shipped)[] // Its own keys.

const shippedFolder = join(projectRoot, 'data/basemap')

/**
 * The base map, the same for everyone who may see areas. Archives are read in parts (HTTP Range), so a page fetches only what it shows.
 * @param folder of the shipped files; a test names its own
 */
export function basemapRoutes(app: App, folder = shippedFolder): void {
  app.get(
    '/api/basemap/:file',
    {
      config: { require: 'areas.read' },
      schema: {
        summary: 'A file of the shipped base map, whole or the part that Range names',
        params: z.object({ file: z.enum(names) }),
        response: { 200: z.any().describe('the bytes'), 206: z.any().describe('the bytes asked for') },
      },
    },
    async (request, reply) => {
      const { file } = request.params
      return sendRange(request, reply, { path: join(folder, file), name: file, mediaType: shipped[file] })
    },
  )
}
