import { z } from 'zod'
import { Uuid } from '../../core/api/common.ts'
import {
  Affected,
  Commander,
  FigureKind,
  FigureKindEdit,
  NameCommander,
  NewFigure,
  NewFigureKind,
} from '../../core/api/incident-picture.ts'
import { SimilarIncident } from '../../core/api/similar-incident.ts'
import { IncidentDetail } from '../../core/api/work.ts'
import { provinceWideOnly } from '../auth/province-wide.ts'
import type { Wall } from '../db/wall.ts'
import type { App } from '../http/app.ts'
import { actorOf } from '../http/guard.ts'
import type { AssetKind } from '../modules/load.ts'
import { listCommanders, nameCommander } from './commander.ts'
import { addFigureKind, changeFigureKind, listFigureKinds } from './figure-kinds.ts'
import { tellFigure } from './figures.ts'
import { readAffected } from './read-affected.ts'
import { readDetail } from './read-detail.ts'
import { readSimilar } from './similar.ts'

const params = z.object({ id: Uuid })
const managing = { require: 'incidents.manage' } as const
const setting = { require: 'records.manage_fields' } as const

/** What stands beside the story of an incident: what it touches, figures that people tell, who leads it, what it is like. */
export function pictureRoutes(app: App, wall: Wall, types: ReadonlyMap<string, AssetKind>): void {
  app.get(
    '/api/incidents/:id/affected',
    {
      config: { require: 'incidents.read' },
      schema: { summary: 'Devices and communes that an incident touches now', params, response: { 200: Affected } },
    },
    async (request) => wall.read(actorOf(request), (tx) => readAffected(tx, types, request.params.id, new Date())),
  )

  app.get(
    '/api/incidents/:id/similar',
    {
      config: { require: 'incidents.read' },
      schema: {
        summary: 'Earlier incidents, closed by now, that are most like one',
        params,
        response: { 200: z.object({ items: z.array(SimilarIncident) }) },
      },
    },
    async (request) => ({ items: await wall.read(actorOf(request), (tx) => readSimilar(tx, request.params.id)) }),
  )

  app.post(
    '/api/incidents/:id/figures',
    {
      config: managing,
      schema: { summary: 'Tell a figure with its source', params, body: NewFigure, response: { 200: IncidentDetail } },
    },
    async (request) => {
      const [actor, { id }] = [actorOf(request), request.params]
      return wall.as(actor, async (tx) => {
        await tellFigure(tx, actor, id, request.body)
        return readDetail(tx, id)
      })
    },
  )

  app.get(
    '/api/incidents/commanders',
    {
      config: managing,
      schema: {
        summary: 'Who may be named to lead an incident',
        response: { 200: z.object({ items: z.array(Commander) }) },
      },
    },
    async (request) => ({ items: await wall.read(actorOf(request), listCommanders) }),
  )

  app.post(
    '/api/incidents/:id/commander',
    {
      config: managing,
      schema: { summary: 'Name who leads', params, body: NameCommander, response: { 200: IncidentDetail } },
    },
    async (request) => {
      const [actor, { id }] = [actorOf(request), request.params]
      return wall.as(actor, async (tx) => {
        await nameCommander(tx, actor, id, request.body.accountId)
        return readDetail(tx, id)
      })
    },
  )

  figureKindRoutes(app, wall)
}

function figureKindRoutes(app: App, wall: Wall): void {
  const response = { 200: z.object({ items: z.array(FigureKind) }) }
  app.get(
    '/api/incidents/figure-kinds',
    {
      config: { require: 'incidents.read' },
      schema: { summary: 'What is counted of incidents, those not asked for any more included', response },
    },
    async (request) => ({ items: await wall.read(actorOf(request), listFigureKinds) }),
  )

  app.post(
    '/api/incidents/figure-kinds',
    { config: setting, schema: { summary: 'Add a kind of figure', body: NewFigureKind, response } },
    async (request) => {
      const actor = provinceWideOnly(actorOf(request))
      return wall.as(actor, async (tx) => {
        await addFigureKind(tx, actor, request.body)
        return { items: await listFigureKinds(tx) }
      })
    },
  )

  app.post(
    '/api/incidents/figure-kinds/:key',
    {
      config: setting,
      schema: {
        summary: 'Change the words of a kind of figure, or whether it is asked for',
        params: z.object({ key: z.string().max(40) }),
        body: FigureKindEdit,
        response,
      },
    },
    async (request) => {
      const actor = provinceWideOnly(actorOf(request))
      return wall.as(actor, async (tx) => {
        await changeFigureKind(tx, actor, request.params.key, request.body)
        return { items: await listFigureKinds(tx) }
      })
    },
  )
}
