import type { z } from 'zod'
import { IngestAnswer, SentReadings } from '../../core/api/ingest.ts'
import { AppError } from '../../core/error.ts'
import type { Wall } from '../db/wall.ts'
import type { App } from '../http/app.ts'
import { problemOf } from '../http/problems.ts'
import { Answers, keepAnswer, readKey } from './answers.ts'
import { findSender } from './credentials.ts'
import { SenderFinder } from './http-sender.ts'
import type { IncomingReading, Refusal, Sender, Source } from './incoming.ts'
import type { Ingest } from './ingest.ts'
import type { Letter } from './letters.ts'
import { presentOutcomes } from './present-outcomes.ts'
import { type Item, readJson, readLines, tooLarge, unpack } from './read-body.ts'
import { doorTopic, keptOf, readItem } from './read-items.ts'
import type { Outcome } from './store.ts'

declare module 'fastify' {
  interface FastifyRequest {
    sender: Sender | null
  }
}

export interface IngestLimits {
  /** Of one body, packed and unpacked. */
  readonly maxBytes: number
  readonly maxReadings: number
}
export const defaultLimits: IngestLimits = { maxBytes: 8 * 1024 * 1024, maxReadings: 10_000 }

/** Beyond so many readings that wait to be written, more are not taken: they would time out in memory. */
const mostWaiting = 200_000

/** The door for gateways: readings over HTTP, answered once what became of each is committed. */
export function ingestRoutes(app: App, wall: Wall, ingest: Ingest, limits: IngestLimits = defaultLimits): void {
  const { maxBytes, maxReadings } = limits
  const finder = new SenderFinder((name, secret) => findSender(wall, name, secret))
  const answers = new Answers(wall)

  async function take(items: readonly Item[], source: Source, keep: Keep | null): Promise<Buffer> {
    const read = items.map((item) => readItem(item, source))
    const readings = read.filter((one): one is IncomingReading => !('reason' in one))
    const letters = lettersOf(items, read, source)
    let answer: Buffer | null = null
    const present = (outcomes: readonly Outcome[]) => presentOutcomes(items, read, outcomes)
    const outcomes = await ingest.deliver({
      readings,
      letters,
      ...(keep && {
        settle: async (tx, decided) => {
          answer = present(decided)
          await keepAnswer(tx, { sender: source.sender.name, ...keep, answer })
        },
      }),
    })
    return answer ?? present(outcomes)
  }

  async function refuseBody(source: Source, payload: Buffer, detail: string): Promise<never> {
    const refusal: Refusal = { reason: 'bad_payload', detail }
    const { agencyId } = source.sender
    const kept = () => ({ topic: doorTopic, payload })
    await ingest.deliver({ readings: [], letters: [{ source, refusal, agencyId, kept }] })
    throw new AppError('bad_body', 400, { detail: `${detail}; nothing was stored, the body is kept as a dead letter` })
  }

  app.register(async (plugin) => {
    const scope: App = plugin.withTypeProvider()
    scope.removeAllContentTypeParsers()
    for (const type of ['application/json', 'application/x-ndjson']) {
      scope.addContentTypeParser(type, { parseAs: 'buffer', bodyLimit: maxBytes }, (_, body, done) => done(null, body))
    }
    scope.decorateRequest('sender', null)
    // Before the body: who may not send need not be listened to.
    scope.addHook('onRequest', async (request, reply) => {
      const { authorization, 'content-length': length } = request.headers
      request.sender = await finder.find(authorization, request.ip).catch((error: unknown) => {
        if (error instanceof AppError && error.status === 401) reply.header('www-authenticate', 'Basic realm="nhip"')
        if (error instanceof AppError && error.status === 429) reply.header('retry-after', '60')
        throw plain(error)
      })
      if (Number(length) > maxBytes) throw tooLarge(maxBytes)
      if (ingest.waiting() > mostWaiting) throw unavailable('more readings wait than can be written now')
    })
    scope.post(
      '/api/ingest/readings',
      {
        config: { public: true },
        // What the bytes hold is judged reading by reading; the schemas describe it.
        validatorCompiler: () => () => true,
        bodyLimit: maxBytes,
        schema: {
          summary: 'Send readings: JSON, or one a line (application/x-ndjson); gzip; answered once they are committed',
          body: SentReadings,
          response: { 200: IngestAnswer },
        },
      },
      async (request, reply) => {
        const { sender, headers } = request
        if (!sender) throw new AppError('wrong_credential', 401)
        const source: Source = { via: 'http', sender, receivedAt: new Date() }
        const key = readKey(headers['idempotency-key'])
        // The parser above gives bytes.
        const packed = (request.body ?? Buffer.alloc(0)) as unknown as Buffer
        const body = await unpack(packed, headers['content-encoding'], maxBytes)
        const work = async (bodyHash: Buffer | null) => {
          const isLines = headers['content-type']?.startsWith('application/x-ndjson')
          const items = isLines ? readLines(body) : readJson(body)
          if ('fault' in items) return refuseBody(source, body, items.fault)
          if (items.length > maxReadings) throw tooMany(items.length, maxReadings)
          return take(items, source, key !== null && bodyHash ? { key, bodyHash } : null)
        }
        try {
          const answer = await (key === null ? work(null) : answers.once(sender.name, key, body, work))
          return await reply.type('application/json').send(answer as unknown as z.infer<typeof IngestAnswer>)
        } catch (error) {
          throw plain(error)
        }
      },
    )
  })
}

interface Keep {
  readonly key: string
  readonly bodyHash: Buffer
}

function lettersOf(items: readonly Item[], read: readonly (IncomingReading | Refusal)[], source: Source): Letter[] {
  const { agencyId } = source.sender
  return items.flatMap((item, index) => {
    const refusal = read[index]
    if (!refusal || !('reason' in refusal)) return []
    return [{ source, refusal, agencyId, kept: () => keptOf(item) }]
  })
}

function tooMany(count: number, most: number): AppError {
  return new AppError('too_many_readings', 413, {
    detail: `${count} readings; a request may hold ${most}, send several`,
  })
}

const unavailable = (detail: string) => new AppError('unavailable', 503, { detail })

/** What was lost between commit and answer may stand: the sender is told how to learn that, not that nothing happened. */
function plain(error: unknown): unknown {
  if (error instanceof AppError || problemOf(error)?.status !== 503) return error
  return unavailable(
    'the database cannot be reached now; send the same again: what is stored already counts as duplicate',
  )
}
