import type { FastifyReply } from 'fastify'
import { z } from 'zod'
import { LiveChange } from '../../core/api/situation.ts'
import type { Actor } from '../auth/actor.ts'
import type { App } from '../http/app.ts'
import { actorOf, type FindActor } from '../http/guard.ts'
import { type Cursor, isAfter, parseCursor, visible } from './events.ts'
import type { Hub, SentEvent } from './hub.ts'

const beatMs = 15_000
/** A page that does not read what it is sent is let go; it comes back and catches up. */
const maxUnreadBytes = 1024 * 1024

/** `GET /api/live`: server-sent events, resumed by Last-Event-ID. Docstring of {@link LiveChange} gives the form. */
export function liveRoutes(app: App, hub: Hub, findActor: FindActor): void {
  app.get(
    '/api/live',
    {
      config: { signedIn: true },
      schema: {
        summary: 'What changes, as server-sent events',
        description: `Event name \`change\`, data ${JSON.stringify(z.toJSONSchema(LiveChange).required)}; resumes by Last-Event-ID.`,
        response: { 200: z.string().describe('text/event-stream') },
      },
    },
    async (request, reply) => {
      let actor = actorOf(request)
      const resumeFrom = parseCursor(String(request.headers['last-event-id'] ?? ''))
      reply.hijack()
      const stream = reply.raw
      stream.writeHead(200, {
        'content-type': 'text/event-stream; charset=utf-8',
        'cache-control': 'no-store',
        'x-accel-buffering': 'no',
      })
      stream.write('retry: 1000\n\n')
      // Events that come while the missed ones are read wait their turn.
      let waiting: SentEvent[] | null = []
      let past: Cursor | null = null
      // Whoever was moved to another agency sees that one from now on; whose session ended sees nothing more.
      const lookAgain = async () => {
        const still = await findActor(request).catch(() => actor)
        if (still) actor = still
        else {
          unsubscribe()
          stream.end()
        }
        return still !== null
      }
      const unsubscribe = hub.subscribe((events) => {
        if (waiting) waiting.push(...events)
        else send(stream, actor, fresh(events, past))
        if (events.some(({ event }) => concerns(event, actor))) void lookAgain()
      })
      const beat = setInterval(async () => {
        if (await lookAgain()) stream.write(': beat\n\n')
      }, beatMs)
      stream.on('close', () => {
        clearInterval(beat)
        unsubscribe()
      })
      const missed = resumeFrom ? await hub.since(resumeFrom).catch(() => null) : []
      if (missed === null)
        stream.write(`event: change\ndata: ${JSON.stringify({ kind: 'reset', action: 'reset', ids: [] })}\n\n`)
      // The hub tells the missed ones once more when it comes to them.
      past = parseCursor(missed?.at(-1)?.id ?? undefined)
      send(stream, actor, [...(missed ?? []), ...fresh(waiting, past)])
      waiting = null
    },
  )
}

/** Whether it is the account of the page itself that changed. */
const concerns = ({ kind, ids }: SentEvent['event'], actor: Actor) =>
  kind === 'account' && ids.includes(String(actor.accountId))

/** Those of `events` that come after `past`. */
function fresh(events: readonly SentEvent[], past: Cursor | null): readonly SentEvent[] {
  if (!past) return events
  return events.filter(({ id }) => {
    const place = parseCursor(id ?? undefined)
    return !place || isAfter(place, past)
  })
}

function send(stream: FastifyReply['raw'], actor: Actor, events: readonly SentEvent[]): void {
  let text = ''
  for (const { id, event } of events) {
    if (!visible(event, actor)) continue
    const data = JSON.stringify({ kind: event.kind, action: event.action, ids: event.ids } satisfies LiveChange)
    text += `${id ? `id: ${id}\n` : ''}event: change\ndata: ${data}\n\n`
  }
  if (text === '') return
  stream.write(text)
  if (stream.writableLength > maxUnreadBytes) stream.destroy()
}
