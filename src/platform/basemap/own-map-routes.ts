import type { FastifyReply } from 'fastify'
import { z } from 'zod'
import { Basemap, BasemapFacts, BasemapPlace, NewBasemap } from '../../core/api/basemaps.ts'
import { notFound } from '../../core/error.ts'
import { writeAudit } from '../audit/write-audit.ts'
import type { Actor } from '../auth/actor.ts'
import { provinceWideOnly } from '../auth/province-wide.ts'
import type { Db } from '../db/pool.ts'
import type { Wall } from '../db/wall.ts'
import type { App } from '../http/app.ts'
import { actorOf } from '../http/guard.ts'
import type { MapSource } from './map-source.ts'
import { openMapSource } from './open-map-source.ts'

const params = z.object({ id: z.coerce.number().int() })
const place = z.coerce.number().int().min(0)

/**
 * Base maps of the operator's own: files of a folder, and addresses. The page asks this server only; what lies behind an address is
 * passed through, bounded in size and time, and only for addresses that are set (decision 17).
 * @param folder of the files; null where there is none
 */
export function ownMapRoutes(app: App, wall: Wall, folder: string | null): void {
  const read = { require: 'areas.read' } as const
  const manage = { require: 'areas.manage' } as const
  const opened = new Map<number, Promise<MapSource>>()
  app.addHook('onClose', async () => {
    for (const source of opened.values()) await source.then((one) => one.close()).catch(() => undefined)
  })
  const forget = async (id: number) => {
    const source = opened.get(id)
    opened.delete(id)
    await source?.then((one) => one.close()).catch(() => undefined)
  }
  /** Opened once; one that cannot be opened is tried again with the next request. */
  async function open(actor: Actor, id: number): Promise<MapSource> {
    const row = await wall.read(actor, (tx) => readOne(tx, id))
    const source = opened.get(id) ?? openMapSource(row, folder)
    opened.set(id, source)
    source.catch(() => opened.delete(id))
    return source
  }

  app.get(
    '/api/basemaps',
    {
      config: read,
      schema: { summary: 'Base maps of the operator’s own', response: { 200: z.object({ items: z.array(Basemap) }) } },
    },
    async (request) => ({ items: await wall.read(actorOf(request), readAll) }),
  )

  app.post(
    '/api/basemaps/test',
    {
      config: manage,
      schema: {
        summary: 'Open a map to see what it holds; nothing is kept',
        body: BasemapPlace,
        response: { 200: BasemapFacts },
      },
    },
    async (request) => {
      provinceWideOnly(actorOf(request))
      const source = await openMapSource(request.body, folder)
      await source.close()
      return source.facts
    },
  )

  app.post(
    '/api/basemaps',
    { config: manage, schema: { summary: 'Add a map that opens', body: NewBasemap, response: { 201: Basemap } } },
    async (request, reply) => {
      const actor = provinceWideOnly(actorOf(request))
      const source = await openMapSource(request.body, folder)
      await source.close()
      const row = await wall.as(actor, async (tx) => {
        const made = await tx
          .insertInto('platform.basemap')
          .values({ ...request.body, facts: JSON.stringify(source.facts) })
          .returningAll()
          .executeTakeFirstOrThrow()
        await tell(tx, actor, 'basemap.create', made.id, { name: made.name, kind: made.kind })
        return made
      })
      return reply.code(201).send(Basemap.parse(row))
    },
  )

  app.post(
    '/api/basemaps/shown',
    {
      config: manage,
      schema: {
        summary: 'Show this map under everything; null: the shipped one again',
        body: z.strictObject({ id: z.int().nullable() }),
        response: { 200: z.object({ items: z.array(Basemap) }) },
      },
    },
    async (request) => {
      const actor = provinceWideOnly(actorOf(request))
      const { id } = request.body
      const items = await wall.as(actor, async (tx) => {
        const row = id === null ? null : await readOne(tx, id)
        await tx.updateTable('platform.basemap').set({ shown: false }).where('shown', '=', true).execute()
        if (row) await tx.updateTable('platform.basemap').set({ shown: true }).where('id', '=', row.id).execute()
        await tell(tx, actor, 'basemap.update', row?.id ?? 0, { shown: row?.name ?? null })
        return readAll(tx)
      })
      return { items }
    },
  )

  app.delete(
    '/api/basemaps/:id',
    { config: manage, schema: { summary: 'Take a map off the list; its file stays', params } },
    async (request, reply) => {
      const actor = provinceWideOnly(actorOf(request))
      const { id } = request.params
      await wall.as(actor, async (tx) => {
        const { name } = await readOne(tx, id)
        await tx.deleteFrom('platform.basemap').where('id', '=', id).execute()
        await tell(tx, actor, 'basemap.delete', id, { name })
      })
      await forget(id)
      return reply.code(204).send()
    },
  )

  app.get(
    '/api/basemaps/:id/tiles/:zoom/:x/:y',
    {
      config: read,
      schema: {
        summary: 'One tile of a map; 204 where it has none',
        params: params.extend({ zoom: place.max(24), x: place, y: place }),
        response: { 200: z.any().describe('the tile'), 204: z.null() },
      },
    },
    async (request, reply) => {
      const { id, zoom, x, y } = request.params
      const source = await open(actorOf(request), id)
      const tile = await source.tile(zoom, x, y)
      return tile ? sendMap(reply, tile, mediaTypeOf(source, tile)) : reply.code(204).send(null)
    },
  )

  app.get(
    '/api/basemaps/:id/data',
    {
      config: read,
      schema: { summary: 'A map in one piece (GeoJSON)', params, response: { 200: z.any().describe('the shapes') } },
    },
    async (request, reply) => {
      const { id } = request.params
      const source = await open(actorOf(request), id)
      if (!source.data) throw notFound(`data of base map ${id}, which has tiles`)
      return sendMap(reply, await source.data(), 'application/geo+json')
    },
  )
}

const tell = (tx: Db, actor: Actor, action: string, id: number, detail: object) =>
  writeAudit(tx, actor, { agencyId: actor.agencyId, action, subject: { kind: 'basemap', id: String(id) }, detail })

async function readAll(tx: Db): Promise<Basemap[]> {
  const rows = await tx.selectFrom('platform.basemap').selectAll().orderBy('id').execute()
  return rows.map((row) => Basemap.parse(row))
}

async function readOne(tx: Db, id: number): Promise<Basemap> {
  const row = await tx.selectFrom('platform.basemap').selectAll().where('id', '=', id).executeTakeFirst()
  if (!row) throw notFound(`base map ${id}`)
  return Basemap.parse(row)
}

/** By the first bytes: an archive says one kind for all, and an address may lie. */
function mediaTypeOf({ facts }: MapSource, tile: Buffer): string {
  if (facts.content === 'vector') return 'application/vnd.mapbox-vector-tile'
  if (tile.subarray(0, 4).toString('latin1') === '\x89PNG') return 'image/png'
  if (tile[0] === 0xff && tile[1] === 0xd8) return 'image/jpeg'
  return tile.subarray(8, 12).toString('latin1') === 'WEBP' ? 'image/webp' : 'image/avif'
}

/** What others made never runs as a page of ours. */
const sendMap = (reply: FastifyReply, bytes: Buffer, mediaType: string) =>
  reply
    .header('content-security-policy', "default-src 'none'; sandbox")
    .header('cache-control', 'private, max-age=600')
    .type(mediaType)
    .serializer((body: Buffer) => body as unknown as string) // Bytes go out as they are; the type only knows text.
    .send(bytes)
