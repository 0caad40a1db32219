import { z } from 'zod'
import { pageOf, Uuid } from '../../core/api/common.ts'
import {
  CloseIncident,
  Incident,
  IncidentDetail,
  IncidentsQuery,
  JoinIncident,
  NewIncident,
  NewNote,
  NewTask,
  Task,
} from '../../core/api/work.ts'
import type { Wall } from '../db/wall.ts'
import type { App } from '../http/app.ts'
import { actorOf } from '../http/guard.ts'
import { pageOfRows } from '../http/page.ts'
import { incidentOrders } from './incident-orders.ts'
import { addNote, closeIncident, joinIncident, openIncident } from './incidents.ts'
import { readDetail } from './read-detail.ts'
import { presentIncident, selectIncidents } from './read-work.ts'
import { readTask } from './task-routes.ts'
import { assignTask } from './tasks.ts'

const params = z.object({ id: Uuid })

export function incidentRoutes(app: App, wall: Wall): void {
  app.get(
    '/api/incidents',
    {
      config: { require: 'incidents.read' },
      schema: {
        summary: 'Incidents, newest first or worst first',
        querystring: IncidentsQuery,
        response: { 200: pageOf(Incident) },
      },
    },
    async (request, reply) => {
      const { state, limit, after, sort } = request.query
      const order = incidentOrders[sort]
      const rows = await wall.read(actorOf(request), (tx) => {
        const found = selectIncidents(tx).$if(state === 'open', (query) => query.where('inc.state', '=', 'open'))
        return order
          .page(found, after)
          .limit(limit + 1)
          .execute()
      })
      return pageOfRows(request, reply, rows.map(presentIncident), limit, order.keyOf)
    },
  )

  app.get(
    '/api/incidents/:id',
    {
      config: { require: 'incidents.read' },
      schema: { summary: 'One incident with its alerts, tasks and story', params, response: { 200: IncidentDetail } },
    },
    async (request) => wall.read(actorOf(request), (tx) => readDetail(tx, request.params.id)),
  )

  app.post(
    '/api/incidents',
    {
      config: { require: 'incidents.manage' },
      schema: { summary: 'Open an incident from an alert', body: NewIncident, response: { 201: IncidentDetail } },
    },
    async (request, reply) => {
      const actor = actorOf(request)
      const { alertId, title } = request.body
      const detail = await wall.as(actor, async (tx) => readDetail(tx, await openIncident(tx, actor, alertId, title)))
      return reply.code(201).header('location', `/api/incidents/${detail.id}`).send(detail)
    },
  )

  app.post(
    '/api/incidents/:id/notes',
    {
      config: { require: 'incidents.manage' },
      schema: { summary: 'Write a line into the story', params, body: NewNote, response: { 200: IncidentDetail } },
    },
    async (request) => {
      const actor = actorOf(request)
      return wall.as(actor, async (tx) => {
        await addNote(tx, actor, request.params.id, request.body.text)
        return readDetail(tx, request.params.id)
      })
    },
  )

  app.post(
    '/api/incidents/:id/alerts',
    {
      config: { require: 'incidents.manage' },
      schema: {
        summary: 'Put an alert and the line it heads into an incident',
        params,
        body: JoinIncident,
        response: { 200: IncidentDetail },
      },
    },
    async (request) => {
      const actor = actorOf(request)
      const { id } = request.params
      return wall.as(actor, async (tx) => {
        await joinIncident(tx, actor, id, request.body.alertId)
        return readDetail(tx, id)
      })
    },
  )

  app.post(
    '/api/incidents/:id/tasks',
    {
      config: { require: 'incidents.manage' },
      schema: { summary: 'Give a task to an agency', params, body: NewTask, response: { 201: Task } },
    },
    async (request, reply) => {
      const actor = actorOf(request)
      const task = await wall.as(actor, async (tx) =>
        readTask(tx, await assignTask(tx, actor, request.params.id, request.body)),
      )
      return reply.code(201).header('location', `/api/tasks/${task.id}`).send(task)
    },
  )

  app.post(
    '/api/incidents/:id/close',
    {
      config: { require: 'incidents.manage' },
      schema: {
        summary: 'Close an incident whose tasks are done',
        params,
        body: CloseIncident,
        response: { 200: IncidentDetail },
      },
    },
    async (request) => {
      const actor = actorOf(request)
      return wall.as(actor, async (tx) => {
        const { note, falseAlarm } = request.body
        await closeIncident(tx, actor, request.params.id, note, falseAlarm)
        return readDetail(tx, request.params.id)
      })
    },
  )
}
