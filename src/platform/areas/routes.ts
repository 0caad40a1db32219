import { z } from 'zod'
import { pageOf } from '../../core/api/common.ts'
import { AreasGeoJson } from '../../core/api/geojson.ts'
import { AddressAnswer, Area, AreaAt, AreaDetail } from '../../core/api/places.ts'
import { notFound } from '../../core/error.ts'
import type { Wall } from '../db/wall.ts'
import type { App } from '../http/app.ts'
import { actorOf } from '../http/guard.ts'
import { pageOfRows } from '../http/page.ts'
import { readAreasGeoJson } from './areas.ts'
import { keepDirectory } from './directory.ts'
import { areaImportRoutes } from './import-routes.ts'
import { presentArea, presentHistory } from './present-area.ts'
import { readProvince } from './province.ts'
import { resolveAddress } from './resolve-address.ts'
import { searchAreas } from './search-areas.ts'

/** Areas are public knowledge: everyone signed in sees the whole country. */
export function areaRoutes(app: App, wall: Wall): void {
  const openDirectory = keepDirectory()
  const config = { require: 'areas.read' } as const
  areaImportRoutes(app, wall, openDirectory)

  app.get(
    '/api/areas.geojson',
    { config, schema: { summary: 'Communes of the province in force today', response: { 200: AreasGeoJson } } },
    async (request, reply) => {
      reply.header('cache-control', 'private, max-age=3600')
      return wall.read(actorOf(request), readAreasGeoJson)
    },
  )

  app.get(
    '/api/areas',
    {
      config,
      schema: {
        summary: 'Areas in force today by name or code, best first; diacritics and the word of the kind do not matter',
        querystring: z.object({
          q: z.string().max(200).default(''),
          /** Only units of this province. */
          province: z
            .string()
            .regex(/^\d{2}$/)
            .optional(),
          limit: z.coerce.number().int().min(1).max(500).default(50),
          /** How many to skip. */
          after: z.coerce.number().int().min(0).max(100_000).default(0),
        }),
        response: { 200: pageOf(Area) },
      },
    },
    async (request, reply) => {
      const { q, province, limit, after } = request.query
      const { directory, home } = await wall.read(actorOf(request), async (tx) => ({
        directory: await openDirectory(tx),
        home: await readProvince(tx),
      }))
      const found = /^\d+$/.test(q.trim())
        ? directory.present.filter(({ code }) => code.startsWith(q.trim()))
        : searchAreas(directory, q, home.code)
      const rows = found
        .filter(({ code, parentCode }) => province === undefined || code === province || parentCode === province)
        .slice(after, after + limit + 1)
      const areas = rows.map((version) => presentArea(directory, version))
      return pageOfRows(request, reply, areas, limit, () => String(after + limit))
    },
  )

  app.get(
    '/api/areas/at',
    {
      config,
      schema: {
        summary: 'The commune and province of a point (WGS84)',
        querystring: z.object({
          lon: z.coerce.number().min(-180).max(180),
          lat: z.coerce.number().min(-90).max(90),
        }),
        response: { 200: AreaAt },
      },
    },
    async (request) => {
      const directory = await wall.read(actorOf(request), openDirectory)
      const code = directory.communes.find(request.query.lon, request.query.lat)
      const found = code === null ? null : directory.inForce(code)
      const commune = found && presentArea(directory, found)
      return { commune, province: commune?.parent ?? null }
    },
  )

  app.get(
    '/api/areas/resolve',
    {
      config,
      schema: {
        summary: 'Today’s communes of an address, also of one from before July 2025; never a guess',
        querystring: z.object({ address: z.string().trim().min(1).max(500) }),
        response: { 200: AddressAnswer },
      },
    },
    async (request) => {
      const directory = await wall.read(actorOf(request), openDirectory)
      const { status, reason, communes, matches } = resolveAddress(directory, request.query.address)
      return {
        status,
        reason,
        communes: communes.map((version) => presentArea(directory, version)),
        // Someone who gets hundreds must write more anyway.
        matches: matches.slice(0, 50).map(({ version, byFormerName }) => ({
          area: presentArea(directory, version),
          byFormerName,
        })),
      }
    },
  )

  app.get(
    '/api/areas/:code',
    {
      config,
      schema: {
        summary: 'A code today or on another day, with its history and what became of it',
        params: z.object({ code: z.string().max(20) }),
        querystring: z.object({ on: z.iso.date().optional() }),
        response: { 200: AreaDetail },
      },
    },
    async (request) => {
      const { code } = request.params
      const directory = await wall.read(actorOf(request), openDirectory)
      const detail = presentHistory(directory, code, request.query.on ?? directory.today)
      if (!detail) throw notFound(`area ${code}`)
      return detail
    },
  )
}
