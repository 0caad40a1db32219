import { z } from 'zod'
import { pageOf, Uuid } from '../../core/api/common.ts'
import { SayWhyClockLate } from '../../core/api/late-reasons.ts'
import {
  CalendarQuery,
  CountsQuery,
  ExportQuery,
  HistoryEntry,
  RecordCalendar,
  RecordCounts,
  RecordDetail,
  Record as RecordSchema,
  RecordsQuery,
  recordBodies,
} from '../../core/api/records.ts'
import { Evidence } from '../../core/api/work.ts'
import { AppError } from '../../core/error.ts'
import { writeAudit } from '../audit/write-audit.ts'
import type { Db } from '../db/pool.ts'
import type { Wall } from '../db/wall.ts'
import { sendTable } from '../export/send-table.ts'
import type { App } from '../http/app.ts'
import { actorOf } from '../http/guard.ts'
import { pageOfRows } from '../http/page.ts'
import { readEvidenceFile, sendFile } from '../work/evidence-routes.ts'
import { readCalendar } from './calendar.ts'
import { createRecord, editRecord, type FindKind, type Given, moveRecord } from './change-record.ts'
import { countRecords } from './count-records.ts'
import { addRecordFile, readRecordFile } from './files.ts'
import { readHistory } from './history.ts'
import { sayWhyClockLate } from './late-clocks.ts'
import { parsePlace, selectRecords, writePlace } from './list-records.ts'
import { presentDetail, presentRecords } from './present-record.ts'
import { readExport } from './read-export.ts'
import type { RecordKind } from './record-kind.ts'
import { readRecord } from './stored-record.ts'

const params = z.object({ id: Uuid })
const fileParams = z.object({ id: Uuid, file: Uuid })

/** The routes of every record type, drawn from its declaration. */
export function recordRoutes(app: App, wall: Wall, kinds: ReadonlyMap<string, RecordKind>): void {
  const find: FindKind = (key) => {
    const kind = kinds.get(key)
    if (!kind) throw new TypeError(`no record type ${key}`)
    return kind
  }
  for (const kind of kinds.values()) {
    readingRoutes(app, wall, find, kind)
    exportRoutes(app, wall, kind)
    changingRoutes(app, wall, find, kind)
    lateRoutes(app, wall, find, kind)
    fileRoutes(app, wall, kind)
  }
}

function readingRoutes(app: App, wall: Wall, find: FindKind, kind: RecordKind): void {
  const { address, record } = kind
  const config = { require: record.permissions.read }
  const name = record.type.replaceAll('_', ' ')
  app.get(
    address,
    {
      config,
      schema: { summary: `List: ${name}`, querystring: RecordsQuery, response: { 200: pageOf(RecordSchema) } },
    },
    async (request, reply) => {
      const { limit, after, ...filter } = request.query
      const page = { limit: limit + 1, after: parsePlace(after) }
      const now = new Date()
      const { items, places } = await wall.read(actorOf(request), async (tx) => {
        const { records, places } = await selectRecords(tx, kind, filter, page, now)
        return { items: await presentRecords(tx, kind, records, now), places }
      })
      return pageOfRows(request, reply, items, limit, (item) => {
        const place = places[items.indexOf(item)]
        return place ? writePlace(place) : ''
      })
    },
  )

  app.get(
    `${address}/counts`,
    {
      config,
      schema: { summary: `Count: ${name}`, querystring: CountsQuery, response: { 200: RecordCounts } },
    },
    (request) => wall.read(actorOf(request), (tx) => countRecords(tx, kind, request.query, new Date())),
  )

  app.get(
    `${address}/calendar`,
    {
      config,
      schema: {
        summary: `By day: ${name}`,
        querystring: CalendarQuery,
        response: { 200: RecordCalendar },
      },
    },
    (request) => wall.read(actorOf(request), (tx) => readCalendar(tx, kind, request.query, new Date())),
  )

  app.get(
    `${address}/:id`,
    {
      config,
      schema: {
        summary: `One ${name}`,
        params,
        querystring: z.object({
          personal: z
            .enum(['true', 'false'])
            .default('false')
            .describe('show personal fields; the look is written down'),
        }),
        response: { 200: RecordDetail },
      },
    },
    async (request) => {
      const actor = actorOf(request)
      const { id } = request.params
      const look = (tx: Db, isPersonal: boolean) =>
        readRecord(tx, kind, id).then((found) => presentDetail(tx, actor, find, kind, found, isPersonal))
      if (request.query.personal === 'false') return wall.read(actor, (tx) => look(tx, false))
      const { readPersonal } = record.permissions
      if (readPersonal === undefined || !actor.permissions.has(readPersonal)) {
        const detail = readPersonal ? `this needs «${readPersonal}»` : `${record.type} has no personal fields`
        throw new AppError('not_permitted', 403, { detail })
      }
      return wall.as(actor, async (tx) => {
        const shown = await look(tx, true)
        const agencyId = actor.agencyIds.includes(shown.agency.id) ? shown.agency.id : actor.agencyId
        const detail = { fields: Object.keys(kind.personalFields) }
        await writeAudit(tx, actor, {
          agencyId,
          action: 'record.personal_seen',
          subject: { kind: kind.key, id },
          detail,
        })
        return shown
      })
    },
  )

  app.get(
    `${address}/:id/history`,
    {
      config,
      schema: {
        summary: `What was done to one ${name}, newest first`,
        params,
        querystring: z.object({
          limit: z.coerce.number().int().min(1).max(1_000).default(200),
          after: z.coerce.number().int().optional(),
        }),
        response: { 200: pageOf(HistoryEntry) },
      },
    },
    async (request, reply) => {
      const { limit, after } = request.query
      const entries = await wall.read(actorOf(request), async (tx) => {
        await readRecord(tx, kind, request.params.id)
        return readHistory(tx, request.params.id, { limit: limit + 1, after })
      })
      return pageOfRows(request, reply, entries, limit, (entry) => String(entry.id))
    },
  )
}

function exportRoutes(app: App, wall: Wall, kind: RecordKind): void {
  const config = { require: kind.record.permissions.read }
  const form = (extension: string) => ({
    config,
    schema: {
      summary: `Export as ${extension.toUpperCase()}, without personal fields`,
      querystring: ExportQuery,
      response: { 200: z.any().describe('the file') },
    },
  })
  const name = `${kind.moduleId}-${kind.record.type}`
  for (const format of ['csv', 'xlsx'] as const) {
    app.get(`${kind.address}/export.${format}`, form(format), async (request, reply) => {
      const table = await wall.read(actorOf(request), (tx) => readExport(tx, kind, request.query, request.query.lang))
      return sendTable(reply, format, name, table)
    })
  }
}

function changingRoutes(app: App, wall: Wall, find: FindKind, kind: RecordKind): void {
  const { address, record } = kind
  const bodies = recordBodies(record)
  const name = record.type.replaceAll('_', ' ')
  const detailOf = async (tx: Db, actor: Parameters<typeof presentDetail>[1], id: string) =>
    presentDetail(tx, actor, find, kind, await readRecord(tx, kind, id), false)

  app.post(
    address,
    {
      config: { require: record.permissions.create },
      schema: { summary: `Draft one ${name}`, body: bodies.create, response: { 201: RecordDetail } },
    },
    async (request, reply) => {
      const actor = actorOf(request)
      // The body's geometry is there where the type has one.
      const given = request.body as Given & { agencyId: number }
      const made = await wall.as(actor, async (tx) => detailOf(tx, actor, await createRecord(tx, actor, kind, given)))
      return reply.code(201).header('location', `${address}/${made.id}`).send(made)
    },
  )

  app.patch(
    `${address}/:id`,
    {
      config: { require: record.permissions.edit },
      schema: {
        summary: `Edit one ${name} that still stands as it was seen`,
        params,
        body: bodies.edit,
        response: { 200: RecordDetail },
      },
    },
    async (request) => {
      const actor = actorOf(request)
      const given = request.body as Given & { version: number }
      return wall.as(actor, async (tx) => {
        await editRecord(tx, actor, kind, request.params.id, given)
        return detailOf(tx, actor, request.params.id)
      })
    },
  )

  for (const [key, move] of Object.entries(record.lifecycle.moves)) {
    app.post(
      `${address}/:id/moves/${key}`,
      {
        config: { require: move.permission },
        schema: {
          summary: `${move.name.en}: ${move.from.join(', ')} → ${move.to}`,
          params,
          body: bodies.move(key),
          response: { 200: RecordDetail },
        },
      },
      async (request) => {
        const actor = actorOf(request)
        return wall.as(actor, async (tx) => {
          await moveRecord(tx, actor, find, kind, request.params.id, key, request.body)
          return detailOf(tx, actor, request.params.id)
        })
      },
    )
  }
}

function lateRoutes(app: App, wall: Wall, find: FindKind, kind: RecordKind): void {
  const { permissions, type } = kind.record
  app.post(
    `${kind.address}/:id/late-reasons`,
    {
      config: { require: permissions.attach ?? permissions.edit },
      schema: {
        summary: `Say why a deadline of one ${type.replaceAll('_', ' ')} was not kept, for the agency that owes it`,
        params,
        body: SayWhyClockLate,
        response: { 200: RecordDetail },
      },
    },
    async (request) => {
      const [actor, { id }] = [actorOf(request), request.params]
      return wall.as(actor, async (tx) => {
        const record = await readRecord(tx, kind, id)
        await sayWhyClockLate(tx, actor, kind, record, request.body)
        return presentDetail(tx, actor, find, kind, record, false)
      })
    },
  )
}

function fileRoutes(app: App, wall: Wall, kind: RecordKind): void {
  const { address, record } = kind
  app.post(
    `${address}/:id/files`,
    {
      config: { require: record.permissions.attach ?? record.permissions.edit },
      schema: {
        summary: 'Add a file (multipart/form-data, field `file`)',
        consumes: ['multipart/form-data'],
        params,
        response: { 201: Evidence },
      },
    },
    async (request, reply) => {
      const actor = actorOf(request)
      const file = await readEvidenceFile(request)
      const added = await wall.as(actor, (tx) => addRecordFile(tx, actor, kind, request.params.id, file))
      return reply.code(201).send(added)
    },
  )

  app.get(
    `${address}/:id/files/:file`,
    {
      config: { require: record.permissions.read },
      schema: {
        summary: 'The file as it was added',
        params: fileParams,
        response: { 200: z.any().describe('the bytes') },
      },
    },
    async (request, reply) => {
      const { id, file } = request.params
      return sendFile(reply, await wall.read(actorOf(request), (tx) => readRecordFile(tx, kind, id, file)))
    },
  )
}
