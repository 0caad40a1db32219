import { z } from 'zod'
import { pageOf } from '../../core/api/common.ts'
import {
  ChosenLetters,
  DeadLetter,
  DeadLetterDetail,
  DeadLettersExportQuery,
  DeadLettersQuery,
  DismissAnswer,
  DismissLetters,
  LetterGroup,
  LetterGroupsQuery,
  ReplayAnswer,
} from '../../core/api/dead-letters.ts'
import { notFound } from '../../core/error.ts'
import type { ModuleDefinition } from '../../core/module.ts'
import type { Wall } from '../db/wall.ts'
import { sendTable } from '../export/send-table.ts'
import type { App } from '../http/app.ts'
import { actorOf } from '../http/guard.ts'
import { pageOfRows } from '../http/page.ts'
import type { FindBroker } from './broker-routes.ts'
import { dismissLetters } from './dismiss-letters.ts'
import { exportLetters } from './export-letters.ts'
import type { Ingest } from './ingest.ts'
import { readLetter, readLetterGroups, readLetters } from './read-letters.ts'
import { replayLetters } from './replay-letters.ts'

const view = { require: 'dead_letters.view' } as const
const replay = { require: 'dead_letters.replay' } as const
const params = z.object({ id: z.coerce.number().int().positive().max(Number.MAX_SAFE_INTEGER) })

/** What could not be taken in: found, looked at, sent again, put aside. */
export function letterRoutes(
  app: App,
  parts: { wall: Wall; ingest: Ingest; modules: readonly ModuleDefinition[]; findBroker: FindBroker },
): void {
  const { wall } = parts
  app.get(
    '/api/dead-letters',
    {
      config: view,
      schema: {
        summary: 'What came and could not be taken, newest first',
        querystring: DeadLettersQuery,
        response: { 200: pageOf(DeadLetter) },
      },
    },
    async (request, reply) => {
      const { limit, after, ...filter } = request.query
      const rows = await wall.read(actorOf(request), (tx) => readLetters(tx, filter, { limit: limit + 1, after }))
      return pageOfRows(request, reply, rows, limit, ({ id }) => String(id))
    },
  )

  app.get(
    '/api/dead-letters/groups',
    {
      config: view,
      schema: {
        summary: 'The same counted by sender and reason; the 200 largest',
        querystring: LetterGroupsQuery,
        response: { 200: z.object({ items: z.array(LetterGroup) }) },
      },
    },
    async (request) => ({
      items: await wall.read(actorOf(request), (tx) => readLetterGroups(tx, request.query)),
    }),
  )

  app.get(
    '/api/dead-letters/export.csv',
    {
      config: view,
      schema: {
        summary: 'The same as CSV, without what the messages held',
        querystring: DeadLettersExportQuery,
        response: { 200: z.any().describe('the file') },
      },
    },
    async (request, reply) => {
      const { lang, ...filter } = request.query
      const table = await wall.read(actorOf(request), (tx) => exportLetters(tx, filter, lang))
      return sendTable(reply, 'csv', 'dead-letters', table)
    },
  )

  app.get(
    '/api/dead-letters/:id',
    {
      config: view,
      schema: { summary: 'One of them with what it held', params, response: { 200: DeadLetterDetail } },
    },
    async (request) => {
      const { id } = request.params
      const letter = await wall.read(actorOf(request), (tx) => readLetter(tx, id))
      if (!letter) throw notFound(`dead letter ${id}`)
      return letter
    },
  )

  app.post(
    '/api/dead-letters/replay',
    {
      config: replay,
      schema: {
        summary: 'Send open letters again: chosen ones, or all that pass a filter, 10,000 a call',
        body: ChosenLetters,
        response: { 200: ReplayAnswer },
      },
    },
    async (request) => replayLetters(parts, actorOf(request), request.body),
  )

  app.post(
    '/api/dead-letters/dismiss',
    {
      config: replay,
      schema: {
        summary: 'Put open letters aside with a reason',
        body: DismissLetters,
        response: { 200: DismissAnswer },
      },
    },
    async (request) => dismissLetters(wall, actorOf(request), request.body.choice, request.body.reason),
  )
}
