import { z } from 'zod'
import {
  AlertDetail,
  Calmed,
  CalmedQuery,
  CloseAlert,
  CloseCalmed,
  CloseLine,
  LineClosed,
  LineDone,
  Reopen,
} from '../../core/api/alerts.ts'
import { Uuid } from '../../core/api/common.ts'
import type { Wall } from '../db/wall.ts'
import type { App } from '../http/app.ts'
import { actorOf } from '../http/guard.ts'
import { iso } from '../http/present.ts'
import type { AssetKind } from '../modules/load.ts'
import { closeAlert, closeCalmed, closeLine, countCalmed, reopen } from './close-calmed.ts'
import { lineFilterOf } from './line-filter.ts'
import { readDetail } from './read-detail.ts'

const params = z.object({ id: Uuid })
const config = { require: 'alerts.handle' as const }

/** Closing of what has calmed: one alert, a line, the whole group; and taking that back within seconds. */
export function closeRoutes(app: App, wall: Wall, types: ReadonlyMap<string, AssetKind>): void {
  app.post(
    '/api/alerts/:id/close',
    {
      config,
      schema: {
        summary: 'Close an alert that has calmed and is in no incident',
        params,
        body: CloseAlert.nullish(),
        response: { 200: AlertDetail },
      },
    },
    async (request) => {
      const [actor, { id }] = [actorOf(request), request.params]
      return wall.as(actor, async (tx) => {
        await closeAlert(tx, actor, id, request.body?.note)
        return readDetail(tx, id)
      })
    },
  )
  app.post(
    '/api/alerts/lines/:id/close',
    {
      config,
      schema: {
        summary: 'Close what has calmed of a line and is in no incident',
        params,
        body: CloseLine,
        response: { 200: LineClosed },
      },
    },
    async (request) => {
      const [actor, { group, note }] = [actorOf(request), request.body]
      return wall.as(actor, (tx) => closeLine(tx, actor, { id: request.params.id, group }, note))
    },
  )
  app.get(
    '/api/alerts/calmed',
    {
      config: { require: 'alerts.read' },
      schema: {
        summary: 'How many calmed alerts of the inbox can be closed now',
        querystring: CalmedQuery,
        response: { 200: Calmed },
      },
    },
    async (request) => {
      const [at, { query }] = [iso(new Date()), request]
      const counts = await wall.read(actorOf(request), (tx) => countCalmed(tx, query.rule, lineFilterOf(types, query)))
      return { ...counts, at }
    },
  )
  app.post(
    '/api/alerts/calmed/close',
    {
      config,
      schema: {
        summary: 'Close what had calmed by a moment and is in no incident',
        body: CloseCalmed,
        response: { 200: LineClosed },
      },
    },
    async (request) => {
      const [actor, { rule, by, note, ...narrowed }] = [actorOf(request), request.body]
      const which = { rule, filter: lineFilterOf(types, narrowed), by: new Date(by), note }
      return wall.as(actor, (tx) => closeCalmed(tx, actor, which))
    },
  )
  app.post(
    '/api/alerts/reopen',
    {
      config,
      schema: { summary: 'Undo a closing within seconds', body: Reopen, response: { 200: LineDone } },
    },
    async (request) => {
      const actor = actorOf(request)
      return wall.as(actor, (tx) => reopen(tx, actor, new Date(request.body.at)))
    },
  )
}
