import { z } from 'zod'
import { Instant, pageOf, Uuid } from '../../core/api/common.ts'
import { SayWhyLate } from '../../core/api/late-reasons.ts'
import { CompleteTask, Task, TasksQuery } from '../../core/api/work.ts'
import { addLength } from '../../core/deadline.ts'
import { notFound } from '../../core/error.ts'
import { longestTerm, termUnits } from '../../core/term.ts'
import { loadCalendar } from '../calendar/load-calendar.ts'
import type { Db } from '../db/pool.ts'
import type { Wall } from '../db/wall.ts'
import type { App } from '../http/app.ts'
import { actorOf } from '../http/guard.ts'
import { pageOfRows } from '../http/page.ts'
import { iso } from '../http/present.ts'
import { presentTasks, selectTasks } from './read-work.ts'
import { acceptTask, completeTask, explainLateTask } from './tasks.ts'
import { undoTask } from './undo-task.ts'

const params = z.object({ id: Uuid })

export function taskRoutes(app: App, wall: Wall): void {
  app.get(
    '/api/tasks',
    {
      config: { require: 'tasks.read' },
      schema: {
        summary: 'Tasks given to or asked by one’s agencies',
        querystring: TasksQuery,
        response: { 200: pageOf(Task) },
      },
    },
    async (request, reply) => {
      const { side, state, limit, after } = request.query
      const actor = actorOf(request)
      const mine = [...actor.agencyIds]
      const tasks = await wall.read(actor, async (tx) => {
        const rows = await selectTasks(tx)
          .$if(side === 'mine', (query) => query.where('t.agencyId', 'in', mine))
          .$if(side === 'issued', (query) => query.where('t.issuerAgencyId', 'in', mine))
          .$if(state === 'open', (query) => query.where('t.state', '<>', 'done'))
          .$if(after !== undefined, (query) => query.where('t.id', '<', after ?? ''))
          .orderBy('t.id', 'desc')
          .limit(limit + 1)
          .execute()
        return presentTasks(tx, rows, await loadCalendar(tx), new Date())
      })
      return pageOfRows(request, reply, tasks, limit, (task) => task.id)
    },
  )

  app.get(
    '/api/tasks/:id',
    { config: { require: 'tasks.read' }, schema: { summary: 'One task', params, response: { 200: Task } } },
    async (request) => wall.read(actorOf(request), (tx) => readTask(tx, request.params.id)),
  )

  app.post(
    '/api/tasks/:id/accept',
    { config: { require: 'tasks.work' }, schema: { summary: 'Accept a task', params, response: { 200: Task } } },
    async (request) => {
      const actor = actorOf(request)
      return wall.as(actor, async (tx) => {
        await acceptTask(tx, actor, request.params.id)
        return readTask(tx, request.params.id)
      })
    },
  )

  app.post(
    '/api/tasks/:id/complete',
    {
      config: { require: 'tasks.work' },
      schema: { summary: 'Finish a task that has evidence', params, body: CompleteTask, response: { 200: Task } },
    },
    async (request) => {
      const actor = actorOf(request)
      return wall.as(actor, async (tx) => {
        await completeTask(tx, actor, request.params.id, request.body)
        return readTask(tx, request.params.id)
      })
    },
  )

  app.post(
    '/api/tasks/:id/undo',
    {
      config: { require: 'tasks.work' },
      schema: { summary: 'Take back that one finished a task, within 10 seconds', params, response: { 200: Task } },
    },
    async (request) => {
      const actor = actorOf(request)
      return wall.as(actor, async (tx) => {
        await undoTask(tx, actor, request.params.id)
        return readTask(tx, request.params.id)
      })
    },
  )

  app.post(
    '/api/tasks/:id/late-reason',
    {
      config: { require: 'tasks.work' },
      schema: {
        summary: 'Say why a task is or was late, for the agency that must do it',
        params,
        body: SayWhyLate,
        response: { 200: Task },
      },
    },
    async (request) => {
      const actor = actorOf(request)
      return wall.as(actor, async (tx) => {
        await explainLateTask(tx, actor, request.params.id, request.body)
        return readTask(tx, request.params.id)
      })
    },
  )

  app.get(
    '/api/deadlines/preview',
    {
      config: { signedIn: true },
      schema: {
        summary: 'When a term that starts now would end',
        querystring: z.object({
          amount: z.coerce.number().int().min(1).max(longestTerm.hour).default(1),
          unit: z.enum(termUnits).default('working_day'),
        }),
        response: { 200: z.object({ dueAt: Instant }) },
      },
    },
    async (request) => {
      const calendar = await wall.read(actorOf(request), loadCalendar)
      return { dueAt: iso(addLength(calendar, new Date(), request.query)) }
    },
  )
}

export async function readTask(tx: Db, id: string): Promise<Task> {
  const rows = await selectTasks(tx).where('t.id', '=', id).execute()
  const [task] = await presentTasks(tx, rows, await loadCalendar(tx), new Date())
  if (!task) throw notFound(`task ${id}`)
  return task
}
