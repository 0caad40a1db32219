import { z } from 'zod'
import { Acknowledge, Alert, AlertDetail, AlertsQuery, Dismiss, Shelve } from '../../core/api/alerts.ts'
import { pageOf, Uuid } from '../../core/api/common.ts'
import type { Actor } from '../auth/actor.ts'
import type { Db } from '../db/pool.ts'
import type { Wall } from '../db/wall.ts'
import type { App } from '../http/app.ts'
import { actorOf } from '../http/guard.ts'
import { pageOfRows } from '../http/page.ts'
import type { AssetKind } from '../modules/load.ts'
import { closeRoutes } from './close-routes.ts'
import { dismissAlert, releaseAlert, shelveAlert, takeAlert, unshelveAlert } from './handle-alert.ts'
import { historyRoutes } from './history-routes.ts'
import { limitRoutes } from './limit-routes.ts'
import { lineRoutes } from './line-routes.ts'
import { maintenanceRoutes } from './maintenance-routes.ts'
import { isOpen, presentAlert, selectAlerts } from './read-alerts.ts'
import { readDetail } from './read-detail.ts'

const params = z.object({ id: Uuid })

export function alertRoutes(app: App, wall: Wall, types: ReadonlyMap<string, AssetKind>): void {
  app.get(
    '/api/alerts',
    {
      config: { require: 'alerts.read' },
      schema: { summary: 'Alerts, newest first', querystring: AlertsQuery, response: { 200: pageOf(Alert) } },
    },
    async (request, reply) => {
      const { state, asset, limit, after } = request.query
      const rows = await wall.read(actorOf(request), (tx) =>
        selectAlerts(tx)
          .$if(state === 'open', (query) => query.where(isOpen))
          .$if(asset !== undefined, (query) => query.where('ast.code', '=', asset ?? ''))
          .$if(after !== undefined, (query) => query.where('al.id', '<', after ?? ''))
          .orderBy('al.id', 'desc')
          .limit(limit + 1)
          .execute(),
      )
      return pageOfRows(request, reply, rows.map(presentAlert), limit, (alert) => alert.id)
    },
  )

  app.get(
    '/api/alerts/:id',
    {
      config: { require: 'alerts.read' },
      schema: { summary: 'One alert and what was done about it', params, response: { 200: AlertDetail } },
    },
    async (request) => wall.read(actorOf(request), (tx) => readDetail(tx, request.params.id)),
  )

  const act = (
    name: string,
    summary: string,
    work: (tx: Db, actor: Actor, id: string, text: string) => Promise<void>,
  ) => ({
    address: `/api/alerts/:id/${name}`,
    schema: { summary, params, response: { 200: AlertDetail } },
    config: { require: 'alerts.handle' as const },
    run: (actor: Actor, id: string, text = '') =>
      wall.as(actor, async (tx) => {
        await work(tx, actor, id, text)
        return readDetail(tx, id)
      }),
  })

  const take = act('acknowledge', 'Take an alert', takeAlert)
  app.post(
    take.address,
    { config: take.config, schema: { ...take.schema, body: Acknowledge.nullish() } },
    async (request) => take.run(actorOf(request), request.params.id, request.body?.comment),
  )
  const release = act('release', 'Undo a taking within seconds', releaseAlert)
  app.post(release.address, { config: release.config, schema: release.schema }, async (request) =>
    release.run(actorOf(request), request.params.id),
  )
  const dismiss = act('dismiss', 'Finish an alert without work, with a reason', dismissAlert)
  app.post(dismiss.address, { config: dismiss.config, schema: { ...dismiss.schema, body: Dismiss } }, async (request) =>
    dismiss.run(actorOf(request), request.params.id, request.body.reason),
  )

  app.post(
    '/api/alerts/:id/shelve',
    { config: dismiss.config, schema: { ...dismiss.schema, summary: 'Lay an alert aside until a time', body: Shelve } },
    async (request) => {
      const [actor, { id }] = [actorOf(request), request.params]
      return wall.as(actor, async (tx) => {
        await shelveAlert(tx, actor, id, request.body)
        return readDetail(tx, id)
      })
    },
  )
  const unshelve = act('unshelve', 'Bring back an alert that was laid aside', unshelveAlert)
  app.post(unshelve.address, { config: unshelve.config, schema: unshelve.schema }, async (request) =>
    unshelve.run(actorOf(request), request.params.id),
  )
  lineRoutes(app, wall, types)
  closeRoutes(app, wall, types)
  historyRoutes(app, wall, types)
  limitRoutes(app, wall)
  maintenanceRoutes(app, wall, types)
}
