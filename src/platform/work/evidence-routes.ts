import { createHash } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { Uuid } from '../../core/api/common.ts'
import { Evidence } from '../../core/api/work.ts'
import { AppError, notFound } from '../../core/error.ts'
import { isRunnable } from '../../core/runnable-file.ts'
import type { Wall } from '../db/wall.ts'
import { type App, maxFileBytes } from '../http/app.ts'
import { actorOf } from '../http/guard.ts'
import { addIncidentEvidence, addTaskEvidence, type EvidenceFile } from './evidence.ts'
import { presentEvidence } from './read-work.ts'

const params = z.object({ id: Uuid })
/** What a media type looks like; another is kept as bytes of no known kind. */
const mediaTypeForm = /^[a-z]+\/[a-z0-9.+-]{1,80}$/i

export function evidenceRoutes(app: App, wall: Wall): void {
  const addingTo = [
    { of: 'tasks', verb: 'tasks.work', add: addTaskEvidence },
    { of: 'incidents', verb: 'incidents.manage', add: addIncidentEvidence },
  ] as const
  for (const { of, verb, add } of addingTo) {
    app.post(
      `/api/${of}/:id/evidence`,
      {
        config: { require: verb },
        schema: {
          summary: 'Add a file as evidence (multipart/form-data, field `file`)',
          consumes: ['multipart/form-data'],
          params,
          response: { 201: Evidence },
        },
      },
      async (request, reply) => {
        const actor = actorOf(request)
        const file = await readEvidenceFile(request)
        const evidence = await wall.as(actor, async (tx) => {
          const id = await add(tx, actor, request.params.id, file)
          return tx.selectFrom('platform.evidence').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
        })
        return reply.code(201).send(presentEvidence(evidence))
      },
    )
  }

  app.get(
    '/api/evidence/:id/file',
    {
      config: { require: 'tasks.read' },
      schema: { summary: 'The file as it was added', params, response: { 200: z.any().describe('the bytes') } },
    },
    async (request, reply) => {
      const file = await wall.read(actorOf(request), (tx) =>
        tx
          .selectFrom('platform.evidence as e')
          .innerJoin('platform.evidenceContent as c', 'c.evidenceId', 'e.id')
          .select(['e.name', 'e.sha256', 'c.content'])
          .where('e.id', '=', request.params.id)
          .executeTakeFirst(),
      )
      if (!file) throw notFound(`evidence ${request.params.id}`)
      if (createHash('sha256').update(file.content).digest('hex') !== file.sha256) {
        throw new AppError('evidence_damaged', 500, {
          detail: 'the stored file no longer has its SHA-256; tell the administrator',
        })
      }
      return sendFile(reply, file)
    },
  )
}

/** @throws {AppError} as `readUpload`; `file_empty`; `file_runs` for what a computer would run */
export async function readEvidenceFile(request: FastifyRequest): Promise<EvidenceFile> {
  const { part, content } = await readUpload(request)
  if (isRunnable(part.filename)) {
    const detail = 'file: a computer would run it when it is opened; send a picture, a paper or a sheet'
    throw new AppError('file_runs', 400, { detail })
  }
  if (content.length === 0) throw new AppError('file_empty', 400, { detail: 'file: it holds nothing' })
  const mediaType = mediaTypeForm.test(part.mimetype) ? part.mimetype : 'application/octet-stream'
  return { name: cleanFileName(part.filename), mediaType, content }
}

/** Sends a file as it was added: always saved, never shown in place, since what people upload must not run as a page of ours. */
export function sendFile(reply: FastifyReply, file: { name: string; sha256: string; content: Buffer }): FastifyReply {
  return reply
    .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`)
    .header('content-security-policy', "default-src 'none'; sandbox")
    .header('cache-control', 'private, no-store')
    .header('repr-digest', `sha-256=:${Buffer.from(file.sha256, 'hex').toString('base64')}:`)
    .type('application/octet-stream')
    .serializer((bytes: Buffer) => bytes as unknown as string) // Bytes go out as they are; the type only knows text.
    .send(file.content)
}

/** The one file of a form. @throws {AppError} `file_missing`, `file_too_large`, `bad_form` */
export async function readUpload(request: FastifyRequest) {
  try {
    const part = request.isMultipart() ? await request.file() : undefined
    if (part?.fieldname !== 'file') {
      throw new AppError('file_missing', 400, { detail: 'send the file as multipart/form-data in field «file»' })
    }
    return { part, content: await part.toBuffer() }
  } catch (error) {
    if (error instanceof AppError) throw error
    const { code, message } = error as { code?: string; message: string }
    if (code === 'FST_REQ_FILE_TOO_LARGE') {
      const detail = `file: larger than ${maxFileBytes / 1024 / 1024} MB; send a smaller one`
      throw new AppError('file_too_large', 413, { detail })
    }
    throw new AppError('bad_form', 400, { detail: `the form cannot be read: ${message}; send it again` })
  }
}

/** A name for people: no path, no control characters, none that turn the direction of writing, at most 200 characters. */
export function cleanFileName(name: string): string {
  const base = name.normalize('NFC').split(/[\\/]/).at(-1) ?? ''
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must go
  const clean = base.replace(/[\u0000-\u001f\u007f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '').trim()
  // By code points: half of a pair is no character.
  return [...clean].slice(0, 200).join('') || 'tệp'
}
