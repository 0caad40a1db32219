import { z } from 'zod'
import { pageOf, Uuid } from '../../core/api/common.ts'
import { AlertCount, IndicatorRow } from '../../core/api/indicators.ts'
import { NewReport, Report, ReportDetail } from '../../core/api/reports.ts'
import { numberOfKey } from '../../core/counted-as.ts'
import { localDateOf } from '../../core/local-time.ts'
import { paperBlocks } from '../../core/report-paper.ts'
import { readProvince } from '../areas/province.ts'
import type { Wall } from '../db/wall.ts'
import { sendTable } from '../export/send-table.ts'
import type { App } from '../http/app.ts'
import { actorOf } from '../http/guard.ts'
import { pageOfRows } from '../http/page.ts'
import type { Counted } from '../indicators/counted.ts'
import { readRows } from '../indicators/figures.ts'
import { withoutReasons } from '../indicators/late.ts'
import { writeReportDocument } from './document.ts'
import { frozenRows, tableOfRows } from './export-rows.ts'
import { moveRoutes } from './move-routes.ts'
import { isNewest, presentReport, readReport, selectReports } from './read-report.ts'
import { createReport } from './write-report.ts'

const params = z.object({ id: Uuid })
/** The part of a link that says which number of a line is meant. */
function narrowTo(counts: NonNullable<ReportDetail['lines'][number]['parts'][number]['counts']>): string {
  const count = numberOfKey(counts)
  return count === undefined ? '' : `&count=${count}`
}

const docx = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'

export function reportRoutes(app: App, wall: Wall, indicators: ReadonlyMap<string, Counted>): void {
  moveRoutes(app, wall, indicators)

  app.get(
    '/api/reports',
    {
      config: { require: 'reports.read' },
      schema: {
        summary: 'Reports, newest first, each in its newest version',
        querystring: z.object({
          limit: z.coerce.number().int().min(1).max(1_000).default(200),
          after: Uuid.optional(),
        }),
        response: { 200: pageOf(Report) },
      },
    },
    async (request, reply) => {
      const { limit, after } = request.query
      const rows = await wall.read(actorOf(request), (tx) =>
        selectReports(tx)
          .where(isNewest)
          .$if(after !== undefined, (query) => query.where('r.id', '<', after ?? ''))
          .orderBy('r.id', 'desc')
          .limit(limit + 1)
          .execute(),
      )
      return pageOfRows(request, reply, rows.map(presentReport), limit, (report) => report.id)
    },
  )

  app.post(
    '/api/reports',
    {
      config: { require: 'reports.create' },
      schema: { summary: 'Write and freeze a report', body: NewReport, response: { 201: ReportDetail } },
    },
    async (request, reply) => {
      const actor = actorOf(request)
      const report = await wall.as(actor, async (tx) =>
        readReport(tx, actor, await createReport(tx, actor, request.body, indicators), indicators),
      )
      return reply.code(201).header('location', `/api/reports/${report.id}`).send(report)
    },
  )

  app.get(
    '/api/reports/:id',
    { config: { require: 'reports.read' }, schema: { summary: 'One report', params, response: { 200: ReportDetail } } },
    async (request) => {
      const actor = actorOf(request)
      return wall.read(actor, (tx) => readReport(tx, actor, request.params.id, indicators))
    },
  )

  app.get(
    '/api/reports/:id/lines/:key/rows',
    {
      config: { require: 'reports.read' },
      schema: {
        summary: 'The rows a frozen figure was counted from',
        params: params.extend({ key: z.string() }),
        querystring: z.object({
          count: AlertCount.optional(),
          limit: z.coerce.number().int().min(1).max(1_000).default(200),
          after: z.string().max(200).optional(),
        }),
        response: { 200: pageOf(IndicatorRow) },
      },
    },
    async (request, reply) => {
      const { count, limit, after } = request.query
      const { id, key } = request.params
      const { items, places } = await wall.read(actorOf(request), async (tx) => {
        const frozen = await frozenRows(tx, id, key)
        return readRows(tx, withoutReasons(frozen), { count, after, limit: limit + 1 })
      })
      return pageOfRows(request, reply, items, limit, (item) => places[items.indexOf(item)] ?? '')
    },
  )

  app.get(
    '/api/reports/:id/lines/:key/rows.xlsx',
    {
      config: { require: 'reports.read' },
      schema: {
        summary: 'The rows a frozen figure was counted from, as a file',
        params: params.extend({ key: z.string() }),
        querystring: z.object({ count: AlertCount.optional(), lang: z.enum(['vi', 'en']).default('vi') }),
        response: { 200: z.any().describe('a workbook') },
      },
    },
    async (request, reply) => {
      const { id, key } = request.params
      const { count, lang } = request.query
      const table = await wall.read(actorOf(request), async (tx) =>
        tableOfRows(tx, await frozenRows(tx, id, key), count, lang),
      )
      return sendTable(reply, 'xlsx', `${key}-${id.slice(-6)}`, table)
    },
  )

  app.get(
    '/api/reports/:id/document.docx',
    {
      config: { require: 'reports.read' },
      schema: {
        summary: 'The report as a document (Decree 30/2020)',
        params,
        response: { 200: z.any().describe('a .docx file') },
      },
    },
    async (request, reply) => {
      const actor = actorOf(request)
      const { report, province } = await wall.read(actor, async (tx) => ({
        report: await readReport(tx, actor, request.params.id, indicators),
        province: await readProvince(tx),
      }))
      const page = `${request.protocol}://${request.host}/bao-cao/${report.id}`
      const content = await writeReportDocument({
        parentName: report.parentName,
        agencyName: report.agency.name,
        number: '',
        place: province.place,
        date: localDateOf(new Date(report.createdAt)),
        title: 'BÁO CÁO',
        subtitle: report.title,
        paragraphs: paperBlocks(report).map((block) => {
          if ('heading' in block) return block
          if ('text' in block) return [block.text]
          const href = `${page}?line=${encodeURIComponent(block.line.key)}`
          return block.parts.map(({ text, counts }) => (counts ? { text, href: `${href}${narrowTo(counts)}` } : text))
        }),
        demonstration: report.demonstration,
        draft: report.state === 'approved' ? null : report.version,
      })
      return reply
        .header('content-disposition', `attachment; filename="${report.number}.docx"`)
        .header('cache-control', 'private, no-store')
        .type(docx)
        .serializer((bytes: Buffer) => bytes as unknown as string) // Bytes go out as they are; the type only knows text.
        .send(content)
    },
  )
}
