import { z } from 'zod'
import { AlertLoad, LoadQuery } from '../../core/api/alert-load.ts'
import {
  Alert,
  AlertLines,
  DismissLine,
  LineChoices,
  LineChoicesQuery,
  LineDone,
  LinePartsQuery,
  LinesQuery,
  ShelveLine,
  TakeLine,
} from '../../core/api/alerts.ts'
import { pageOf, Uuid } from '../../core/api/common.ts'
import type { Wall } from '../db/wall.ts'
import type { App } from '../http/app.ts'
import { actorOf } from '../http/guard.ts'
import { nextPage, pageOfRows } from '../http/page.ts'
import type { AssetKind } from '../modules/load.ts'
import { dismissLine, releaseLine, shelveLine, takeLine, unshelveLine } from './handle-line.ts'
import { lineFilterOf } from './line-filter.ts'
import { presentAlert, selectAlerts } from './read-alerts.ts'
import { readLineChoices } from './read-line-choices.ts'
import { isOfLine, readLines } from './read-lines.ts'
import { readLoad } from './read-load.ts'

const params = z.object({ id: Uuid })
const handle = { require: 'alerts.handle' as const }

/** Lines of the inbox, what is done with a whole line, and shelving. */
export function lineRoutes(app: App, wall: Wall, types: ReadonlyMap<string, AssetKind>): void {
  app.get(
    '/api/alerts/lines',
    {
      config: { require: 'alerts.read' },
      schema: { summary: 'Open alerts by line: the inbox', querystring: LinesQuery, response: { 200: AlertLines } },
    },
    async (request, reply) => {
      const { severity, area, agency, module, ...query } = request.query
      const filter = lineFilterOf(types, { severity, area, agency, module })
      const { after, ...found } = await wall.read(actorOf(request), (tx) => readLines(tx, { ...query, filter }))
      return { ...found, next: nextPage(request, reply, after) }
    },
  )

  app.get(
    '/api/alerts/choices',
    {
      config: { require: 'alerts.read' },
      schema: {
        summary: 'By what alerts can be narrowed',
        querystring: LineChoicesQuery,
        response: { 200: LineChoices },
      },
    },
    async (request) => wall.read(actorOf(request), (tx) => readLineChoices(tx, types, request.query.state)),
  )

  app.get(
    '/api/alerts/lines/:id',
    {
      config: { require: 'alerts.read' },
      schema: {
        summary: 'The alerts of a line that stand in one group, newest first',
        params,
        querystring: LinePartsQuery,
        response: { 200: pageOf(Alert) },
      },
    },
    async (request, reply) => {
      const { group, limit, after } = request.query
      const rows = await wall.read(actorOf(request), (tx) =>
        selectAlerts(tx)
          .where(isOfLine(request.params.id, group))
          .$if(after !== undefined, (query) => query.where('al.id', '<', after ?? ''))
          .orderBy('al.id', 'desc')
          .limit(limit + 1)
          .execute(),
      )
      return pageOfRows(request, reply, rows.map(presentAlert), limit, (alert) => alert.id)
    },
  )

  app.get(
    '/api/alerts/load',
    {
      config: { require: 'rules.view' },
      schema: {
        summary: 'What the alarm list asked of officers in the last days, and which rules asked most',
        querystring: LoadQuery,
        response: { 200: AlertLoad },
      },
    },
    async (request) => wall.read(actorOf(request), (tx) => readLoad(tx, request.query.days, new Date())),
  )

  const response = { 200: LineDone }
  const at = '/api/alerts/lines/:id'
  app.post(
    `${at}/acknowledge`,
    { config: handle, schema: { summary: 'Take what nobody has of a line', params, body: TakeLine, response } },
    async (request) => {
      const { group, comment } = request.body
      const actor = actorOf(request)
      return wall.as(actor, (tx) => takeLine(tx, actor, { id: request.params.id, group }, comment))
    },
  )
  app.post(
    `${at}/release`,
    { config: handle, schema: { summary: 'Undo the taking of a line within seconds', params, response } },
    async (request) => {
      const actor = actorOf(request)
      return wall.as(actor, (tx) => releaseLine(tx, actor, { id: request.params.id, group: 'taken' }))
    },
  )
  app.post(
    `${at}/dismiss`,
    {
      config: handle,
      schema: { summary: 'Finish a line without work, with one reason', params, body: DismissLine, response },
    },
    async (request) => {
      const { group, reason } = request.body
      const actor = actorOf(request)
      return wall.as(actor, (tx) => dismissLine(tx, actor, { id: request.params.id, group }, reason))
    },
  )
  app.post(
    `${at}/shelve`,
    { config: handle, schema: { summary: 'Lay a line aside until a time', params, body: ShelveLine, response } },
    async (request) => {
      const { group, ...shelf } = request.body
      const actor = actorOf(request)
      return wall.as(actor, (tx) => shelveLine(tx, actor, { id: request.params.id, group }, shelf))
    },
  )
  app.post(
    `${at}/unshelve`,
    { config: handle, schema: { summary: 'Bring back a line that was laid aside', params, response } },
    async (request) => {
      const actor = actorOf(request)
      return wall.as(actor, (tx) => unshelveLine(tx, actor, { id: request.params.id, group: 'shelved' }))
    },
  )
}
