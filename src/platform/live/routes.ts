import { z } from 'zod'
import { LiveBeat, LiveChange } from '../../core/api/situation.ts'
import type { App } from '../http/app.ts'
import { actorOf, type FindActor } from '../http/guard.ts'
import { batchOf } from './batch.ts'
import { parseCursor } from './events.ts'
import type { Hub } from './hub.ts'
import { openPage, type Page } from './page.ts'

const Query = z.object({
  from: z
    .string()
    .max(64)
    .optional()
    .describe('The last `id` this page was told, where it cannot send Last-Event-ID itself'),
})

const fieldsOf = (schema: z.ZodType) => JSON.stringify(z.toJSONSchema(schema).required)

/** `GET /api/live`: server-sent events, resumed by Last-Event-ID. {@link LiveChange} and {@link LiveBeat} give the form. */
export function liveRoutes(app: App, hub: Hub, findActor: FindActor): void {
  const pages = new Set<Page>()
  let unsubscribe: (() => void) | undefined

  function join(page: Page): void {
    pages.add(page)
    unsubscribe ??= hub.subscribe((events) => {
      const batch = batchOf(events)
      for (const each of pages) each.take(batch)
    })
  }
  function leave(page: Page): void {
    pages.delete(page)
    if (pages.size > 0) return
    unsubscribe?.()
    unsubscribe = undefined
  }

  app.get(
    '/api/live',
    {
      config: { signedIn: true },
      schema: {
        summary: 'What changes, as server-sent events',
        description: `Event \`change\`, data ${fieldsOf(LiveChange)}; event \`beat\`, data ${fieldsOf(LiveBeat)}. Resumes by Last-Event-ID.`,
        querystring: Query,
        response: { 200: z.string().describe('text/event-stream') },
      },
    },
    async (request, reply) => {
      const place = request.headers['last-event-id'] ?? request.query.from
      reply.hijack()
      const stream = reply.raw
      stream.on('error', () => stream.destroy())
      stream.writeHead(200, {
        'content-type': 'text/event-stream; charset=utf-8',
        'cache-control': 'no-store',
        'x-accel-buffering': 'no',
      })
      // After a restart of the centre not all pages come in the same moment.
      stream.write(`retry: ${1_000 + Math.floor(Math.random() * 1_000)}\n\n`)
      const page = openPage({
        stream,
        hub,
        actor: actorOf(request),
        findActor: () => findActor(request),
        from: parseCursor(String(place ?? '')),
      })
      join(page)
      stream.on('close', () => leave(page))
    },
  )
}
