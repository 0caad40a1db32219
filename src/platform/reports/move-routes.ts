import { z } from 'zod'
import { Uuid } from '../../core/api/common.ts'
import { ReportDetail, ReportReturn, ReportText } from '../../core/api/reports.ts'
import { reportRules } from '../../core/report-state.ts'
import type { Actor } from '../auth/actor.ts'
import type { Db } from '../db/pool.ts'
import type { Wall } from '../db/wall.ts'
import type { App } from '../http/app.ts'
import { actorOf } from '../http/guard.ts'
import type { Counted } from '../indicators/counted.ts'
import { moveReport, writeText } from './move-report.ts'
import { readReport } from './read-report.ts'
import { countAnew } from './write-report.ts'

const params = z.object({ id: Uuid })
const response = { 200: ReportDetail }

/** What is done with a report once its figures stand: written in, sent, approved or returned, counted anew. */
export function moveRoutes(app: App, wall: Wall, indicators: ReadonlyMap<string, Counted>): void {
  /** Does `work` and answers with the report as it then stands; the one that `work` names, where it names another. */
  const answer = (actor: Actor, id: string, work: (tx: Db) => Promise<string | undefined>) =>
    wall.as(actor, async (tx) => readReport(tx, actor, (await work(tx)) ?? id, indicators))

  for (const [move, summary] of [
    ['send', 'Send a report for approval'],
    ['withdraw', 'Take a report back that was sent'],
    ['approve', 'Approve a report, as a second person'],
  ] as const) {
    app.post(
      `/api/reports/:id/${move}`,
      { config: { require: reportRules[move].permission }, schema: { summary, params, response } },
      async (request) => {
        const actor = actorOf(request)
        const { id } = request.params
        return answer(actor, id, async (tx) => {
          await moveReport(tx, actor, id, move)
          return undefined
        })
      },
    )
  }

  app.post(
    '/api/reports/:id/return',
    {
      config: { require: reportRules.return.permission },
      schema: { summary: 'Return a report with a reason', params, body: ReportReturn, response },
    },
    async (request) => {
      const actor = actorOf(request)
      const { id } = request.params
      return answer(actor, id, async (tx) => {
        await moveReport(tx, actor, id, 'return', request.body.reason)
        return undefined
      })
    },
  )

  app.post(
    '/api/reports/:id/texts',
    {
      config: { require: 'reports.create' },
      schema: { summary: 'Write what stands beside the figures', params, body: ReportText, response },
    },
    async (request) => {
      const actor = actorOf(request)
      const { id } = request.params
      return answer(actor, id, async (tx) => {
        await writeText(tx, actor, id, request.body)
        return undefined
      })
    },
  )

  app.post(
    '/api/reports/:id/versions',
    {
      config: { require: 'reports.create' },
      schema: { summary: 'Count a report anew, as its next version', params, response: { 201: ReportDetail } },
    },
    async (request, reply) => {
      const actor = actorOf(request)
      const { id } = request.params
      const report = await answer(actor, id, (tx) => countAnew(tx, actor, id, indicators))
      return reply.code(201).header('location', `/api/reports/${report.id}`).send(report)
    },
  )
}
